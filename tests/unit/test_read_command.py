"""`python -m broadsheet read`: a page from a file or the web, legible, and as JSON."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.cli import EXIT_CONFIG, EXIT_FAILED, main

PAGE = Path(__file__).resolve().parents[1] / "pages" / "several_objects" / "page.html"
URL = "https://www.gazette.example/world/grain-terminal-2"
SOURCE = """\
name: gazette
title: The Gazette
base_url: {base}
timezone: Europe/London
language: en
private_network: true
schedule: "*/15 * * * *"
sections:
  - name: world
    url: {base}/world/
"""


class _Site(BaseHTTPRequestHandler):
    agents: tuple[str, ...] = ()

    def do_GET(self) -> None:
        type(self).agents += (self.headers["User-Agent"],)
        if self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
            self.end_headers()
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/world/grain-terminal-2")
            self.end_headers()
        elif self.path == "/world/grain-terminal-2":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(PAGE.read_bytes()))
        else:
            self.send_error(int(self.path.strip("/")))

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_each_value_is_shown_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    """A person sees the value, where it stands, and what else was stated of the field."""
    assert main(["read", str(PAGE), "--url", URL]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "headline             Lisbon to build a second grain terminal" in lines
    assert "<- json_ld: json_ld[0][1].datePublished [second]" in lines
    assert "! json_ld: json_ld[0][1].author" in lines
    assert "says: The Gazette" in lines
    assert "Nine days of road" in lines


def test_json_gives_the_columns_of_articles(capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the columns by name, and the rows of authors, images, links and fields."""
    assert main(["read", str(PAGE), "--url", URL, "--json"]) == 0
    columns = json.loads(capsys.readouterr().out)
    assert columns["url"] == URL
    assert columns["authors"] == ["Ana Costa", "Rui Alves"]
    assert columns["published_at"] == "2026-03-10T07:15:30+00:00"
    assert [each["location"] for each in columns["article_authors"]] == ["Lisbon", "Lisbon"]
    assert {"field", "value", "raw_value", "origin", "locator", "is_chosen"} <= columns["article_fields"][
        0
    ].keys()


def test_a_page_is_fetched_once_and_politely(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Redirects are followed, gzip is undone, the agent says who asks; the answering address is taken."""
    _Site.agents = ()
    assert main(["read", f"{site}/moved", "--private-network", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["url"] == f"{site}/world/grain-terminal-2"
    assert len(_Site.agents) == 2
    assert all(agent.startswith("Broadsheet/") for agent in _Site.agents)


def test_a_source_lends_what_it_knows(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --source, its title is cut from the headline and its hosts decide about the canonical address."""
    (tmp_path / "gazette.yaml").write_text(SOURCE.format(base=site))
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path))
    assert main(["read", f"{site}/moved", "--source", "gazette", "--json"]) == 0
    fields = json.loads(capsys.readouterr().out)["article_fields"]
    assert "Lisbon to build a second grain terminal - World" in {each["value"] for each in fields}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no/such/file.html"], EXIT_CONFIG, "no/such/file.html"),
        (["ftp://www.example.com/a"], EXIT_CONFIG, "http"),
        (["{site}/404", "--private-network"], EXIT_FAILED, "gone: {site}/404 answered 404"),
        (["{site}/403", "--private-network"], EXIT_FAILED, "blocked: {site}/403 answered 403"),
        (["{site}/503", "--private-network"], EXIT_FAILED, "server_error: {site}/503 answered 503"),
        (["{site}/404"], EXIT_FAILED, "address_refused: 127.0.0.1 leads to 127.0.0.1, which is private"),
        (["{page}", "--source", "nowhere"], EXIT_CONFIG, "nowhere"),
        (["{site}/451", "--private-network"], EXIT_FAILED, "blocked: {site}/451 answered 451"),
        (["{site}/circle", "--private-network"], EXIT_FAILED, "too_many_redirects: {site}/circle"),
        (["http://no-such-host.invalid/a"], EXIT_FAILED, "dns: http://no-such-host.invalid/a: "),
        (["http://[::1"], EXIT_FAILED, "bad_url: http://[::1"),
        (["http://a.example:x/"], EXIT_FAILED, "bad_url: http://a.example:x/"),
        (["http://198.51.100.7/a"], EXIT_FAILED, "address_refused: 198.51.100.7"),
        (["http://8.8.8.8/a"], EXIT_CONFIG, "CRAWLER_CONTACT is not set: 8.8.8.8 is a public site"),
        (["{page}", "--url", "notaurl"], EXIT_CONFIG, "--url notaurl: expected an http or https address"),
        (["{page}", "--url", "ftp://x/y"], EXIT_CONFIG, "--url ftp://x/y: expected"),
        (["{page}", "--url", "http://a.example/a b"], EXIT_CONFIG, "--url http://a.example/a b: expected"),
    ],
)
def test_what_went_wrong_is_one_sentence(
    site: str,
    arguments: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address or file and the reason on stderr, and an exit code that says whose turn it is."""
    monkeypatch.delenv("CRAWLER_CONTACT", raising=False)
    filled = [each.format(site=site, page=PAGE) for each in arguments]
    assert main(["read", *filled]) == code
    error = capsys.readouterr().err
    assert error.startswith("broadsheet: ")
    assert said.format(site=site) in error
    assert error.count("\n") == 1


def test_a_flag_that_is_given_is_not_advised(capsys: pytest.CaptureFixture[str]) -> None:
    """No flag leads to an address of metadata."""
    assert main(["read", "http://169.254.169.254/x", "--private-network"]) == EXIT_FAILED
    error = capsys.readouterr().err
    assert error.startswith("broadsheet: address_refused: 169.254.169.254")
    assert "--private-network" not in error


@pytest.mark.parametrize("command", ["read", "links"])
def test_an_address_of_another_site_is_remarked(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be mistyped: a crawl of the source would never be there."""
    (tmp_path / "gazette.yaml").write_text(SOURCE.format(base="https://www.gazette.example"))
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main([command, str(PAGE), "--source", "gazette", "--url", "https://elsewhere.example/a"]) == 0
    assert "; elsewhere.example is none of its hosts" in capsys.readouterr().err
    assert main([command, str(PAGE), "--source", "gazette", "--url", URL]) == 0
    assert "none of its hosts" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("cut.html.gz", EXIT_FAILED, "bad_response: {file}: the content coding gzip is broken"),
        ("plain.html.gz", EXIT_FAILED, "bad_response: {file}: named .gz, and not compressed by gzip"),
        ("bomb.html.gz", EXIT_FAILED, "bomb: {file}: "),
        ("large.html", EXIT_FAILED, "too_large: {file}: more than 5767168 bytes"),
        ("folder", EXIT_CONFIG, "{file}: it is a directory"),
    ],
)
def test_a_file_that_is_no_page_is_one_sentence(
    name: str, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read no further than a crawl would take of it, by `read` and by `links`."""
    file, content = tmp_path / name, PAGE.read_bytes()
    contents = {
        "cut.html.gz": gzip.compress(content)[:-40],
        "plain.html.gz": content,
        "bomb.html.gz": gzip.compress(bytes(60_000_000), 1),
        "large.html": b"<p>" + b"a " * 3_000_000,
    }
    if name in contents:
        file.write_bytes(contents[name])
    else:
        file.mkdir()
    for command in ("read", "links"):
        assert main([command, str(file), "--url", URL]) == code
        error = capsys.readouterr().err
        assert said.format(file=file) in error
        assert error.count("\n") == 1


def test_a_page_may_be_piped_in() -> None:
    """By `-` or as a file that is none; where it came from has to be said."""
    for name in ("-", "/dev/stdin"):
        command = [sys.executable, "-m", "broadsheet", "read", name, "--json"]
        done = subprocess.run(
            [*command, "--url", URL], input=PAGE.read_bytes(), capture_output=True, check=True
        )
        assert json.loads(done.stdout)["url"] == URL
    lost = subprocess.run(command, input=PAGE.read_bytes(), capture_output=True, check=False)
    assert lost.returncode == EXIT_CONFIG
    assert b"/dev/stdin: a page that is piped in has no address; give --url" in lost.stderr


def test_who_reads_only_the_first_lines_sees_no_traceback() -> None:
    """`read ... | head -1`: the pipe is closed while there is more to say."""
    command = [sys.executable, "-m", "broadsheet", "read", str(PAGE), "--url", URL]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
    assert said == b""
