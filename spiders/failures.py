"""What an exception of a download says about the page."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.web.client import ResponseFailed

from broadsheet.article import Failure
from broadsheet.outcomes import Reason


class Refused(IgnoreRequest):
    """A request of ours that is not sent. Without a failure the link simply stays pending."""

    def __init__(self, failure: Failure | None) -> None:
        self.failure = failure
        super().__init__(str(failure.reason) if failure else "the section run has ended")


_REASONS: tuple[tuple[type[BaseException], Reason], ...] = (
    (CannotResolveHostError, Reason.DNS),
    (DownloadConnectionRefusedError, Reason.CONNECTION),
    (DownloadTimeoutError, Reason.TIMEOUT),
    (DownloadCancelledError, Reason.TOO_LARGE),
    (ResponseDataLossError, Reason.BAD_RESPONSE),
    (UnsupportedURLSchemeError, Reason.OFF_SITE),
    (ConnectError, Reason.CONNECTION),
    (ConnectionDone, Reason.CONNECTION),
    (ConnectionLost, Reason.CONNECTION),
    (ResponseFailed, Reason.BAD_RESPONSE),
    (OSError, Reason.BAD_RESPONSE),  # the content coding is broken
)


def failure_of_exception(error: BaseException) -> Failure | None:
    """The page's failure; None for an exception that no download raises: it is a bug of ours."""
    if isinstance(error, Refused):
        return error.failure
    if isinstance(error, IgnoreRequest):
        return Failure(_reason_of_ignored(error), str(error))
    if isinstance(error, DownloadFailedError):
        return Failure(_reason_of_failed(error), _brief(error))
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return Failure(reason, _brief(error))
    return None


def _reason_of_ignored(error: IgnoreRequest) -> Reason:
    """Scrapy's own middlewares tell their cases apart by wording only."""
    words = str(error).lower()
    return Reason.TOO_MANY_REDIRECTS if "redirect" in words else Reason.TOO_LARGE


def _reason_of_failed(error: DownloadFailedError) -> Reason:
    words = str(error).lower()
    if "ssl" in words or "tls" in words or "certificate" in words:
        return Reason.TLS
    return Reason.CONNECTION if "connection" in words else Reason.BAD_RESPONSE


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
