"""The example files are good, and between them they show every key there is."""

import re
from pathlib import Path

import yaml

from broadsheet.sources import Section, Source, load_file, load_folder
from broadsheet.sources.rules import Rule

SOURCES = Path(__file__).parents[2] / "sources"
EXAMPLES = sorted((SOURCES / "examples").glob("*.yaml"))


def test_every_example_is_accepted():
    """What people copy must work."""
    assert EXAMPLES
    assert [error for path in EXAMPLES for error in load_file(path).errors] == []


def test_every_key_occurs():
    """A key that the loader knows and no example shows would stay unknown."""
    files = [yaml.safe_load(path.read_text()) for path in EXAMPLES]
    shown = {key for file in files for key in file}
    shown_of_sections = {key for file in files for section in file["sections"] for key in section}
    shown_of_rules = {key for file in files for rule in file.get("rules", ()) for key in rule}
    assert shown == set(Source.model_fields)
    assert shown_of_rules == {field.alias or name for name, field in Rule.model_fields.items()}
    assert shown_of_sections == set(Section.model_fields)


def test_no_key_says_how_pages_are_built():
    """No key of source or section has selectors, no shipped source has rules: a redesign is read still."""
    files = [yaml.safe_load(path.read_text()) for path in SOURCES.rglob("*.yaml")]
    keys = {key for file in files for part in (file, *file["sections"]) for key in part}
    keys |= set(Source.model_fields) | set(Section.model_fields)
    assert len(files) > len(EXAMPLES)
    assert [file["name"] for file in files if "rules" in file] == ["every_key"]
    assert [key for key in keys if re.search("selector|xpath|css|class|regex|pattern|markup", key)] == []


def test_examples_are_not_loaded():
    """They name sites that do not exist; the loader reads the folder above only."""
    loaded = {file.path for file in load_folder(SOURCES)}
    assert loaded.isdisjoint(EXAMPLES)


def test_jns_is_paused_and_names_its_feed_alone():
    """Nothing is known of this site but its feed; ops switch it on."""
    source = load_file(SOURCES / "jns.yaml").source
    assert source is not None and source.paused
    assert [section.url for section in source.sections] == ["https://www.jns.org/feed/"]
