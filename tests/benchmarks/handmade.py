"""The usual hand-made pipeline: Scrapy, trafilatura with metadata, one INSERT and one put_object an item."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import boto3
import psycopg2
import trafilatura
from scrapy import Spider

from tests.benchmarks.bare import addresses

INSERT = """INSERT INTO handmade (url, title, author, published, body) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (url) DO UPDATE SET body = EXCLUDED.body"""


class OneByOne:
    """Stores each item by itself, in the event loop."""

    def open_spider(self) -> None:
        """Connect; make the table."""
        self.s3 = boto3.client("s3")
        self.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS handmade "
                "(url text PRIMARY KEY, title text, author text, published text, body text)"
            )

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """The page, then the row."""
        key = f"handmade/{sha256(item['html']).hexdigest()}.html.gz"
        body = gzip.compress(item["html"], 6)
        self.s3.put_object(Bucket=os.environ["RAW_HTML_BUCKET"], Key=key, Body=body, ContentEncoding="gzip")
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(INSERT, [item[name] for name in ("url", "title", "author", "date", "text")])
        return item

    def close_spider(self) -> None:
        """Disconnect."""
        self.connection.close()


class HandMade(Spider):
    """Reads each page where it arrives."""

    name = "handmade"
    start_urls = addresses()
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "LOG_LEVEL": "WARNING",
        "TELNETCONSOLE_ENABLED": False,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "ITEM_PIPELINES": {OneByOne: 100},
    }

    def parse(self, response: Any) -> Iterator[dict[str, Any]]:
        """What trafilatura reads, as an item."""
        read = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        values = read.as_dict() if read is not None else {}
        fields = {name: values.get(name) for name in ("title", "author", "date", "text")}
        yield {"url": response.url, "html": response.body, **fields}
