"""The pages for ops and for adding a source: their commands run, their tables are complete."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.outcomes import Verdict
from broadsheet.sources import Section, Source, load_file
from broadsheet.sources.rules import Rule
from tests.integration.crawling import finish
from tests.integration.forked import Forked

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "tests" / "pages" / "several_objects" / "page.html"
OPS, ADDING = ROOT / "docs" / "ops.md", ROOT / "docs" / "adding-a-source.md"


def _commands(page: Path) -> list[list[str]]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    return [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]


def _without_contact(environment: dict[str, str]) -> dict[str, str]:
    """No site of the pages' examples is asked for anything."""
    return {name: value for name, value in environment.items() if name != "CRAWLER_CONTACT"}


def _with_what_is_here(words: list[str], folder: Path) -> list[str]:
    """A page of ours where one of the web is read, and no file of the reader's beside the code."""
    if "read" not in words:
        return words
    page, url = words.index("read") + 1, "https://www.example.com/politics/2026/pier"
    given = [word.replace("view.html", str(folder / "view.html")) for word in words]
    given[page] = str(PAGE)
    return given if "--url" in given else [*given, "--url", url]


@pytest.mark.parametrize("page", [OPS, ADDING], ids=lambda page: page.name)
def test_every_command_runs(page: Path, crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """In the order of the page, over the sources that are shipped."""
    for file in (ROOT / "sources").glob("*.yaml"):
        shutil.copy(file, tmp_path)
    commands = _commands(page)
    assert commands
    environment = _without_contact(crawl_environment)
    minimal = (ROOT / "sources" / "examples" / "minimal.yaml").read_text()
    if page == OPS:  # the other page adds the source of its examples
        (tmp_path / "example.yaml").write_text(minimal.replace("name: minimal", "name: example"))
    for program, option, *words in commands:
        assert (program, option) == ("python", "-m")
        result = finish(
            Forked(_with_what_is_here(words, tmp_path), {**environment, "SOURCES_DIR": str(tmp_path)})
        )
        assert result.exit_code == 0, f"{words}: {result.output}"


def test_the_command_that_adds_a_source_makes_the_file_it_names(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """And it is a good one."""
    (command,) = (words for words in _commands(ADDING) if "add" in words)
    environment = {**_without_contact(crawl_environment), "SOURCES_DIR": str(tmp_path)}
    subprocess.run([sys.executable, *command[1:]], cwd=ROOT, env=environment, check=True, timeout=60)
    assert "sources/example.yaml" in ADDING.read_text()
    assert load_file(tmp_path / "example.yaml").errors == ()


def test_ops_read_what_every_verdict_asks_of_them() -> None:
    """One line each."""
    page = OPS.read_text()
    assert [verdict for verdict in Verdict if f"| `{verdict}` |" not in page] == []


def test_every_key_of_a_source_file_is_explained() -> None:
    """Those of the source, of its sections and of its rules, with their defaults."""
    page = ADDING.read_text()
    keys = {*Source.model_fields, *Section.model_fields}
    keys |= {field.alias or name for name, field in Rule.model_fields.items()}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    for name in ("request_delay", "concurrency", "request_budget"):
        assert f"| `{name}` | {Source.model_fields[name].default:g} |" in page


def test_links_lead_somewhere() -> None:
    """Within the repository."""
    for page in (OPS, ADDING):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
