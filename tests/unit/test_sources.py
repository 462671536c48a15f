"""Source files: the minimal one is enough; a bad one is refused with file, key, value, expectation."""

import re
from pathlib import Path

import pytest
import yaml

from broadsheet.errors import ConfigError, SourceFileError
from broadsheet.sources import Section, Source, load_file, load_folder, load_source

MINIMAL = """
name: example
title: The Example
base_url: https://www.example.com
timezone: America/New_York
language: en
schedule: "*/15 * * * *"
sections:
  - name: politics
    url: https://www.example.com/politics/
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, text: str, name: str = "example.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def errors(folder: Path, text: str) -> list[str]:
    return [str(error) for error in load_file(write(folder, text)).errors]


def test_the_minimal_file_of_the_contract_is_enough(folder: Path) -> None:
    write(folder, MINIMAL)
    source = load_source("example", folder)
    assert source.request_delay == 1
    assert source.concurrency == 2
    assert source.section("politics").url == "https://www.example.com/politics/"
    assert source.hosts == {"www.example.com:443", "www.example.com:80"}


@pytest.mark.parametrize(
    ("old", "new", "key", "value", "expected"),
    [
        ("name: example", "name: Example One", "name", "Example One", "lower-case letters"),
        ("America/New_York", "Mars/Olympus", "timezone", "Mars/Olympus", "IANA"),
        (
            "base_url: https://www.example.com",
            "base_url: www.example.com",
            "base_url",
            "www.example.com",
            "http",
        ),
        ('"*/15 * * * *"', '"every hour"', "schedule", "every hour", "cron"),
        ('"*/15 * * * *"', '"99 * * * *"', "schedule", "99 * * * *", "cron"),
        (
            '"*/15 * * * *"',
            '"0 0 31 2 *"',
            "schedule",
            "0 0 31 2 *",
            'such as "0 6 * * *"; this one never comes',
        ),
        (
            "America/New_York",
            "GMT+1",
            "timezone",
            "GMT+1",
            "name a place whose clocks the site follows, as Area/City",
        ),
        ("language: en", "language: english language", "language", "english language", "such as en or pt-BR"),
        (
            "    url: https://www.example.com/politics/",
            "    url: /politics/",
            "sections[0].url",
            "/politics/",
            "http",
        ),
        (
            "title: The Example",
            "title: The Example\ntitel: x",
            "titel",
            "x",
            "no such key; did you mean title?",
        ),
        (
            "title: The Example",
            "title: x\nlongest_silence: 9",
            "longest_silence",
            "9",
            "longest_silence is a key of a section, below one of `sections`",
        ),
        (
            "title: The Example",
            "title: x\nbody_text: .a",
            "body_text",
            ".a",
            "a key of a rule, below one of `rules`",
        ),
        (
            "title: The Example",
            "title: x\nrequest_delay: -1",
            "request_delay",
            "-1",
            "seconds from 0 to 3600",
        ),
        (
            "title: The Example",
            "title: x\nextra_hosts: [https://cdn.example.com]",
            "extra_hosts[0]",
            "cdn",
            "host",
        ),
        ("title: The Example", "title: x\nextra_hosts: [cdn.example.com/x]", "extra_hosts[0]", "cdn", "host"),
        (
            "title: The Example",
            "title: x\nrequest_budget: 99999999999",
            "request_budget",
            "999",
            "a whole number from 1 to 1000000",
        ),
        ("title: The Example", "title: x\nconcurrency: 0", "concurrency", "0", "a whole number from 1 to 64"),
        (
            "title: The Example",
            "title: x\nwrong_offset: ['+00:00']",
            "wrong_offset",
            "+",
            "mean wrong_offsets?",
        ),
        ("title: The Example", "title: x\nwrong_offsets: [Z]", "wrong_offsets[0]", "Z", '["+00:00"]'),
        ("title: The Example", "title: x\nwrong_offsets: [+10:00]", "wrong_offsets[0]", "600", "in quotes"),
        (
            "title: The Example",
            "title: x\nwrong_offsets: '+01:00'",
            "wrong_offsets",
            "+01",
            "a list of offsets",
        ),
    ],
)
def test_a_bad_value_is_refused_with_file_key_value_and_expectation(
    folder: Path, old: str, new: str, key: str, value: str, expected: str
) -> None:
    assert old in MINIMAL
    found = errors(folder, MINIMAL.replace(old, new))
    assert len(found) == 1
    for part in ("example.yaml", f": {key}: ", value, expected):
        assert part in found[0]


@pytest.mark.parametrize(
    "twin", ["https://www.example.com/politics/", "HTTPS://WWW.example.com:443/politics/?utm_source=x#top"]
)
def test_sections_with_one_address_are_refused(folder: Path, twin: str) -> None:
    """However it is written; both are named."""
    (error,) = errors(folder, f"{MINIMAL}  - name: world\n    url: '{twin}'\n")
    assert "example.yaml: sections[1].url: got " in error
    assert "an address of its own for world; politics has the same" in error


@pytest.mark.parametrize(
    ("url", "is_private"),
    [
        ("http://127.0.0.1/a", True),
        ("http://10.1.2.3:8/", True),
        ("http://[::1]/", True),
        ("http://169.254.169.254/", False),
    ],
)
def test_an_address_that_no_crawl_would_ask_is_refused(folder: Path, url: str, is_private: bool) -> None:
    """A private one is allowed by a word of the file, another by none."""
    text = MINIMAL.replace("https://www.example.com/politics/", url)
    (error,) = errors(folder, text)
    assert f"sections[0].url: got '{url}', expected " in error
    assert ("`private_network: true`" in error) is is_private
    assert (errors(folder, text + "private_network: true\n") == []) is is_private
    assert "base_url: got" in errors(folder, text.replace("https://www.example.com", "http://10.0.0.1"))[0]


def test_rare_days_come_and_offsets_are_no_places(folder: Path) -> None:
    """29 February is a schedule; no other offset is suggested for one that the database does not have."""
    assert errors(folder, MINIMAL.replace('"*/15 * * * *"', '"0 0 29 2 *"')) == []
    for zone in ("GMT+1", "UTC+01:00", "'+01:00'", "EST6EDT"):
        (error,) = errors(folder, MINIMAL.replace("America/New_York", zone))
        assert "did you mean" not in error and "Area/City" in error


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("https://www.example.com\n", "https://user:hushhush@www.example.com\n", "user name or password"),
        ("https://www.example.com\n", "https://hushhush@www.example.com\n", "user name or password"),
        ("https://www.example.com\n", "https://user:hush/hush@www.example.com:x\n", "http"),
        ("politics/\n", "politics/?page=1&access_token=hushhush\n", "the parameter access_token"),
        ("politics/\n", "politics/?API-Key=hushhush&a=b\n", "the parameter API-Key"),
        ("politics/\n", "politics/\n    feeds: ['https://a:hushhush@www.example.com/f']\n", "user name"),
        ("politics/\n", "politics/\n    sitemaps: ['https://www.example.com/s?token=hushhush']\n", "token"),
        ("language: en", "language: en\npassword: hushhush", "no such key"),
        ("language: en", "language: en\nextra_hosts: ['user:hushhush@cdn.example.com']", "a host such as"),
    ],
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(
    folder: Path, old: str, new: str, told: str
) -> None:
    """Addresses stand in rows, logs and the UI; the error names file, key and what is wrong."""
    (error,) = errors(folder, MINIMAL.replace(old, new))
    assert "example.yaml" in error and told in error and "***" in error
    assert "hush" not in error


def test_addresses_that_only_look_like_secrets_are_taken(folder: Path) -> None:
    """An article's key, an author's @name."""
    write(folder, MINIMAL.replace("politics/\n", "@politics/?key=88123&tokens=2&author=a@b\n"))
    assert load_source("example", folder).section("politics").url.endswith("author=a@b")


def test_a_host_in_letters_of_its_own_is_the_one_that_requests_name(folder: Path) -> None:
    """Links and requests spell it in ASCII: as written, the site would not be its own source's."""
    text = MINIMAL.replace("www.example.com", "bücher.example") + "extra_hosts: [zürich.example:8080]\n"
    write(folder, text)
    source = load_source("example", folder)
    assert source.base_url.startswith("https://xn--bcher-kva.example")
    assert source.hosts >= {"xn--bcher-kva.example:443", "xn--zrich-kva.example:8080"}
    assert source.section("politics").url.startswith("https://xn--bcher-kva.example/")
    (line,) = errors(folder, MINIMAL + f"extra_hosts: [{'ü' * 70}.example]\n")
    assert "a host such as" in line


def test_a_missing_key_is_named(folder: Path) -> None:
    """It is missing; it has no value that anybody got."""
    (line,) = errors(folder, MINIMAL.replace("timezone: America/New_York\n", ""))
    assert line.endswith("/example.yaml: timezone: is missing, and is required")


def test_a_crawl_is_told_all_that_is_wrong_what_is_missing_last(folder: Path) -> None:
    """On one line; what is there under another name says where to look."""
    write(folder, MINIMAL.replace("timezone:", "timezon:") + "concurrency: 0\n")
    with pytest.raises(SourceFileError) as refused:
        load_source("example", folder)
    told = str(refused.value)
    assert told.count("example.yaml: ") == 1 and "\n" not in told
    named = [told.index(each) for each in ("timezon: ", "concurrency: got 0", "timezone: is missing")]
    assert "did you mean timezone?" in told and max(named) == named[-1]


def test_keys_that_are_missing_are_one_mistake(folder: Path) -> None:
    """Told in one line; what else is wrong has lines of its own."""
    missing, other = errors(folder, "name: example\nconcurrency: 0\nsections: [{name: politics}]\n")
    keys = "title, base_url, timezone, language, schedule, sections[0].url"
    assert missing.endswith(f"{keys}: are missing, and are required")
    assert "concurrency: got 0" in other


def test_a_key_written_twice_is_refused(folder: Path) -> None:
    (error,) = errors(folder, MINIMAL + "language: de\n")
    assert "line 11: got 'language: de', expected the key language once; line 6 has it, too" in error


def test_section_names_must_differ(folder: Path) -> None:
    twice = MINIMAL + "  - name: politics\n    url: https://www.example.com/world/\n"
    assert "politics stands there twice" in errors(folder, twice)[0]


@pytest.mark.parametrize(
    "text", ["", "just words", "- a\n- list", "a: [1", "\x00", "a: 2026-02-30", "? [a, b]\n: c", "{a: 1}: c"]
)
def test_what_is_no_source_at_all_is_refused_not_raised(folder: Path, text: str) -> None:
    assert load_file(write(folder, text)).source is None


def test_one_bad_file_leaves_the_others(folder: Path) -> None:
    write(folder, MINIMAL)
    write(folder, "name: 1", "bad.yaml")
    good = [file.source.name for file in load_folder(folder) if file.source]
    bad = [file.path.name for file in load_folder(folder) if file.errors]
    assert (good, bad) == (["example"], ["bad.yaml"])


def test_a_name_in_two_files_belongs_to_the_first(folder: Path) -> None:
    write(folder, MINIMAL, "a.yaml")
    write(folder, MINIMAL, "b.yaml")
    first, second = load_folder(folder)
    assert first.source is not None
    assert "a.yaml has this one" in str(second.errors[0])


def test_an_unknown_name_lists_the_known_ones(folder: Path) -> None:
    write(folder, MINIMAL)
    with pytest.raises(SourceFileError, match=r"nosuch.*example"):
        load_source("nosuch", folder)


def test_a_folder_that_is_not_there_is_a_wrong_setting(folder: Path) -> None:
    with pytest.raises(ConfigError, match="SOURCES_DIR"):
        load_folder(folder / "nosuch")


def test_folders_inside_are_not_loaded(folder: Path) -> None:
    (folder / "examples").mkdir()
    write(folder / "examples", MINIMAL)
    assert load_folder(folder) == []


# A wrong type for each kind of key; the first is what YAML makes of a key without a value.
_WRONG = ("", "[[]]", "{a: 1}", "2024-05-01", "true", "''", "[1, x]", "http://[::1", ".nan", "-1")
_LIBRARY_WORDS = re.compile(r"[Ii]nput|should be|valid (?!file)|parse|instance of|datetime|tuple|None|True\b")


@pytest.mark.parametrize("key", [*Source.model_fields, *(f"sections.{key}" for key in Section.model_fields)])
def test_a_wrong_type_is_told_in_words_of_ours(folder: Path, key: str) -> None:
    """For every key: one line with file, key, value and what is expected, and no words of a library."""
    data = yaml.safe_load(MINIMAL)
    *outer, name = key.split(".")
    told = []
    for wrong in _WRONG:
        (data["sections"][0] if outer else data)[name] = yaml.safe_load(wrong)
        told += errors(folder, yaml.safe_dump(data, sort_keys=False))
    assert len(told) >= len(_WRONG) // 2
    for error in told:
        assert "/example.yaml: " in error and name in error and ": got " in error and ", expected " in error
        assert not _LIBRARY_WORDS.search(error) and "\n" not in error


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - name", "\t- name", r"line 9: got '\t- name: politics', expected spaces instead of the tab"),
        ("The Example", "The: Example", "line 3: got 'title: The: Example', expected"),
        ("title: The", "title:The", "line 3: got 'title:The Example', expected"),
        ('"*/15 * * * *"', "*/15 * * * *", "line 7: got 'schedule: */15 * * * *', expected quotes around"),
        ("The Example", "'The Example", 'line 3: got "title: \'The Example", expected the quote that ends'),
        ("The Example", "a\0b", "line 3: got 'title: a\\x00b', expected text without control characters"),
        ("The Example", "[a", "line 3: got 'title: [a', expected a ] at the end"),
        (
            "politics/\n",
            "politics/\n- name: b\n",
            "line 11: got '- name: b', expected '  - name: b', as deep as line 9",
        ),
        (
            "politics/\n",
            "politics/\n    - name: b\n",
            "line 11: got '    - name: b', expected '  - name: b', as deep",
        ),
        (
            "politics/\n",
            "politics/\npaused: true\n  - name: b\n",
            "expected it further up, right below the items of its list, which line 11",
        ),
        (
            "politics/\n",
            "politics/\npaused: true\n- name: b\n",
            "expected it further up, right below the items of its list, which line 11",
        ),
        (
            "politics/\n",
            "politics/\n  - a\n   - name: b: c\n",
            "line 12: got '   - name: b: c', expected '  - name: b: c'",
        ),
        ("language: en", "language: no", "language: got false, expected a language code"),
        ("title: The Example", "password: a: b", "line 3: got '***', expected"),
        ("The Example", "2024-13-45", "line 3: got 'title: 2024-13-45', expected a day of the calendar"),
        ("  - name: politics\n    url: ", "  politics: ", "sections: got {politics: https://www"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line_and_a_way_out(
    folder: Path, old: str, new: str, told: str
) -> None:
    """The line that is to be mended, as it stands there, and what it should be."""
    found = errors(folder, MINIMAL.replace(old, new))
    assert any(told in error for error in found), found
    assert not any(_LIBRARY_WORDS.search(error) or "scanning" in error for error in found)
