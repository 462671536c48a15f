"""The page of hard cases is true and whole: each row names tests that there are, each hard case has a row."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "hard-cases.md"
INTEGRATION = ROOT / "tests" / "integration"
MISBEHAVIOUR = "tests.newsweb.behaviours"
ROWS = re.findall(r"^\| (?!Case |---)([^|]+) \|[^|]*\| ([^|]*) \|$", PAGE.read_text(), re.MULTILINE)


def test_the_page_has_rows() -> None:
    """Those that the pattern finds are all there are."""
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("|")]
    headings = [line for line in lines if line.startswith(("| Case ", "|---"))]
    assert len(ROWS) == len(lines) - len(headings) >= 20


@pytest.mark.parametrize(("case", "shown_by"), ROWS, ids=[case for case, _ in ROWS])
def test_a_row_names_tests_that_there_are(case: str, shown_by: str) -> None:
    """By file and function."""
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", shown_by)
    assert named, f"{case}: no test is named"
    for file, name in named:
        tree = ast.parse((INTEGRATION / file).read_text())
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_module_in_which_the_web_misbehaves_is_in_a_row() -> None:
    """Where the local news web does what a site should not, there is a hard case, and the page names it."""
    hard = {
        str(file.relative_to(INTEGRATION)) for file in INTEGRATION.rglob("test_*.py") if _misbehaves(file)
    }
    shown = {file for _, shown_by in ROWS for file in re.findall(r"`([\w/]+\.py)::", shown_by)}
    assert "test_soft_404.py" in hard
    assert sorted(hard - shown) == []


def _misbehaves(file: Path) -> bool:
    """Whether a test module makes the local news web misbehave, by its imports or by a call."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    calls = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return "misbehave" in calls or any(f"{name}.".startswith(f"{MISBEHAVIOUR}.") for name in modules)
