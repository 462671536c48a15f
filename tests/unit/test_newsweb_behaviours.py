"""Each misbehaviour of the local news web does over a real socket what its name says."""

from __future__ import annotations

import http.client
import socket
import time
import zlib
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.newsweb import NewsWeb, behaviours
from tests.waiting import wait_until


@pytest.fixture
def web():
    with NewsWeb() as web:
        yield web


@pytest.fixture
def courier(web):
    return web.publisher("courier")


def fetch(url: str, timeout: float = 5, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def raw_fetch(url: str, limit: int, timeout: float = 5) -> bytes:
    """Everything the server writes until it hangs up, or the first `limit` bytes."""
    parts = urlsplit(url)
    received = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=timeout) as connection:
        connection.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        while len(received) < limit and (piece := connection.recv(65536)):
            received += piece
    return received


@pytest.mark.parametrize(("code", "headers"), [(403, {}), (429, {"retry_after": "30"}), (500, {}), (503, {})])
def test_status(courier, code, headers):
    """A status comes with its headers and a page in the site's dress."""
    courier.misbehave(behaviours.status(code, **headers))
    response, body = fetch(courier.section_url("harbour"))
    assert response.status == code
    assert response.getheader("Retry-After") == headers.get("retry_after")
    assert b"The Harbour Courier" in body


def test_rules_count_and_end(courier):
    """A rule passes `skip` requests, answers `times` of its kind and path only, and can be stopped."""
    rule = courier.misbehave(behaviours.status(500), "/harbour/*", kind="section", skip=1, times=2)
    url, other = courier.section_url("harbour"), courier.section_url("politics")
    assert [fetch(url)[0].status for _ in range(4)] == [200, 500, 500, 200]
    assert fetch(other)[0].status == 200
    assert rule.hit_count == 2
    lasting = courier.misbehave(behaviours.status(500))
    assert fetch(url)[0].status == 500
    lasting.stop()
    assert fetch(url)[0].status == 200


@pytest.mark.parametrize(
    ("behaviour", "location"),
    [
        (behaviours.redirect_home, "/"),
        (behaviours.redirect_to_section, "/harbour/"),
        (behaviours.redirect_to("http://other.example/"), "http://other.example/"),
    ],
)
def test_redirects(courier, behaviour, location):
    """An article's address leads elsewhere."""
    courier.misbehave(behaviour, kind="article")
    response, _ = fetch(courier.truth()[0].url)
    assert response.status in {301, 302}
    assert response.getheader("Location") == location


def test_redirect_in_circles_never_repeats_an_address(courier):
    """Each round has another address, so that a list of seen addresses does not end it."""
    courier.misbehave(behaviours.redirect_in_circles)
    location, seen = courier.truth()[0].url, []
    for _ in range(5):
        response, _ = fetch(location)
        location = courier.base_url + response.getheader("Location")
        seen.append(location)
    assert len(set(seen)) == 5


def test_moved(courier):
    """One redirect, then the right page."""
    courier.misbehave(behaviours.moved, kind="article")
    url = courier.truth()[0].url
    location = fetch(url)[0].getheader("Location")
    assert location == f"{urlsplit(url).path}?moved=yes"
    response, body = fetch(courier.base_url + location)
    assert (response.status, body) == (200, courier.page_bytes(url))


@pytest.mark.parametrize(
    ("behaviour", "named", "unnamed"),
    [
        (behaviours.by_date_alone, ("Last-Modified", "if_modified_since"), ("ETag", "if_none_match")),
        (behaviours.by_tag_alone, ("ETag", "if_none_match"), ("Last-Modified", "if_modified_since")),
    ],
)
def test_by_one_name_alone(courier, behaviour, named, unnamed):
    """What has not changed is not sent again to who gives that name; the other is neither given nor heard."""
    url = courier.section_url("harbour")
    healthy, _ = fetch(url)
    courier.misbehave(behaviour)
    response, _ = fetch(url)
    assert response.getheader(named[0]) == healthy.getheader(named[0])
    assert response.getheader(unnamed[0]) is None
    assert fetch(url, **{named[1]: healthy.getheader(named[0])})[0].status == 304
    assert fetch(url, **{unnamed[1]: healthy.getheader(unnamed[0])})[0].status == 200


def test_redirect_to_https(courier):
    """Host and port stay, the scheme does not."""
    courier.misbehave(behaviours.redirect_to_https)
    url = courier.truth()[0].url
    assert fetch(url)[0].getheader("Location") == url.replace("http:", "https:")


def test_down_and_up_on_the_same_port(courier):
    """A publisher that is down refuses connections; it comes back where it was."""
    url = courier.section_url("harbour")
    courier.down()
    with pytest.raises(ConnectionRefusedError):
        fetch(url)
    courier.up()
    assert fetch(url)[0].status == 200


def test_down_drops_connections_that_are_open(courier):
    """Who held a connection open finds it closed."""
    connection = http.client.HTTPConnection(urlsplit(courier.base_url).netloc, timeout=5)
    connection.request("GET", "/robots.txt")
    connection.getresponse().read()
    courier.down()
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        connection.request("GET", "/robots.txt")
        connection.getresponse()
    connection.close()


def test_hang_answers_nothing_and_is_noted_without_status(web, courier):
    """The request is taken, no byte comes, and the log knows."""
    courier.misbehave(behaviours.hang)
    with pytest.raises(TimeoutError):
        fetch(courier.section_url("harbour"), timeout=0.2)
    wait_until(lambda: web.log[-1].finished is not None, "the request is over")
    assert web.log[-1].status == 0


def test_late_and_slow_deliver_the_right_page_in_the_end(courier):
    """The bytes are right, the time is long."""
    url = f"{courier.base_url}/robots.txt"
    expected = courier.page_bytes(url)
    courier.misbehave(behaviours.slow(len(expected) * 4))
    courier.misbehave(behaviours.late(0.2))
    began = time.monotonic()
    _, body = fetch(url)
    assert body == expected
    assert time.monotonic() - began >= 0.4


def test_truncated_promises_more_than_it_sends(courier):
    """The stated length is the whole page's, what comes is the stated share."""
    courier.misbehave(behaviours.truncated(0.25))
    url = courier.truth()[0].url
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(url)
    assert len(caught.value.partial) == len(courier.page_bytes(url)) // 4


def test_no_answer_and_not_http(courier):
    """A connection closed without a byte; an answer that is another protocol's."""
    rule = courier.misbehave(behaviours.no_answer)
    with pytest.raises(http.client.RemoteDisconnected):
        fetch(courier.section_url("harbour"))
    rule.stop()
    courier.misbehave(behaviours.not_http)
    with pytest.raises(http.client.BadStatusLine):
        fetch(courier.section_url("harbour"))


def test_endless_goes_on_for_as_long_as_one_reads(courier):
    """Far more arrives than any page holds."""
    courier.misbehave(behaviours.endless)
    assert len(raw_fetch(courier.truth()[0].url, limit=5_000_000)) >= 5_000_000


def test_broken_chunks_cannot_be_decoded(courier):
    """The second chunk's length is no number."""
    courier.misbehave(behaviours.broken_chunks)
    with pytest.raises((http.client.IncompleteRead, ValueError)):
        fetch(courier.truth()[0].url)


def test_broken_gzip_cannot_be_unpacked(courier):
    """The header says gzip, the bytes begin like gzip and are not."""
    courier.misbehave(behaviours.broken_gzip)
    response, body = fetch(courier.truth()[0].url, accept_encoding="gzip")
    assert response.getheader("Content-Encoding") == "gzip"
    with pytest.raises(zlib.error):
        zlib.decompress(body, wbits=31)


def test_empty_listing_is_the_section_page_without_stories(courier):
    """Status 200, the site's dress, no article of the section."""
    courier.misbehave(behaviours.empty_listing, kind="section")
    response, body = fetch(courier.section_url("harbour"))
    assert response.status == 200
    assert b"Harbour affairs" in body
    river = body.decode().partition('class="river"')[2].partition("</main>")[0]
    assert "<a " not in river


@pytest.mark.parametrize(
    ("behaviour", "wording"),
    [
        (behaviours.consent_wall, b"We value your privacy"),
        (behaviours.challenge, b"Just a moment"),
        (behaviours.soft_404, b"Page not found"),
        (behaviours.error_page, b"Something went wrong"),
        (behaviours.body("<html>"), b"<html>"),
    ],
)
def test_other_pages_come_with_status_200(courier, behaviour, wording):
    """What is no article looks like success to who reads the status only, and holds none of the story."""
    courier.misbehave(behaviour)
    truth = courier.truth()[0]
    response, body = fetch(truth.url)
    assert response.status == 200
    assert wording in body
    assert truth.body_text[:40].encode() not in body


def test_robots_can_fail_alone(courier):
    """robots.txt as a server error, as an HTML page and as no answer at all; other kinds are left alone."""
    robots, section = f"{courier.base_url}/robots.txt", courier.section_url("harbour")
    rules = [courier.misbehave(behaviours.status(500), kind="robots")]
    assert fetch(robots)[0].status == 500
    rules.append(courier.misbehave(behaviours.error_page, kind="robots"))
    assert fetch(robots)[1].startswith(b"<!DOCTYPE html>")
    courier.misbehave(behaviours.no_answer, kind="robots")
    with pytest.raises(http.client.RemoteDisconnected):
        fetch(robots)
    assert fetch(section)[0].status == 200
    assert [rule.hit_count for rule in rules] == [3, 2]


def test_broken_encoding_is_no_utf8(courier):
    """The page claims UTF-8 and cannot be decoded as such."""
    courier.misbehave(behaviours.broken_encoding, kind="article")
    _, body = fetch(courier.truth()[0].url)
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_control_characters_stand_in_the_text(courier):
    """NUL and a right-to-left override come with an otherwise valid page."""
    courier.misbehave(behaviours.control_characters, kind="article")
    _, body = fetch(courier.truth()[0].url)
    assert {"\x00", "\u202e"} <= set(body.decode("utf-8"))


def test_huge_pages_hold_the_story_and_megabytes_of_nothing(courier):
    """The page grows by what was asked for and still ends as a page does."""
    courier.misbehave(behaviours.huge(3), kind="article")
    url = courier.truth()[0].url
    _, body = fetch(url)
    assert len(body) - len(courier.page_bytes(url)) == pytest.approx(3 * 1024 * 1024, rel=0.01)
    assert body.rstrip().endswith(b"</html>")


def test_wrong_canonical_is_the_only_thing_wrong(courier):
    """Another address is canonical; the rest of the page is the right one."""
    courier.misbehave(behaviours.wrong_canonical("http://elsewhere.example/a?b=1&c=2"), kind="article")
    url = courier.truth()[0].url
    _, body = fetch(url)
    right = courier.page_bytes(url)
    assert b'rel="canonical" href="http://elsewhere.example/a?b=1&amp;c=2"' in body
    assert body.splitlines()[4:] == right.splitlines()[4:]


@pytest.mark.parametrize("path", ["/rss.xml", "/news-sitemap.xml"])
def test_malformed_xml(courier, path):
    """A feed or sitemap that no XML parser accepts."""
    url = courier.base_url + path
    ElementTree.fromstring(fetch(url)[1])
    courier.misbehave(behaviours.malformed_xml)
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(fetch(url)[1])


def test_behaviours_stack(courier):
    """Two rules that a request hits are applied one after the other."""
    courier.misbehave(behaviours.status(503, retry_after="5"))
    courier.misbehave(behaviours.late(0.1))
    began = time.monotonic()
    response, _ = fetch(courier.section_url("harbour"))
    assert (response.status, response.getheader("Retry-After")) == (503, "5")
    assert time.monotonic() - began >= 0.1


def test_behave_forgives_everything(courier):
    """After `behave` the site is healthy, also when it was down."""
    courier.misbehave(behaviours.status(500))
    courier.down()
    courier.behave()
    assert fetch(courier.section_url("harbour"))[0].status == 200
