"""A local web of news sites of our own writing, with ground truth: for tests, and for `make run`."""

from tests.newsweb.web import NewsWeb, RunningPublisher

__all__ = ["NewsWeb", "RunningPublisher"]
