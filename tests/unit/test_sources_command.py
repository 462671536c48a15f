"""`python -m broadsheet sources`: files are checked, and drafted without inventing anything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from broadsheet.cli import main
from broadsheet.sources import load_file, load_folder

GOOD = """\
name: good
title: Good
base_url: https://www.example.com
timezone: Europe/Berlin
language: de
schedule: "*/15 * * * *"
sections:
  - {name: politics, url: "https://www.example.com/politics/"}
"""
URL = "https://www.example.co.uk/news/politics/"
COMPLETE = ["--timezone", "Europe/London", "--language", "en", "--title", "The Example"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder of sources, and no contact: nothing public is asked."""
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path))
    monkeypatch.delenv("CRAWLER_CONTACT", raising=False)
    return tmp_path


@contextmanager
def site(pages: dict[str, tuple[int, bytes]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A small web site: its address, and who asked for what."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["User-Agent"]))
            status, body = pages.get(self.path, (404, b""))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_good_files_are_counted(folder, capsys):
    """Exit code 0 and how many there are."""
    (folder / "good.yaml").write_text(GOOD)
    assert main(["sources", "check"]) == 0
    assert "1 of 1" in capsys.readouterr().out


def test_each_error_names_file_key_value_and_what_was_expected(folder, capsys):
    """Exit code 2; the good files are still counted."""
    (folder / "good.yaml").write_text(GOOD)
    bad = GOOD.replace("name: good", "name: bad").replace("language: de", "language: German\ncolour: red")
    (folder / "bad.yaml").write_text(bad)
    assert main(["sources", "check"]) == 2
    told = capsys.readouterr().out
    assert "bad.yaml: language: got 'German', expected" in told
    assert "bad.yaml: colour: got 'red', expected" in told
    assert "1 of 2" in told


def test_a_file_that_is_called_otherwise_than_its_source_is_told(folder, capsys):
    """With file, key, value and way out; it is a good one all the same, and found by the name it states."""
    (folder / "other.yaml").write_text(GOOD)
    assert main(["sources", "check"]) == 0
    told = capsys.readouterr().out
    assert "other.yaml: name: got 'good', expected" in told and "renamed to good.yaml" in told
    assert "1 of 1 source file is good" in told
    (folder / "other.yaml").write_text(GOOD.replace("language: de", "language: German"))
    assert main(["backfill", "good", "--since", "2024-05-01"]) == 2
    assert "other.yaml: language: got 'German'" in capsys.readouterr().err, "not: there is no such source"


def test_single_files_can_be_checked(folder, capsys):
    """Before they are put into the folder; one that is not there is an error of that file."""
    (folder / "good.txt").write_text(GOOD)
    assert main(["sources", "check", str(folder / "good.txt")]) == 0
    assert main(["sources", "check", str(folder / "absent.yaml")]) == 2
    assert "absent.yaml" in capsys.readouterr().out


def test_a_missing_folder_is_named(folder, monkeypatch, capsys):
    """SOURCES_DIR that leads nowhere."""
    monkeypatch.setenv("SOURCES_DIR", str(folder / "nowhere"))
    assert main(["sources", "check"]) == 2
    assert "SOURCES_DIR" in capsys.readouterr().err


def test_what_is_not_known_is_asked_for_and_nothing_is_written(folder, capsys):
    """A time zone stands on no page; without a contact no public page is asked for the rest."""
    assert main(["sources", "add", URL]) == 2
    told = capsys.readouterr().err
    assert "--timezone" in told and "--language" in told and "--title" in told and "CRAWLER_CONTACT" in told
    assert list(folder.iterdir()) == []


def test_a_file_from_an_address_and_options(folder):
    """Name and section come from the address; the file is a good one."""
    assert main(["sources", "add", URL, *COMPLETE]) == 0
    source = load_file(folder / "example.yaml").source
    assert source is not None
    assert (source.name, source.base_url, source.timezone) == (
        "example",
        "https://www.example.co.uk",
        "Europe/London",
    )
    assert [(section.name, section.url) for section in source.sections] == [("politics", URL)]


def test_what_the_page_says_is_taken_with_its_origin(folder):
    """Language and title, asked for once, after robots.txt, under our own name."""
    head = b'<head><meta property="og:site_name" content="O Exemplo"></head>'
    page = b'<html lang="pt-BR">' + head + b"<body>x</body></html>"
    with site({"/politica/": (200, page)}) as (address, asked):
        options = ["--timezone", "America/Sao_Paulo", "--name", "exemplo", "--private-network"]
        assert main(["sources", "add", f"{address}/politica/", *options]) == 0
    source = load_file(folder / "exemplo.yaml").source
    assert source is not None and source.private_network
    assert (source.title, source.language) == ("O Exemplo", "pt-BR")
    written = (folder / "exemplo.yaml").read_text()
    assert "og:site_name" in written
    assert written.endswith(f"sections:\n  - name: politica\n    url: {address}/politica/\n"), (
        "one more fits below"
    )
    assert [path for path, _ in asked] == ["/robots.txt", "/politica/"]
    assert all("broadsheet" in agent.lower() for _, agent in asked)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]", "10.1.2.3", "news.localhost"])
def test_for_a_private_address_the_option_is_named(host, folder, capsys):
    """Whatever else is missing: without it, no crawl of the file could connect."""
    given = ["--language", "en", "--title", "T", "--timezone", "UTC", "--name", "x"]
    assert main(["sources", "add", f"http://{host}/news/", *given]) == 2
    assert "--private-network" in capsys.readouterr().err
    assert not list(folder.glob("*.yaml"))


def test_all_that_is_to_be_mended_is_told_at_once(folder, capsys):
    """An address of this network has no domain for a name, either, and the zone is misspelt: one round."""
    with site({}) as (address, asked):
        assert main(["sources", "add", f"{address}/", "--timezone", "Europe/Berln", "--language", "de"]) == 2
        told = capsys.readouterr().err
        assert "--private-network" in told and "did you mean Europe/Berlin?" in told
        assert "--name: " in told and "--section: " in told
        assert asked == []
        given = ["--private-network", "--timezone", "Europe/Berlin", "--name", "x", "--section", "all"]
        assert (
            main(["sources", "add", f"{address}/", *given, "--language", "de", "--title", "X", "--unseen"])
            == 0
        )
        assert (
            main(["sources", "add", f"{address}/", *given, "--language", "de", "--title", "X", "--unseen"])
            == 2
        )
    told = capsys.readouterr().err
    assert "base_url: got" in told and "; name: got 'x'" in told
    assert load_file(folder / "x.yaml").source is not None


@pytest.mark.parametrize("robots", [(200, b"User-agent: *\nDisallow: /"), (503, b"")])
def test_a_page_that_robots_txt_forbids_is_not_asked(robots, capsys):
    """Nor one whose robots.txt is broken; the options are asked for instead."""
    with site({"/robots.txt": robots}) as (address, asked):
        assert main(["sources", "add", f"{address}/news/", "--name", "x", "--private-network"]) == 2
    assert [path for path, _ in asked] == ["/robots.txt"]
    assert "--language" in capsys.readouterr().err


def test_values_that_are_given_are_checked(folder, capsys):
    """By the same rules as every source file."""
    options = ["--timezone", "Mars/Base", "--language", "en", "--title", "T"]
    assert main(["sources", "add", URL, *options]) == 2
    assert "timezone: got 'Mars/Base'" in capsys.readouterr().err
    assert load_folder(folder) == []


@pytest.mark.parametrize(
    ("page", "told"),
    [((404, b""), "/news/ answers 404 Not Found; mend the address"), ((200, b"<p>x</p>"), "")],
)
def test_the_page_is_looked_at_though_nothing_is_to_be_taken_from_it(page, told, folder, capsys):
    """An address that the site does not have is refused; the way out writes the file and says so."""
    with site({"/news/": page}) as (address, asked):
        command = ["sources", "add", f"{address}/news/", "--name", "x", "--private-network", *COMPLETE]
        assert main(command) == (2 if told else 0)
        assert told in (said := capsys.readouterr().err)
        if told:
            assert "--unseen" in said and not list(folder.iterdir())
            assert main([*command, "--unseen"]) == 0
            assert "/news/ answers 404" in capsys.readouterr().err
    assert "/news/" in {path for path, _ in asked}
    assert load_file(folder / "x.yaml").source is not None


def test_a_page_that_nobody_could_ask_for_is_told(folder, capsys):
    """Without a contact no public site is asked: the file is written, and who typed it knows."""
    assert main(["sources", "add", URL, *COMPLETE]) == 0
    assert "not seen, look whether it is there: CRAWLER_CONTACT is not set" in capsys.readouterr().err
    assert load_file(folder / "example.yaml").source is not None


@pytest.mark.parametrize(
    ("zone", "meant"),
    [("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York"), ("halifax", "America/Halifax")],
)
def test_a_misspelt_time_zone_is_told_before_anything_is_asked(zone, meant, capsys):
    """With the one that was meant, although a title and a language are missing, too."""
    with site({}) as (address, asked):
        assert main(["sources", "add", f"{address}/news/", "--private-network", "--timezone", zone]) == 2
    assert f"timezone: got {zone!r}" in (told := capsys.readouterr().err)
    assert f"did you mean {meant}?" in told and "--language" not in told
    assert asked == []


def test_a_site_that_has_a_file_is_not_given_another(folder, capsys):
    """Its second section belongs into the first file; that file is not touched."""
    main(["sources", "add", URL, *COMPLETE])
    before = (folder / "example.yaml").read_text()
    other = URL.replace("politics", "culture")
    assert main(["sources", "add", other, *COMPLETE, "--name", "second"]) == 2
    assert "add the section to example.yaml" in capsys.readouterr().err
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"example.yaml": before}


def test_a_name_that_is_taken_is_refused(folder, capsys):
    """Two sites may not share a name."""
    (folder / "good.yaml").write_text(GOOD)
    assert main(["sources", "add", URL, *COMPLETE, "--name", "good"]) == 2
    assert "name: got 'good'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["ftp://www.example.com/x/", "politics", "http://[1/x/", "https://a:b@c.de/x"]
)
def test_only_web_addresses_are_taken(address, capsys):
    """A file's path, an ftp address, or what only looks like an address is no section."""
    assert main(["sources", "add", address]) == 2
    assert "http" in capsys.readouterr().err
