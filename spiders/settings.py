"""Every Scrapy setting and the table of stages; in a crawl the only reader of the environment."""

from __future__ import annotations

import os

from broadsheet.contact import LOST_AFTER
from broadsheet.responses import UNSTATED_PAUSES
from broadsheet.unfolding import MAX_PAGE

BOT_NAME = "broadsheet"
# One by one: of a package Scrapy imports every module, and browser.py needs what is not always installed.
SPIDER_MODULES = ["spiders.news", "spiders.backfill"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "spiders.commands"  # a `crawl` whose exit code is the verdict's

# The names of DESIGN.md; what else is in the environment is none of a crawl's business.
BROADSHEET_ENVIRONMENT = {
    name: os.environ[name]
    for name in (
        "DATABASE_URL",
        "AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "RAW_HTML_BUCKET",
        "CRAWLER_CONTACT",
        "CHROMIUM_PATH",
    )
    if name in os.environ
}
BROADSHEET_PATIENCE = 90.0  # seconds that a crawl waits for Postgres or the object store to come back
BROADSHEET_LOST_AFTER = LOST_AFTER  # seconds without any answer of a site until its run ends
BROADSHEET_LEASE_TIME = 10.0  # seconds until a killed crawl's places at a host are free again
BROADSHEET_UNSTATED_PAUSES = UNSTATED_PAUSES  # seconds before a 429 or 503 without Retry-After is asked again
BROADSHEET_PROGRESS_INTERVAL = 5.0  # seconds between two progress lines and heartbeats

ITEM_PIPELINES = {
    "pipelines.archive.Archive": 100,
    "pipelines.extract.Extract": 200,
    "pipelines.belong.Belong": 220,
    "pipelines.compare.Compare": 250,
    "pipelines.normalise.Normalise": 300,
    "pipelines.dedupe.Dedupe": 400,
    "pipelines.store.Store": 500,
    "pipelines.report.Report": 600,
}
ITEM_PROCESSOR = "spiders.processing.BoundedProcessor"
EXTENSIONS = {
    "spiders.runs.RunKeeper": 0,
    "spiders.watch.Watch": 10,
    "scrapy.extensions.telnet.TelnetConsole": None,  # a crawl opens no port
    "scrapy.extensions.logstats.LogStats": None,  # RunKeeper reports progress in the project's own words
    "scrapy.extensions.memusage.MemoryUsage": None,
    # Nor a port that runs code; loading it alone brings a web server's packages into every crawl.
    "scrapy.extensions.remote_control.RemoteControl": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # HostGuard knows ports as well
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # pages that reload themselves
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "spiders.middlewares.HostGuard": 50,
    "spiders.robots.Robots": 100,
    "spiders.spending.Budget": 120,
    "spiders.conditional.Conditional": 150,
    "spiders.spending.Retries": 550,  # the places of those they stand in for
    "spiders.transfer.Unfold": 590,
    "spiders.middlewares.Redirects": 600,
}
DOWNLOAD_HANDLERS = {
    "http": "spiders.polite.PoliteHTTP",  # every request passes its host's gate
    "https": "spiders.polite.PoliteHTTP",
    # Scrapy's others would read this machine's files and ask servers of other kinds.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

TWISTED_DNS_RESOLVER = "spiders.addresses.PublicResolver"

# A response yields one item and, if it is a listing, requests. Scrapy starts so many tasks for each response;
# two let a listing's requests go out while its item waits for the commit.
CONCURRENT_ITEMS = 2

# Politeness. Delay and concurrency are the business of the gate, which everything passes; Scrapy's own
# would count for one process only, and its random variation goes below the stated delay.
CONCURRENT_REQUESTS = 16  # that wait at the gate or are under way; more for a source that allows more
DOWNLOAD_DELAY = 0
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]  # what follows a 429 or 503 is spiders.polite's business
REDIRECT_MAX_TIMES = 8
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False  # through a proxy of the shell's nobody could check addresses
DOWNLOAD_TIMEOUT = 30  # seconds from the first byte sent to the last received
DOWNLOAD_MAXSIZE = MAX_PAGE
DOWNLOAD_WARNSIZE = 0
HTTPERROR_ALLOW_ALL = True  # an error status is a Page too
REFERRER_POLICY = "no-referrer"  # which of our pages led to a page is nobody's business

# The listing's next page is asked for after its articles: a run that is cut off has read the newest.
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "spiders.logformat.QuietItems"
STATS_DUMP = False  # the numbers that matter are in the run's row and in its progress lines
