"""What is not set is told at once: one round is enough to mend it."""

import pytest
from scrapy.settings import Settings

from broadsheet import config
from broadsheet.errors import ConfigError
from broadsheet.sources import Source
from spiders.politeness import apply_politeness

SOURCE = Source.model_validate(
    {
        "name": "own", "title": "Own", "base_url": "https://own.example", "timezone": "UTC", "language": "en",
        "schedule": "* * * * *", "sections": [{"name": "news", "url": "https://own.example/news/"}],
    }
)  # fmt: skip
SET = {"DATABASE_URL": "postgresql://x", "RAW_HTML_BUCKET": "raw", "CRAWLER_CONTACT": "tests@example.org"}


@pytest.mark.parametrize(
    "missing",
    [
        list(SET),
        ["DATABASE_URL"],
        ["RAW_HTML_BUCKET"],
        ["CRAWLER_CONTACT"],
        ["DATABASE_URL", "CRAWLER_CONTACT"],
    ],
)
def test_a_crawl_is_told_all_that_is_not_set(missing: list[str]) -> None:
    """An empty value is none; how a shell gets them is told once, where `make run` has them."""
    environment = SET | dict.fromkeys(missing, " ")
    with pytest.raises(ConfigError) as refused:
        apply_politeness(Settings({"BROADSHEET_ENVIRONMENT": environment}), SOURCE)
    told = str(refused.value)
    assert [name for name in SET if f"{name} is not set: " in told] == [
        name for name in SET if name in missing
    ]
    assert told.count("make run") == (missing != ["CRAWLER_CONTACT"])


def test_commands_that_need_both_services_are_told_both() -> None:
    """In one message."""
    config.check_services(SET)
    with pytest.raises(ConfigError, match=r"DATABASE_URL is not set.*RAW_HTML_BUCKET is not set"):
        config.check_services({})
