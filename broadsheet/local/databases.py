"""The two databases of one PostgreSQL: `broadsheet` for the news, `airflow` for Airflow's own records."""

from __future__ import annotations

from contextlib import closing
from importlib.metadata import version

from broadsheet.articledb.connection import connect
from broadsheet.articledb.migrate import migrate
from broadsheet.articledb.overview import articles_per_section
from broadsheet.articledb.roles import ANALYST, WRITER, set_role_password
from broadsheet.local.postgres import PostgresServer
from broadsheet.local.secrets import Secrets

NEWS, METADATA = "broadsheet", "airflow"
# Passwords are generated from letters that need no quoting.
_CREATE_METADATA = f"""
CREATE ROLE {METADATA} LOGIN;
CREATE DATABASE {METADATA} OWNER {METADATA};
REVOKE ALL ON DATABASE {METADATA} FROM PUBLIC;
"""


class Databases:
    """Their creation, their migration, and their addresses as each of their users."""

    def __init__(self, server: PostgresServer, secrets: Secrets) -> None:
        self._server, self._secrets = server, secrets
        self._news_as_owner = server.dsn(NEWS)
        self.news = server.dsn(NEWS, WRITER, secrets.broadsheet_password)
        self.analyst = server.dsn(NEWS, ANALYST, secrets.analyst_password)
        self.metadata = server.dsn(METADATA, METADATA, secrets.airflow_database_password)

    def create(self) -> None:
        """Make both where they are not there yet."""
        there = self._server.psql("SELECT datname FROM pg_database").splitlines()
        if NEWS not in there:
            self._server.psql(f"CREATE DATABASE {NEWS}")
        if METADATA not in there:
            self._server.psql(_CREATE_METADATA)
        self._server.psql(f"ALTER ROLE {METADATA} PASSWORD '{self._secrets.airflow_database_password}'")

    def migrate_news(self) -> None:
        """Bring the news database to this version and let its two users log in."""
        migrate(self._news_as_owner)
        with closing(connect(self._news_as_owner)) as connection:
            set_role_password(connection, WRITER, self._secrets.broadsheet_password)
            set_role_password(connection, ANALYST, self._secrets.analyst_password)

    def is_metadata_current(self) -> bool:
        """Whether this very Airflow has migrated its database, which takes it seconds to find out itself."""
        told = f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{METADATA}'"  # noqa: S608
        return self._server.psql(told) == _stamp()

    def mark_metadata_current(self) -> None:
        """Remember it, in the database itself, so that it is forgotten together with it."""
        self._server.psql(f"COMMENT ON DATABASE {METADATA} IS '{_stamp()}'")

    def article_counts(self, source: str) -> dict[str, int]:
        """Section to number of articles, of one source."""
        with closing(connect(self.analyst)) as connection:
            counts = articles_per_section(connection)
        return {section: count for (name, section), count in counts.items() if name == source}


def _stamp() -> str:
    return f"migrated by apache-airflow {version('apache-airflow')}"
