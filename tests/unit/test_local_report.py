"""What is said once everything is up."""

from __future__ import annotations

from pathlib import Path

from broadsheet.config import RawStoreSettings
from broadsheet.local.report import Report, Sample

STORE = RawStoreSettings("raw-html", "http://127.0.0.1:8333", "read-key", "read-secret", "us-east-1")


def report(**changed) -> str:
    values = {
        "data": Path("/srv/my data"),
        "seconds": 21.4,
        "memory": 1_234_567_890,
        "ui_url": "http://127.0.0.1:8080",
        "ui_password": "ui-password",
        "analyst_url": "postgresql://analyst:secret@127.0.0.1:5433/broadsheet",
        "reader": STORE,
        "command": "make run",
        "inner_ports": (8334, 8335, 18334, 18335, 18336, 20000),
        "sample": Sample("The Harbour Courier", "http://127.0.0.1:8610", {"harbour": 3, "culture": 4}),
    }
    return Report(**{**values, **changed}).text()


def test_everything_needed_to_look_is_there():
    """UI and login, the analyst's address, the bucket and its keys, memory, counts: each in the text."""
    said = report()
    for wanted in (
        "21 s after its start",
        "http://127.0.0.1:8080",
        "password ui-password",
        "postgresql://analyst:secret@127.0.0.1:5433/broadsheet",
        "bucket raw-html at http://127.0.0.1:8333",
        "key read-key, secret read-secret",
        "harbour 3, culture 4",
        "1,235 MB",
        "docs/adding-a-source.md",
    ):
        assert wanted in said


def test_ports_without_a_key_are_listed_in_short():
    """Rows of ports are shown as ranges."""
    assert "8334-8335 and 18334-18336 and 20000 need no key" in report()


def test_a_path_with_a_space_can_be_pasted():
    """What is to be typed is quoted for a shell."""
    assert ". '/srv/my data/environment'" in report()


def test_no_articles_yet_is_said():
    """After a red first run there is nothing to count."""
    assert "articles so far: none" in report(sample=Sample("The Harbour Courier", "http://x", {}))


def test_without_the_sample_nothing_is_said_of_it():
    """Where sample.yaml was removed, no newspaper is served, and none can be crawled."""
    said = report(sample=None)
    assert "sample" not in said.lower()
    assert "source=NAME" in said


def test_a_run_that_stops_does_not_invite_to_look():
    """With ONCE=1 everything is about to end, and how to have it stay; no Ctrl-C, no "is running"."""
    said = report(stays=False, command="make run DATA_DIR='/srv/my data'")
    assert "It stops now" in said
    assert said.endswith("To look around: make run DATA_DIR='/srv/my data'")
    assert "Ctrl-C" not in said
    assert "is running" not in said
