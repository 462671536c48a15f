"""Called by alembic; the connection and its transaction are the caller's."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="alembic_version",
    version_table_schema="news",
)
with context.begin_transaction():
    context.run_migrations()
