"""Discover and fetch: settings, middlewares and the one spider, `news`."""
