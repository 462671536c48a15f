"""Passwords, keys and what servers would have a reader carry: in no log and in no row, whatever fails."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from psycopg2 import sql

from tests.integration.crawling import Crawl, crawl, cursor, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import status, with_headers

_WRONG = "canary-of-a-wrong-secret"
_CARRIED = "canary-of-a-reader"
_HEADERS = ("Set-Cookie", "Set-Cookie2", "Authorization", "Authentication-Info")
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relkind IN ('r', 'p')"


def test_no_secret_is_told(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """Of a crawl with bad pages, one whose object store refuses the key, one whose database the password."""
    dsn = crawl_environment["DATABASE_URL"]
    password = urlsplit(dsn).password
    assert password
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        site.misbehave(with_headers(*((name, f"token={_CARRIED}") for name in _HEADERS)))
        site.misbehave(status(500), kind="article", times=3)
        told = [
            run(crawl_environment, tmp_path),
            run(crawl_environment | {"AWS_SECRET_ACCESS_KEY": _WRONG}, tmp_path),
            run(crawl_environment | {"DATABASE_URL": dsn.replace(password, _WRONG)}, tmp_path),
        ]
    assert [each.exit_code for each in told][1:] == [2, 2], told  # refused by what is configured
    texts = [each.output for each in told] + stored(crawl_environment)
    secrets = [password, crawl_environment["AWS_SECRET_ACCESS_KEY"], _WRONG, _CARRIED]
    assert any("HTTP" in text or "500" in text for text in texts)
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []


def run(environment: dict[str, str], folder: Path) -> Crawl:
    """With everything in the log that anything in the process has to say."""
    settings = {"BROADSHEET_PATIENCE": 1, "RETRY_TIMES": 0, "LOG_LEVEL": "DEBUG"}
    return crawl(environment, folder, source="courier", settings=settings)


def stored(environment: dict[str, str]) -> list[str]:
    """Every row of every table as text."""
    with cursor(environment) as rows:
        rows.execute(_TABLES)
        names = [row["relname"] for row in rows.fetchall()]
        assert {"articles", "captures", "rejected_pages", "crawl_runs"} <= set(names)
        told = []
        for name in names:
            rows.execute(sql.SQL("SELECT t::text AS told FROM {} AS t").format(sql.Identifier("news", name)))
            told += [row["told"] for row in rows.fetchall()]
    return told
