"""The lines of `why`: candidates are counted in words, versions of one minute told apart."""

from datetime import UTC, datetime, timedelta

from broadsheet.articledb.inquiry import Facts
from broadsheet.cli.why import _lines
from broadsheet.explaining import Answer

AT = datetime(2026, 5, 1, 17, 29, 4, tzinfo=UTC)
URL = "https://own.example/a"
ARTICLE = {
    "headline": "H", "url": URL, "published_at": AT, "published_precision": "minute", "authors": [],
    "is_zone_assumed": False, "agencies": [], "content_type": "article", "access": "free", "language": "en",
    "word_count": 3, "last_seen_at": AT, "extractor_version": "1", "profile_version": None,
    "raw_html_key": None,
}  # fmt: skip


def field(*, is_chosen: bool) -> dict[str, object]:
    return {"field": "headline", "is_chosen": is_chosen, "origin": "meta", "locator": "og:title"}


def version(number: int) -> dict[str, object]:
    return {
        "version_no": number,
        "seen_at": AT + timedelta(seconds=number),
        "change_types": [],
        "headline": "H",
    }


def test_versions_have_seconds_and_one_candidate_is_one() -> None:
    """As for whoever looks at a story that was edited twice within a minute."""
    facts = Facts(
        [URL],
        article=ARTICLE,
        versions=[version(2), version(1)],
        fields=[field(is_chosen=True), field(is_chosen=False)],
    )
    told = "\n".join(_lines(Answer(URL, "Stored.", [], facts)))
    assert "2026-05-01 17:29:06 UTC  nothing changed" in told and "17:29:05 UTC" in told
    assert "og:title; 1 other candidate\n" in told
