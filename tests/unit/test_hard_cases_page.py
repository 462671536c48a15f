"""The page of hard cases is true: each row names tests that there are."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "hard-cases.md"
INTEGRATION = ROOT / "tests" / "integration"
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
