"""Publishers that lie as files: served as they stand, and a crawl's rows judged by their truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.config import RawStoreSettings
from tests.benchmarks.pipeline import crawl_environment
from tests.benchmarks.written.crawled import scored
from tests.benchmarks.written.pages import Pages
from tests.benchmarks.written.truth import Truth, truth_of
from tests.conftest import owner_of

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    routes = {
        "/stadt/?seite=2": {"file": "list.html"},
        "/größe": {"status": 301, "headers": {"Location": "{{BASE}}/stadt/"}},
    }
    (tmp_path / "routes.json").write_text(json.dumps(routes))
    (tmp_path / "list.html").write_text('<a href="{{BASE}}/a">A</a><script>"{{BASE_JSON}}/b"</script>')
    truth = {
        "articles": {"/a": {"sections": ["stadt", "um-land"]}},
        "others": ["/sport"],
        "doubtful": ["/video"],
    }
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    return tmp_path


def test_the_servers_own_address_stands_where_its_place_is_marked(folder: Path) -> None:
    answer = Pages(folder).answer("/stadt/?seite=2", BASE)
    assert answer.body.decode() == f'<a href="{BASE}/a">A</a><script>"http:\\/\\/127.0.0.1:8000/b"</script>'


def test_an_address_is_known_however_it_is_escaped_and_answers_as_it_is_stated(folder: Path) -> None:
    assert Pages(folder).answer("/gr%c3%b6%c3%9fe", BASE).status == 301
    answer = Pages(folder).answer("/gr%C3%B6%C3%9Fe", BASE)
    assert answer.status == 301
    assert dict(answer.headers)["Location"] == f"{BASE}/stadt/"


def test_what_is_not_stated_is_not_there(folder: Path) -> None:
    assert Pages(folder).answer("/stadt/", BASE).status == 404


def test_rows_are_judged_per_section_and_doubtful_ones_by_nobody(folder: Path) -> None:
    truth = truth_of(folder, BASE)
    assert ("um_land", f"{BASE}/a") in truth.wanted  # as source files have names
    score = scored(truth, {("stadt", f"{BASE}/{path}") for path in ("a", "sport", "video", "tag/x")})
    assert (score.wanted, score.found, score.taken) == (2, 1, 3)
    assert score.missed == [f"{BASE}/a"]  # the section `um_land` lacks it
    assert score.wrong_section == [f"{BASE}/sport"]
    assert score.no_articles == [f"{BASE}/tag/x"]


def test_a_story_in_a_section_that_does_not_list_it_is_in_the_wrong_section() -> None:
    truth = Truth({f"{BASE}/a": frozenset({"stadt"})}, frozenset(), frozenset())
    assert scored(truth, {("stadt", f"{BASE}/a"), ("land", f"{BASE}/a")}).wrong_section == [f"{BASE}/a"]


def test_a_benchmark_reads_its_own_database() -> None:
    """Its crawls have no login of their own beside it, as those of tests do."""
    address = "postgresql://postgres@127.0.0.1:5432/written0"
    assert owner_of(crawl_environment(address, RawStoreSettings(bucket="raw"))) == address
