"""A task's verdict goes into its note and to `conclude`; a note that cannot be written fails no task."""

import importlib
import json
import logging
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from broadsheet.local.ports import free_ports
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement

RED = Judgement(Verdict.BLOCKED, "HTTP 429", datetime(2026, 5, 1, 12, tzinfo=UTC))
NOTE_PATH = "/api/v2/dags/crawl_x/dagRuns/manual__1/taskInstances/crawl/3"


@pytest.fixture
def reporting(airflow_home):
    """The module under test; it imports Airflow."""
    return importlib.import_module("dags.operators.reporting")


@pytest.fixture
def api():
    """An address that answers as Airflow's API does, the requests it got, and what it answers."""
    asked, answers = [], {"POST": (201, b'{"access_token": "pass"}'), "PATCH": (200, b"{}")}

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.command, self.path, self.headers["Authorization"], body))
            status, content = answers[self.command]
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self):
            self.answer()

        def do_PATCH(self):
            self.answer()

        def log_message(self, *_):
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        yield SimpleNamespace(address=address, asked=asked, answers=answers)
        server.shutdown()


@pytest.fixture
def publish(reporting, monkeypatch):
    """Publish a judgement as the mapped task 3 of a run; returns what was left for `conclude`."""

    def run(judgement, address):
        account = {"conn_type": "http", "host": address, "login": "notes", "password": "secret"}
        monkeypatch.setenv("AIRFLOW_CONN_AIRFLOW_API", json.dumps(account))
        left = {}
        task = SimpleNamespace(
            dag_id="crawl_x", run_id="manual__1", task_id="crawl", map_index=3, xcom_push=left.__setitem__
        )
        reporting.publish(judgement, {"ti": task, "task": SimpleNamespace(section="politics")})
        return left

    return run


def test_the_note_is_the_verdict_and_its_sentence(publish, api):
    """Written with the account's own pass, to this section's task."""
    publish(RED, api.address)
    (login, note) = api.asked
    assert login[3] == {"username": "notes", "password": "secret"}
    assert note[0] == "PATCH"
    assert note[1].partition("?")[0] == NOTE_PATH
    assert (note[2], note[3]) == ("Bearer pass", {"note": "blocked: HTTP 429"})


def test_conclude_gets_section_verdict_sentence_and_time(publish, api):
    """Under a key of its own."""
    (entry,) = publish(RED, api.address).values()
    assert entry == {
        "section": "politics",
        "verdict": "blocked",
        "sentence": "HTTP 429",
        "retry_after_at": "2026-05-01T12:00:00+00:00",
    }


def test_a_long_sentence_is_cut_to_what_airflow_takes(publish, api):
    """A note of more than a thousand characters would be refused as a whole; that it goes on is seen."""
    publish(Judgement(Verdict.BUG, "x" * 5000), api.address)
    note = api.asked[1][3]["note"]
    assert (len(note), note[-1]) == (1000, "…")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("2 stories (http://a:9/sport/); usually 9", "2 stories (http://a:9/sport/ ); usually 9"),
        ("see https://a/x, https://a/y.", "see https://a/x , https://a/y ."),
        ("https://a/b_(c) and (https://a/b_(c)): x", "https://a/b_(c) and (https://a/b_(c) ): x"),
        ("at https://a/x?b=1,2;c=3 it is", "at https://a/x?b=1,2;c=3 it is"),
    ],
)
def test_what_follows_an_address_is_no_part_of_its_link(publish, api, sentence, shown):
    """The UI takes signs right behind an address into the link; `conclude` gets the sentence as it is."""
    (entry,) = publish(Judgement(Verdict.DRIFT, sentence), api.address).values()
    assert api.asked[1][3]["note"] == f"drift: {shown}"
    assert entry["sentence"] == sentence


@pytest.mark.parametrize(
    "answers",
    [{"POST": (401, b"{}")}, {"POST": (200, b"<html>")}, {"POST": (200, b"[]")}, {"PATCH": (500, b"{}")}],
    ids=["refused", "no JSON", "no pass", "broken"],
)
def test_an_api_that_does_not_take_it_is_a_warning(publish, api, answers, caplog):
    """The verdict stands without its note."""
    api.answers.update(answers)
    with caplog.at_level(logging.WARNING):
        assert publish(RED, api.address)
    assert "No note on this task" in caplog.text


def test_an_api_that_is_away_is_a_warning(publish, caplog):
    """Nobody listens there."""
    (closed,) = free_ports(1)
    with caplog.at_level(logging.WARNING):
        assert publish(RED, f"http://127.0.0.1:{closed}")
    assert "No note on this task" in caplog.text
