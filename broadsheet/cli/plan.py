"""`plan`: which sections of a source are due now. What the DAG's first task does."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from broadsheet.articledb.connection import connect
from broadsheet.config import database_url
from broadsheet.planning import Plan, make_plan, why_held

HELP = "which sections of a source are due now"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The source, and how to print."""
    parser.add_argument("source", help="the name in the source file")
    parser.add_argument(
        "--json", action="store_true", help="for programs: due, and held with time and reason"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the plan; the exit code is 0 even when nothing is due."""
    with closing(connect(database_url())) as connection:
        plan = make_plan(connection, arguments.source)
    print(_as_json(plan) if arguments.json else _as_text(plan))
    return 0


def _as_json(plan: Plan) -> str:
    held = {
        section: {
            "verdict": judgement.verdict,
            "sentence": judgement.sentence,
            "retry_after_at": judgement.retry_after_at.isoformat() if judgement.retry_after_at else None,
        }
        for section, judgement in plan.held.items()
    }
    return json.dumps({"source": plan.source, "due": plan.due, "held": held}, indent=2)


def _as_text(plan: Plan) -> str:
    lines = [f"{section}: due" for section in plan.due]
    lines += [f"{section}: held back {why_held(judgement)}" for section, judgement in plan.held.items()]
    return "\n".join(lines)
