"""The settings of a crawl, from the environment variables of the contract.

A missing setting is a ConfigError that names it; values are never logged.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.errors import ConfigError

_SERVICES = {
    "DATABASE_URL": "the news database, postgresql://...",
    "RAW_HTML_BUCKET": "the bucket of raw pages",
}
_FROM_MAKE_RUN = "after `make run` a shell has them by: set -a; . var/environment; set +a"


@dataclass(frozen=True, slots=True)
class RawStoreSettings:
    """Where raw pages go. Keys and region may be None: boto3 then looks where it always does."""

    bucket: str
    endpoint_url: str | None = None
    access_key_id: str | None = field(default=None, repr=False)
    secret_access_key: str | None = field(default=None, repr=False)
    region: str | None = None
    session_token: str | None = field(default=None, repr=False)  # of keys that are lent for some hours


def check_services(environment: Mapping[str, str] = os.environ, *missing: str) -> None:
    """ConfigError that tells all that is not set of what a crawl writes to, behind what else is `missing`."""
    told = [f"{name} is not set: {what}" for name, what in _SERVICES.items() if not _value(environment, name)]
    if told or missing:
        raise ConfigError("; ".join([*missing, *told, *([_FROM_MAKE_RUN] if told else [])]))


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """DATABASE_URL, which must be a postgresql:// address."""
    value = _required(environment, "DATABASE_URL")
    if not value.startswith(("postgresql://", "postgres://")):
        raise ConfigError("DATABASE_URL: expected an address that begins with postgresql://")
    return value


def raw_store(environment: Mapping[str, str] = os.environ) -> RawStoreSettings:
    """RAW_HTML_BUCKET and the AWS_* variables, read as boto3 reads them."""
    key_id = environment.get("AWS_ACCESS_KEY_ID") or None
    return RawStoreSettings(
        bucket=_required(environment, "RAW_HTML_BUCKET"),
        endpoint_url=environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL") or None,
        access_key_id=key_id,
        secret_access_key=environment.get("AWS_SECRET_ACCESS_KEY") or None,
        region=environment.get("AWS_DEFAULT_REGION") or environment.get("AWS_REGION") or None,
        session_token=environment.get("AWS_SESSION_TOKEN") or None if key_id else None,
    )


def crawler_contact(environment: Mapping[str, str] = os.environ) -> str | None:
    """CRAWLER_CONTACT: a mail or web address publishers can write to, or None."""
    return environment.get("CRAWLER_CONTACT", "").strip() or None


def _required(environment: Mapping[str, str], name: str) -> str:
    value = _value(environment, name)
    if not value:
        raise ConfigError(f"{name} is not set: {_SERVICES[name]}; {_FROM_MAKE_RUN}")
    return value


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()
