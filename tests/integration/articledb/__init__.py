"""The news database against a real PostgreSQL."""
