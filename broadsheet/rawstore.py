"""Raw pages in a bucket: content-addressed, gzip at rest, byte-identical when read.

The only file that imports boto3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    NoCredentialsError,
    PartialCredentialsError,
)
from isal import igzip, isal_zlib

from broadsheet.article import RawObject
from broadsheet.config import RawStoreSettings
from broadsheet.errors import BucketMissing, ConfigError, StorageError
from broadsheet.masking import masked

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Pages of 275 KB: 0.5 ms to 22-24 % of their size. gzip level 1 takes 2.5 ms for 23-25 %, level 6 takes
# 6 ms for 20-21 %, zlib-ng 1.3 ms for as much as this.
_LEVEL = 2
_GZIP = 31  # zlib's window bits for a gzip header
_UNKNOWN_TYPE = "application/octet-stream"
_CREATED = 200
_REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AllAccessDisabled", "403"}
_NO_OBJECT = {"NoSuchKey", "404"}


class RawStore:
    """One bucket. Safe to share between threads; `connections` is how many use it at once.

    An answer that lets itself be waited for longer than `patience` seconds is a StorageError.
    """

    def __init__(self, settings: RawStoreSettings, connections: int = 10, patience: float = 20) -> None:
        self._bucket = settings.bucket
        self._session = boto3.session.Session(
            settings.access_key_id,
            settings.secret_access_key,
            settings.session_token,
            region_name=settings.region,
        )  # of our own: clients cannot be made from the shared one in several threads
        self._client: S3Client = self._session.client(
            "s3", endpoint_url=settings.endpoint_url, config=_config(connections, patience)
        )
        self._where = masked(f"bucket {settings.bucket} at {self._client.meta.endpoint_url}")

    def put(self, body: bytes, content_type: str | None) -> RawObject:
        """Store these bytes; the same bytes twice are one object."""
        raw = RawObject(sha256 := hashlib.sha256(body).hexdigest(), key_of(sha256))
        data = igzip.compress(body, _LEVEL, mtime=0)  # no clock in it: the same object every time
        kind = _sendable(content_type) or _UNKNOWN_TYPE
        with self._errors(f"storing {raw.key}"):
            if not self._put_directly(raw.key, data, kind):
                self._client.put_object(
                    Bucket=self._bucket, Key=raw.key, Body=data, ContentType=kind, ContentEncoding="gzip"
                )
        return raw

    def get(self, key: str) -> bytes:
        """The bytes as the page was sent; StorageError when the key is not there."""
        with self._errors(f"reading {key}"):
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
            return isal_zlib.decompress(answer["Body"].read(), wbits=_GZIP)

    def exists(self, key: str) -> bool:
        """Whether an object has this key."""
        try:
            with self._errors(f"looking for {key}"):
                self._client.head_object(Bucket=self._bucket, Key=key)
        except _NoSuchObject:
            return False
        return True

    def check(self) -> None:
        """BucketMissing, ConfigError for refused keys, StorageError when the store is away; else nothing."""
        with self._errors("looking into it"):
            self._client.list_objects_v2(Bucket=self._bucket, MaxKeys=1)

    def create_bucket(self) -> None:
        """Make the bucket where there is none."""
        known = self._client.exceptions
        with self._errors("creating it"):
            try:
                self._client.create_bucket(Bucket=self._bucket)
            except (known.BucketAlreadyOwnedByYou, known.BucketAlreadyExists):
                return

    def close(self) -> None:
        """Give up the connections."""
        self._client.close()

    def _put_directly(self, key: str, data: bytes, content_type: str) -> bool:
        """One signed request without boto3's machinery, which takes a millisecond, half of a put.

        False when it did not succeed at once: boto3 then does it with its redirects, retries and errors.
        """
        credentials = self._session.get_credentials()
        if credentials is None:
            return False
        meta = self._client.meta
        headers = {"Content-Type": content_type, "Content-Encoding": "gzip"}
        request = AWSRequest("PUT", f"{meta.endpoint_url}/{self._bucket}/{key}", headers=headers, data=data)
        request.context["client_config"] = meta.config
        S3SigV4Auth(credentials.get_frozen_credentials(), "s3", meta.region_name).add_auth(request)
        http: Any = self._client._endpoint.http_session  # type: ignore[attr-defined]  # its pool, proxies and CAs
        try:
            return bool(http.send(request.prepare()).status_code == _CREATED)
        except ConnectionClosedError:  # the server had closed an idle connection
            return False

    @contextmanager
    def _errors(self, doing: str) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            raise self._meaning(error, doing) from error
        except (NoCredentialsError, PartialCredentialsError) as error:
            wanted = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            raise ConfigError(f"{self._where}: there are no keys; set {wanted}") from error
        except (BotoCoreError, OSError) as error:
            raise StorageError(f"{self._where}: {doing}: {masked(str(error))}") from error

    def _meaning(self, error: ClientError, doing: str) -> ConfigError | StorageError:
        code = error.response.get("Error", {}).get("Code", "")
        if code == "NoSuchBucket":
            return BucketMissing(f"{self._where} does not exist; create it, or correct RAW_HTML_BUCKET")
        if code in _REFUSED:
            return ConfigError(f"{self._where} refuses these keys ({code}) for {doing}")
        if code in _NO_OBJECT:
            return _NoSuchObject(f"{self._where}: {doing}: there is no such object")
        return StorageError(f"{self._where}: {doing}: {error}")


class _NoSuchObject(StorageError):
    """The key is not in the bucket."""


def key_of(sha256: str) -> str:
    """Where the bytes with this SHA-256 lie; two letters keep folders small on stores that have them."""
    return f"{sha256[:2]}/{sha256}"


def _sendable(content_type: str | None) -> str:
    """A header of some site without what no header may hold; signing would fail on it."""
    return "".join(
        letter for letter in content_type or "" if letter.isascii() and letter.isprintable()
    ).strip()


def _config(connections: int, patience: float) -> Config:
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        max_pool_connections=connections,
        connect_timeout=5,
        read_timeout=patience,
        retries={
            "mode": "standard",
            "total_max_attempts": 2,
        },  # who stores pages waits and tries again anyway
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
