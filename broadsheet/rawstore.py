"""Raw pages in a bucket: content-addressed, gzip at rest, byte-identical when read.

The only file that imports boto3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, PartialCredentialsError
from isal import igzip, isal_zlib

from broadsheet.article import RawObject
from broadsheet.config import RawStoreSettings
from broadsheet.errors import BucketMissing, ConfigError, StorageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_LEVEL = 2
_GZIP = 31  # zlib's window bits for a gzip header
_UNKNOWN_TYPE = "application/octet-stream"
_REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403", "AllAccessDisabled"}
_MISSING_KEY = {"NoSuchKey", "404", "NotFound"}


class RawStore:
    """One bucket. Safe to share between threads; `connections` is how many use it at once."""

    def __init__(self, settings: RawStoreSettings, connections: int = 10) -> None:
        self._bucket, self._place = settings.bucket, settings.endpoint_url or "AWS"
        self._client = _client(settings, connections)

    def put(self, body: bytes, content_type: str | None) -> RawObject:
        """Store these bytes; the same bytes twice are one object."""
        sha256 = hashlib.sha256(body).hexdigest()
        key = key_of(sha256)
        with self._errors(f"storing {key}"):
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=igzip.compress(body, _LEVEL, mtime=0),  # no clock in it: the same object every time
                ContentType=content_type or _UNKNOWN_TYPE,
                ContentEncoding="gzip",
            )
        return RawObject(sha256, key)

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
        with self._errors("looking for the bucket"):
            self._client.list_objects_v2(Bucket=self._bucket, MaxKeys=1)

    def create_bucket(self) -> None:
        """Make the bucket where there is none."""
        with self._errors("creating the bucket"):
            try:
                self._client.create_bucket(Bucket=self._bucket)
            except (
                self._client.exceptions.BucketAlreadyOwnedByYou,
                self._client.exceptions.BucketAlreadyExists,
            ):
                return

    @contextmanager
    def _errors(self, doing: str) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            raise self._meaning(error, doing) from error
        except (NoCredentialsError, PartialCredentialsError) as error:
            raise ConfigError(
                f"bucket {self._bucket} at {self._place}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            ) from error
        except (BotoCoreError, OSError) as error:
            raise StorageError(f"bucket {self._bucket} at {self._place}: {doing}: {error}") from error

    def _meaning(self, error: ClientError, doing: str) -> ConfigError | StorageError:
        code = error.response.get("Error", {}).get("Code", "")
        where = f"bucket {self._bucket} at {self._place}"
        if code == "NoSuchBucket":
            return BucketMissing(
                f"{where} does not exist; create it, or set RAW_HTML_BUCKET to one that does"
            )
        if code in _REFUSED:
            return ConfigError(f"{where} refuses these keys ({code}) while {doing}")
        if code in _MISSING_KEY:
            return _NoSuchObject(f"{where}: {doing}: there is no such object")
        return StorageError(f"{where}: {doing}: {code or error}")


class _NoSuchObject(StorageError):
    """The key is not in the bucket."""


def key_of(sha256: str) -> str:
    """Where the bytes with this SHA-256 lie; two letters keep folders small on stores that have them."""
    return f"{sha256[:2]}/{sha256}"


def _client(settings: RawStoreSettings, connections: int) -> S3Client:
    session = boto3.session.Session()  # the default one is not safe to make clients from in threads
    return session.client(
        "s3",
        endpoint_url=settings.endpoint_url,
        aws_access_key_id=settings.access_key_id,
        aws_secret_access_key=settings.secret_access_key,
        region_name=settings.region,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            max_pool_connections=connections,
            connect_timeout=5,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
