"""One process runs all tests that need Airflow, however many run the others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_CONFTEST = """
import pytest
from tests.conftest import pytest_collection_modifyitems

@pytest.fixture
def airflow():
    pass
"""
_TESTS = """
import time, pytest

@pytest.mark.parametrize("number", range(6))
def test_with(airflow, number):
    time.sleep(0.05)

@pytest.mark.parametrize("number", range(6))
def test_without(number):
    time.sleep(0.05)
"""


def test_airflow_is_started_once(tmp_path: Path) -> None:
    """As `make test` distributes them. It fails with pairs of pytest and pytest-xdist that ignore groups."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(_TESTS)
    words = ["-n", "2", "--dist", "loadgroup", "-v", "--import-mode=importlib", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, f"--rootdir={tmp_path}", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert len(set(re.findall(r"\[(gw\d)\].* PASSED .*::test_with\b", done.stdout))) == 1, done.stdout
    assert len(set(re.findall(r"\[(gw\d)\].* PASSED ", done.stdout))) == 2
