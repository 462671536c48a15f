"""What the Makefile says when the machine lacks something, and what it does where it does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile, one package of its own, and nothing to install."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "ours.py").write_text("")
    return tmp_path


def make(clone: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Without the variables of a make that runs these tests, and without a package index."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(
        ["make", *words],
        cwd=clone,
        env={**environment, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_helps(clone):
    """It tells what can be typed and does nothing."""
    done = make(clone)
    assert done.returncode == 0
    for target in ("make run", "make run ONCE=1", "make test", "make check", "make bench", "make clean"):
        assert target in done.stdout
    assert not (clone / ".venv").exists()


def test_too_old_a_python_is_said_with_what_was_found(clone):
    """The sentence names the version that is needed, those that are there, and how to name another."""
    old = clone / "python-old"
    old.write_text("#!/bin/sh\necho 3.9\n")
    old.chmod(0o755)
    done = make(clone, "run", f"PYTHON={old} no-such-python")
    assert done.returncode != 0
    assert "Broadsheet needs Python 3.11." in done.stderr
    assert f"{old}: 3.9; no-such-python: not there;" in done.stderr
    assert "make run PYTHON=" in done.stderr
    assert not (clone / ".venv").exists()


def test_packages_are_installed_once_and_ours_are_found(clone):
    """Where pip cannot get a package, its own message is followed by what one can do, and one can go on.

    The second time nothing is installed; after the folder was moved our packages are found again.
    """
    (clone / "requirements.txt").write_text("no-such-package==1\n")
    failed = make(clone, "run", f"PYTHON={sys.executable}")
    assert failed.returncode != 0
    assert "no-such-package==1" in failed.stderr
    assert "PIP_INDEX_URL=" in failed.stderr
    assert "PIP_FIND_LINKS=" in failed.stderr
    assert not (clone / ".venv" / "installed").exists()
    (clone / "requirements.txt").write_text("")
    first = make(clone, "ready")
    assert first.returncode == 0, first.stderr
    assert "Installing" in first.stdout
    moved = clone.with_name(f"{clone.name}-moved")
    clone.rename(moved)
    second = make(moved, "ready")
    assert second.returncode == 0, second.stderr
    assert "Installing" not in second.stdout
    found = subprocess.run(
        [moved / ".venv" / "bin" / "python", "-c", "import ours; print(ours.__file__)"],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == moved / "ours.py"


def test_byte_code_is_written_wherever_it_is_forbidden(clone):
    """PYTHONDONTWRITEBYTECODE of the machine does not reach what make starts; other variables do."""
    text = (clone / "Makefile").read_text()
    (clone / "Makefile").write_text(f"{text}\nshown:\n\t@env\n")
    done = make(clone, "shown", PYTHONDONTWRITEBYTECODE="1", UI_PORT="8081")
    assert "PYTHONDONTWRITEBYTECODE" not in done.stdout
    assert "UI_PORT=8081" in done.stdout.splitlines()
