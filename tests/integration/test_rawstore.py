"""The raw store against a real S3 server."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Thread

import httpx
import pytest

from broadsheet.article import RawObject
from broadsheet.config import RawStoreSettings
from broadsheet.errors import BucketMissing, ConfigError, StorageError
from broadsheet.local.objectstore import ObjectStore
from broadsheet.local.ports import LOOPBACK, free_ports
from broadsheet.rawstore import RawStore
from broadsheet.workers import Workers
from tests.integration.flaky_store import FlakyStore

PAGE = "<!doctype html><title>Zwölf Löwen – 十二</title>".encode() + Random(7).randbytes(3000)


@pytest.fixture
def store(bucket: RawStoreSettings):
    store = RawStore(bucket)
    yield store
    store.close()


def stored(store: RawStore, key: str):
    """The object as boto3 gives it, to see what the bucket really holds."""
    return store._client.get_object(Bucket=store._bucket, Key=key)


def keys(store: RawStore) -> list[str]:
    listed = store._client.list_objects_v2(Bucket=store._bucket)
    return [each["Key"] for each in listed.get("Contents", [])]


@pytest.mark.parametrize(
    "body",
    [PAGE, b"", b"\x00\xff" * 70_000, b"a" * 2_000_000],
    ids=["page", "empty", "binary", "large"],  # the bytes themselves make names of megabytes
)
def test_bytes_come_back_as_they_were(store, body):
    """Any page is read back byte by byte, and carries its SHA-256."""
    raw = store.put(body, "text/html")
    assert store.get(raw.key) == body
    assert raw.sha256 == hashlib.sha256(body).hexdigest()


def test_an_object_is_gzip_with_the_pages_own_content_type(store):
    """Other tools see an ordinary gzip-encoded page of the type the server stated."""
    raw = store.put(PAGE, "text/html; charset=iso-8859-1")
    answer = stored(store, raw.key)
    assert answer["ContentEncoding"] == "gzip"
    assert answer["ContentType"] == "text/html; charset=iso-8859-1"
    assert gzip.decompress(answer["Body"].read()) == PAGE


def test_a_url_of_the_object_shows_the_page(store):
    """A client that knows HTTP, such as a browser, decodes the object by itself."""
    raw = store.put(PAGE, "text/html")
    address = store._client.generate_presigned_url(
        "get_object", Params={"Bucket": store._bucket, "Key": raw.key}
    )
    assert httpx.get(address).content == PAGE


def test_the_same_bytes_are_one_object(store):
    """Storing a page twice, even with another content type, leaves one object, the same to the byte."""
    first = store.put(PAGE, "text/html")
    before = stored(store, first.key)["Body"].read()
    assert store.put(PAGE, "application/xhtml+xml") == first
    assert keys(store) == [first.key]
    assert stored(store, first.key)["Body"].read() == before


@pytest.mark.parametrize("content_type", [None, "", "text/html; x=ü", "text/html\r\nX-Evil: 1", "a  b", " "])
def test_no_content_type_of_the_web_prevents_storing(store, content_type):
    """Whatever a site sends as its content type, the page is stored."""
    raw = store.put(PAGE, content_type)
    assert store.get(raw.key) == PAGE


def test_exists_tells_stored_from_not_stored(store):
    """A key exists after its page was stored, not before."""
    raw = store.put(PAGE, "text/html")
    assert store.exists(raw.key)
    assert not store.exists("00/" + "0" * 64)


def test_reading_what_is_not_there_names_the_key(store):
    """A missing object is a StorageError with its key in it."""
    with pytest.raises(StorageError, match="ab/none"):
        store.get("ab/none")


def test_a_missing_bucket_is_not_created_but_named(bucket: RawStoreSettings):
    """A wrong RAW_HTML_BUCKET is a setting to mend, whatever is tried first."""
    store = RawStore(replace(bucket, bucket="no-such-bucket"))
    for attempt in (store.check, lambda: store.put(PAGE, "text/html"), lambda: store.get("ab/none")):
        with pytest.raises(BucketMissing, match="no-such-bucket"):
            attempt()
    store.close()


@pytest.mark.parametrize("wrong", [{"secret_access_key": "wrong"}, {"access_key_id": "unknown"}])
def test_wrong_keys_are_a_setting_and_are_not_repeated(bucket: RawStoreSettings, wrong):
    """Refused keys are a ConfigError; no message of it holds the secret."""
    settings = replace(bucket, **wrong)
    store = RawStore(settings)
    for attempt in (store.check, lambda: store.put(PAGE, "text/html")):
        with pytest.raises(ConfigError) as caught:
            attempt()
        assert settings.secret_access_key not in str(caught.value)
        assert settings.bucket in str(caught.value)
    store.close()


def test_read_only_keys_read_and_do_not_write(object_store: ObjectStore, bucket: RawStoreSettings, store):
    """What the analyst is given can read every page and change nothing."""
    raw = store.put(PAGE, "text/html")
    reader = RawStore(object_store.settings(bucket.bucket, object_store.keys[1]))
    reader.check()
    assert reader.get(raw.key) == PAGE
    with pytest.raises(ConfigError):
        reader.put(b"another page", "text/html")
    reader.close()


def test_a_server_that_is_away_is_worth_trying_again(bucket: RawStoreSettings):
    """Nobody at the endpoint: StorageError, which is retried, and not ConfigError."""
    (port,) = free_ports(1)
    store = RawStore(replace(bucket, endpoint_url=f"http://{LOOPBACK}:{port}"))
    for attempt in (store.check, lambda: store.put(PAGE, "text/html")):
        with pytest.raises(StorageError, match=str(port)):
            attempt()
    store.close()


def test_a_bucket_can_be_created_twice(bucket: RawStoreSettings, store):
    """Creating it again is no error and loses nothing."""
    raw = store.put(PAGE, "text/html")
    store.create_bucket()
    assert store.get(raw.key) == PAGE


def test_many_threads_share_one_store(bucket: RawStoreSettings):
    """Pages put by several threads at once all arrive, each under its own key."""
    store = RawStore(bucket, connections=4)
    pages = [f"page {number}".encode() * 1000 for number in range(60)]
    with ThreadPoolExecutor(8) as threads:
        raws = list(threads.map(lambda page: store.put(page, "text/html"), pages))
    assert [store.get(raw.key) for raw in raws] == pages
    assert sorted(keys(store)) == sorted(raw.key for raw in raws)
    store.close()


def test_a_put_takes_the_direct_way(store, monkeypatch):
    """With a healthy server boto3's own, dearer put is not needed."""

    def refuse(*_, **__):
        raise AssertionError("boto3's put_object was called")

    monkeypatch.setattr(store._client, "put_object", refuse)
    assert store.get(store.put(PAGE, "text/html; charset=utf-8").key) == PAGE


def test_a_put_that_gets_no_answer_is_given_up_and_done_again(bucket):
    """By the crawl's own patient workers; the pages beside it do not wait for it."""
    with FlakyStore(bucket.endpoint_url) as flaky:
        flaky.stall_count = 1
        store = RawStore(replace(bucket, endpoint_url=flaky.endpoint), patience=1)
        told: list[str] = []
        workers = Workers("store", lambda: store, lambda _: None, threads=4)
        workers.on_away, workers.on_back = (lambda _: told.append("away")), (lambda _: told.append("back"))

        async def run() -> list[RawObject]:
            pages = [PAGE + bytes([number]) for number in range(4)]
            return await asyncio.gather(
                *(workers.run(lambda store, page=page: store.put(page, None)) for page in pages)
            )

        found = asyncio.run(run())
        assert len(set(keys(store))) == len({raw.key for raw in found}) == 4
        assert told[0] == "away" and told[-1] == "back"
        workers.close()
        store.close()


def test_keys_that_are_lent_go_with_their_token(bucket):
    """As boto3 does it: without the token the store would not know the keys."""
    heard: list[bytes] = []
    with socket.create_server((LOOPBACK, 0)) as server:

        def answer() -> None:
            client, _ = server.accept()
            with client:
                heard.append(client.recv(65536))
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        thread = Thread(target=answer)
        thread.start()
        endpoint = f"http://{LOOPBACK}:{server.getsockname()[1]}"
        store = RawStore(replace(bucket, endpoint_url=endpoint, session_token="lent-until-noon"))
        store.put(PAGE, None)
        thread.join()
        store.close()
    assert b"lent-until-noon" in heard[0]


def test_a_password_in_an_endpoint_is_not_told(bucket):
    """Whoever writes it there finds it in no log."""
    (port,) = free_ports(1)
    store = RawStore(replace(bucket, endpoint_url=f"http://me:hush-hush@{LOOPBACK}:{port}"))
    with pytest.raises(StorageError) as error:
        store.put(PAGE, None)
    assert str(port) in str(error.value) and "hush" not in str(error.value)
    store.close()
