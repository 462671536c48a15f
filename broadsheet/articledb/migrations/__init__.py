"""Alembic revisions in plain SQL."""
