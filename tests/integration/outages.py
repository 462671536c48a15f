"""What happens to a database: it goes away, takes no writes, has no room."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.benchmarks import moments


class Outage:
    """The news database refuses connections and ends those it has."""

    def __init__(self, dsn: str) -> None:
        parts = urlsplit(dsn)
        self.dsn, self.name = dsn, parts.path.lstrip("/")
        self.admin = urlunsplit(parts._replace(path="/postgres"))

    def __call__(self, *, is_away: bool) -> None:
        with closing(psycopg2.connect(self.admin)) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS {str(not is_away).lower()}")
            if is_away:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (self.name,)
                )


class ReadOnly(Outage):
    """The database takes no writes, as a standby does that took over."""

    def __call__(self, *, is_away: bool) -> None:
        moments.execute(
            self.admin,
            f"ALTER DATABASE {self.name} SET default_transaction_read_only = {str(is_away).lower()}",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'",
        )


class DiskFull(Outage):
    """No row can be written, though everything can be read."""

    def __call__(self, *, is_away: bool) -> None:
        full = "BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END"
        function = "CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS"
        trigger = "CREATE TRIGGER full_disk BEFORE INSERT ON news.article_versions"
        statements = [f"{function} $$ {full} $$", f"{trigger} EXECUTE FUNCTION public.full()"]
        gone = ["DROP FUNCTION public.full() CASCADE"]
        moments.execute(self.dsn, *(statements if is_away else gone))
