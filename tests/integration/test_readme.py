"""Every command that the documents tell people to type is run, as they would type it.

The commands of docs/ops.md and docs/adding-a-source.md that stand in blocks are run by test_ops_docs, the
queries of docs/analysts.md by test_articledb_docs.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest

from broadsheet.cli import COMMANDS
from broadsheet.config import RawStoreSettings
from broadsheet.local.ports import free_ports
from broadsheet.sources import load_source
from tests.conftest import ROOT
from tests.integration.local_runs import Installation, Run
from tests.newsweb import NewsWeb, RunningPublisher
from tests.newsweb.clock import START
from tests.waiting import wait_until

README, CONTRIBUTING, DOCS = ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs"
PAGES = (README, CONTRIBUTING, *sorted(DOCS.glob("*.md")))
REQUIREMENTS = ("requirements", "requirements-dev", "requirements-browser")
DICTIONARY = DOCS / "data-dictionary.md"
RUN_BY_OTHERS = (DOCS / "ops.md", DOCS / "adding-a-source.md")  # their blocks, by test_ops_docs
_PROGRAMS = ("make ", "python ", "scrapy ", "psql ", ".ci/run", "export ")
_BIN = Path(sys.executable).parent
_CHOSEN = ("UI_PORT", "DATABASE_PORT", "S3_PORT", "DATA_DIR", "SOURCES_DIR")
_PATIENCE = 600  # seconds; a start takes 15 on two idle cores, but tests run beside it


def block_commands(page: Path) -> list[str]:
    """The lines of indented and of shell blocks, without comments."""
    text = page.read_text()
    fenced = "".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = fenced.splitlines() + re.findall(r"(?<=\n\n) {4}.+(?:\n {4}.+)*", rest)
    return [line.partition(" #")[0].strip() for block in lines for line in block.splitlines()]


def inline_commands(page: Path) -> list[str]:
    """What stands within a sentence and begins with a program's name."""
    prose = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    spans = (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose))
    return [span for span in spans if span.startswith(_PROGRAMS)]


def all_commands() -> set[str]:
    """Every command of the documents that has to be run here."""
    found = {command for page in PAGES for command in inline_commands(page)}
    for page in set(PAGES) - set(RUN_BY_OTHERS):
        found.update(block_commands(page))
    return found


@dataclass(frozen=True)
class Terminal:
    """A shell as in the README: in the project's folder, `.venv` active, nothing else set."""

    environment: dict[str, str]
    site: RunningPublisher

    def type(self, *lines: str) -> str:
        """Type these lines one after the other; they all succeed. Returns what is shown."""
        done = subprocess.run(
            ["sh", "-eu", "-c", "\n".join(lines)],
            check=False,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


@dataclass(frozen=True)
class Servers:
    """What the values of the README's example stand for."""

    database: str
    bucket: RawStoreSettings

    def values(self) -> dict[str, str | None]:
        """By the names of the example."""
        return {
            "DATABASE_URL": self.database,
            "AWS_ENDPOINT_URL_S3": self.bucket.endpoint_url,
            "AWS_ACCESS_KEY_ID": self.bucket.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.bucket.secret_access_key,
            "AWS_DEFAULT_REGION": self.bucket.region,
            "RAW_HTML_BUCKET": self.bucket.bucket,
            "CRAWLER_CONTACT": "tests@example.org",
        }

    def in_place_of_examples(self, line: str) -> str:
        """An export line with values that exist here; every other line as it is."""
        if not line.startswith("export "):
            return line
        return re.sub(r"(\w+)=\S+", lambda found: f"{found[1]}='{self.values()[found[1]]}'", line)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """With the sample newspaper served, on a port of its own."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        address = load_source("sample", ROOT / "sources").base_url
        shipped = (ROOT / "sources" / "sample.yaml").read_text()
        (tmp_path / "sample.yaml").write_text(shipped.replace(address, site.base_url))
        passed = {name: value for name, value in os.environ.items() if name.startswith(("COV", "HOME"))}
        path = f"{_BIN}:{os.environ['PATH']}"
        yield Terminal({**passed, "PATH": path, "SOURCES_DIR": str(tmp_path)}, site)


@pytest.fixture
def servers(empty_database: str, bucket: RawStoreSettings) -> Servers:
    """A database with nothing in it, and a bucket."""
    return Servers(empty_database, bucket)


def test_without_airflow(terminal: Terminal, servers: Servers, tmp_path: Path) -> None:
    """The README's block in order, then the commands that other pages add to it."""
    lines = [line for line in block_commands(README) if not line.startswith("make ")]
    settings = [servers.in_place_of_examples(line) for line in lines if line.startswith(("export ", ". "))]
    commands = [line for line in lines if line.startswith(("python ", "scrapy "))]
    assert lines == [*lines[: len(settings)], *commands], "the settings come first"
    shown = terminal.type(*settings, *commands)
    assert "verdict: ok: " in shown
    assert _urls(servers, "sample") == {truth.url for truth in terminal.site.truth("politics")}

    (command,) = (each for each in inline_commands(DOCS / "adding-a-source.md") if "scrapy" in each)
    (tmp_path / "example.yaml").write_text(terminal.site.source_yaml(["politics"], name="example"))
    assert "verdict: ok: " in terminal.type(*settings, command)
    (command,) = (each for each in inline_commands(DOCS / "adding-a-source.md") if " links " in each)
    assert "\ntaken\n" in terminal.type(*settings, command)

    (command,) = (each for each in inline_commands(DOCS / "ops.md") if "verdict" in each)
    with closing(psycopg2.connect(servers.database)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT run_id, verdict_reason FROM news.crawl_runs WHERE source = 'sample'")
        ((run_id, reason),) = cursor.fetchall()
    assert f"sample/politics: ok: {reason}" in terminal.type(
        *settings, command.replace("RUN_ID", str(run_id))
    )

    assert terminal.type(*settings, "python -m broadsheet.articledb.dictionary") == DICTIONARY.read_text()
    _type_the_commands_of_the_docs(terminal, servers, settings)


def _type_the_commands_of_the_docs(terminal: Terminal, servers: Servers, settings: list[str]) -> None:
    """The one about an address, and the one about days of the past, with values that exist here."""
    (why,) = (each for each in inline_commands(DOCS / "analysts.md") if " why " in each)
    url = min(_urls(servers, "sample"))
    assert terminal.type(*settings, why.replace("URL", url)).startswith("Stored as article ")
    (backfill,) = (each for each in inline_commands(DOCS / "ops.md") if " backfill " in each)
    days = iter((START - timedelta(days=30), START))  # of the news web's own clock
    typed = re.sub(r"\d{4}-\d\d-\d\d", lambda _: f"{next(days):%Y-%m-%d}", backfill)
    assert "verdict: ok" in terminal.type(*settings, typed.replace("SOURCE", "sample"))


def _urls(servers: Servers, source: str) -> set[str]:
    with closing(psycopg2.connect(servers.database)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT url FROM news.articles WHERE source = %s", [source])
        return {url for (url,) in cursor.fetchall()}


def test_the_helps(terminal: Terminal) -> None:
    """They list what the sentence around them says."""
    (broadsheet,) = (each for each in inline_commands(README) if "--help" in each)
    listed = terminal.type(broadsheet)
    assert all(f"\n    {command}" in listed for command in COMMANDS)
    closing_list = README.read_text().rpartition("lists\nthe rest:")[2]
    told = {words.split()[0] for words in re.findall(r"`([^`]+)`", closing_list)}
    assert told == set(COMMANDS) - {"migrate"}, "what stands in the block above is no rest"
    (newsweb,) = (each for each in inline_commands(CONTRIBUTING) if "--help" in each)
    assert "serve" in terminal.type(newsweb)
    (thresholds,) = (each for each in inline_commands(CONTRIBUTING) if "thresholds" in each)
    assert "cross-validated" in terminal.type(thresholds.replace("FOLDER", "--help"))
    (reading,) = (each for each in inline_commands(CONTRIBUTING) if "benchmarks.reading" in each)
    assert "What reading a page costs" in terminal.type(f"{reading} --help")
    (written,) = (each for each in inline_commands(CONTRIBUTING) if "benchmarks.written" in each)
    assert "Crawl publishers that lie as files" in terminal.type(written.replace("FOLDER", "--help"))
    (table,) = (each for each in inline_commands(CONTRIBUTING) if "tests.cldr" in each)
    assert "table of date names" in terminal.type(f"{table} --help")


@pytest.fixture(scope="session")
def clone(server_folder: Path) -> Path:
    """A copy of this tree, its packages installed already and its sample newspaper on a free port."""
    copy = server_folder / "clone"
    passed_over = (".git", ".venv*", "var", "__pycache__", ".*_cache", ".hypothesis", ".coverage*")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*passed_over))
    venv.create(copy / ".venv", symlinks=True)
    for program in _BIN.iterdir():
        if not (copy / ".venv" / "bin" / program.name).exists():
            (copy / ".venv" / "bin" / program.name).symlink_to(program)
    (packages,) = (copy / ".venv").glob("lib/python*/site-packages")
    (packages / "installed.pth").write_text(sysconfig.get_path("purelib"))
    for stamp in ("installed", "installed-dev"):
        (copy / ".venv" / stamp).touch()
    sample, (port,) = copy / "sources" / "sample.yaml", free_ports(1)
    address = load_source("sample", copy / "sources").base_url
    sample.write_text(sample.read_text().replace(address, f"http://127.0.0.1:{port}"))
    return copy


def _make(clone: Path, *words: str) -> list[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return [
        "env",
        "-i",
        *(f"{name}={value}" for name, value in ours.items()),
        "make",
        "-C",
        str(clone),
        *words,
    ]


@pytest.mark.xdist_group("make run")
@pytest.mark.timeout(900)
def test_make_run(clone: Path, installation: Installation, once: Run) -> None:
    """It ends up with articles in the database, under the line that analysts are told; Ctrl-C ends it.

    On the data of a first run, which another test watches from nothing to green.
    """
    words = [f"{name}={installation.environment[name]}" for name in _CHOSEN]
    output = clone / "output"
    with output.open("w") as file:
        run = subprocess.Popen(
            _make(clone, "run", *words), stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_for("Ctrl-C stops everything", output, run)
        _type_the_analysts_line(output.read_text(), int(installation.environment["DATABASE_PORT"]))
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGINT)  # as a terminal does: make, too, is told
            run.wait(_PATIENCE)
    assert f"the data is kept in {installation.data}" in output.read_text()


def _wait_for(words: str, output: Path, run: subprocess.Popen[bytes]) -> None:
    wait_until(
        lambda: words in output.read_text() or run.poll() is not None, output.read_text, _PATIENCE, every=0.2
    )
    assert words in output.read_text(), output.read_text()


def _type_the_analysts_line(shown: str, port: int) -> None:
    """The line of docs/analysts.md is the one that was shown, and opens the articles."""
    (line,) = (each for each in block_commands(DOCS / "analysts.md") if each.startswith("psql "))
    pattern = (
        re.escape(line).replace("psql", r"\S*psql").replace("PASSWORD", r"\S+").replace("PORT", str(port))
    )
    found = re.search(pattern, shown)
    assert found, shown
    typed = f"{found[0]} -Atc 'SELECT count(*) FROM articles'"
    count = subprocess.run(["sh", "-c", typed], capture_output=True, text=True, check=True, timeout=60)
    assert int(count.stdout) > 0


def test_the_other_targets_do_what_they_say(clone: Path) -> None:
    """What make would run: `make test` cannot run itself, and `make pins` asks for what is new today."""
    planned = _planned(clone, "test")
    for step in ("ruff check", "ruff format --check", "mypy", "pytest"):
        assert re.search(rf"/bin/(python -m )?{step}", planned), planned
    alone = _planned(clone, "test", "ONLY=tests/unit/test_urls.py")
    assert alone.strip().endswith("-m pytest tests/unit/test_urls.py") and "mypy" not in alone
    assert "pytest" not in _planned(clone, "check")
    assert "mypy" in _planned(clone, "check")
    pins = _planned(clone, "pins")
    assert all(f"{name}.in -o {name}.txt" in pins for name in REQUIREMENTS)
    assert _planned(clone, "run", "ONCE=1").rstrip().endswith("--once")
    assert "-m tests.benchmarks.kills" in _planned(clone, "kills")  # test_kills runs some of it
    assert "-m tests.fuzz 7" in _planned(clone, "fuzz", "SECONDS=7")  # test_fuzz, too
    assert "-m tests.benchmarks.memory" in _planned(clone, "memory")
    assert "-m tests.benchmarks.politeness --delay 2" in _planned(clone, "politeness", "DELAY=2")


def test_ci_runs_what_the_readme_says(clone: Path) -> None:
    """`.ci/run` is a good shell script, and its last word is `make test`."""
    subprocess.run(["sh", "-n", clone / ".ci" / "run"], check=True, timeout=10)
    assert os.access(clone / ".ci" / "run", os.X_OK)
    assert (clone / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"


def test_make_bench(clone: Path) -> None:
    """It compares three contestants and says how they compare; here with few pages, so without a bar."""
    command = _planned(clone, "bench").strip()
    assert command.endswith(" -m tests.benchmarks")
    done = subprocess.run(
        ["sh", "-c", f"{command} --pages 20 --rounds 1"],
        check=False,  # with so few pages the bar is missed: starting a process costs more than they do
        cwd=clone,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.stderr == ""
    for name in ("broadsheet", "bare", "handmade"):
        assert re.search(rf"median +{name} +[1-9][\d.]* ms CPU/page", done.stdout), done.stdout
    assert len(re.findall(r"/ (?:broadsheet|bare): +\d+\.\d\d ", done.stdout)) == 2


def _planned(clone: Path, *words: str) -> str:
    """The commands that make would run now."""
    done = subprocess.run(
        _make(clone, "-n", "--no-print-directory", *words),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return "\n".join(line for line in done.stdout.splitlines() if "broadsheet.pth" not in line)


TESTED: dict[str, Callable[..., None]] = {
    "make run": test_make_run,
    "psql postgresql://analyst:PASSWORD@127.0.0.1:PORT/broadsheet": test_make_run,
    "make test": test_the_other_targets_do_what_they_say,
    "make test ONLY=tests/unit/test_urls.py": test_the_other_targets_do_what_they_say,
    "make pins": test_the_other_targets_do_what_they_say,
    "make check": test_the_other_targets_do_what_they_say,
    ".ci/run": test_ci_runs_what_the_readme_says,
    "make bench": test_make_bench,
    "python -m broadsheet --help": test_the_helps,
    "python -m tests.newsweb --help": test_the_helps,
    "python -m tests.benchmarks.thresholds FOLDER": test_the_helps,
    "python -m tests.benchmarks.reading": test_the_helps,
    "python -m tests.benchmarks.written FOLDER": test_the_helps,
    "python -m tests.cldr": test_the_helps,
    "scrapy crawl news": test_without_airflow,
    "scrapy crawl news -a source=example -a section=politics": test_without_airflow,
    "python -m broadsheet.articledb.dictionary": test_without_airflow,
    "python -m broadsheet verdict RUN_ID": test_without_airflow,
    "python -m broadsheet why URL": test_without_airflow,
    "python -m broadsheet links --source example": test_without_airflow,
    "python -m broadsheet backfill SOURCE --since 2024-05-01 --until 2024-05-31": test_without_airflow,
    "make fuzz": test_the_other_targets_do_what_they_say,
    "make memory": test_the_other_targets_do_what_they_say,
    "make politeness": test_the_other_targets_do_what_they_say,
    "make kills": test_the_other_targets_do_what_they_say,
}


def test_every_command_is_run() -> None:
    """A command that is new in a document needs a test here; one that is gone needs none."""
    block = {line for line in block_commands(README) if not line.startswith("make ")}
    assert all_commands() - block == set(TESTED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Pages and pictures within the repository."""
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_path_of_a_page_leads_through_files_that_are_there() -> None:
    """Every name in the README's tables; one without a folder lies in the folder of the one before."""
    folder, missing = Path(), []
    for cell in re.findall(r"(?<=\|)[^|\n]+(?=\|)", README.read_text()):
        for name in re.findall(r"`([\w/]+(?:/|\.py))`", cell):
            folder = Path(name).parent if "/" in name else folder
            missing += [name] if not (ROOT / folder / Path(name).name).exists() else []
    assert missing == []
