"""Broken parts, put into a real crawl by its own settings."""
