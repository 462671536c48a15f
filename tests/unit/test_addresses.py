"""Which addresses may be connected to, and which spellings of a host are asked for at all."""

from __future__ import annotations

import pytest

from broadsheet.addresses import why_refused
from broadsheet.sources import Source
from spiders.middlewares import failure_of_address

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "64:ff9b:1::5db8:d822",
    "64:ff9b:1:a00:0:1:5db8:d822",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "::7f00:1",
]
NEVER = [
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "0.0.0.0",
    "0.1.2.3",
    "::",
    "::ffff:0.0.0.0",
    "224.0.0.1",
    "239.255.255.250",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "nonsense",
]
SOURCE = Source.model_validate(
    {
        "name": "own", "title": "Own", "base_url": "https://own.example", "timezone": "UTC", "language": "en",
        "schedule": "* * * * *", "extra_hosts": ["own.example:8080", "cdn.own.example", "127.0.0.1:81",
            "[2606:2800:220:1::1]", "[::1]:81"],
        "sections": [{"name": "news", "url": "https://own.example/news/"}],
    }
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_only_for_those_who_say_so(address: str) -> None:
    """In every notation that carries them; a source on an intranet may."""
    assert why_refused(address) is not None
    assert why_refused(address, may_be_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_nobodys(address: str) -> None:
    """Metadata services, link-local, multicast, unspecified and reserved ones, on no network."""
    assert why_refused(address, may_be_private=True) is not None


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are_asked(address: str) -> None:
    assert why_refused(address) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://own.example/a", None),
        ("http://own.example/a", None),
        ("HTTPS://OWN.EXAMPLE:443/a", None),
        ("http://own.example:8080/a", None),
        ("http://own.example:8081/a", "off_site"),
        ("https://own.example./a", "off_site"),
        ("https://own.example.evil.example/a", "off_site"),
        ("https://evil.example/own.example/", "off_site"),
        ("https://xn--own-hoa.example/", "off_site"),
        ("https://own.example@evil.example/a", "bad_url"),
        ("https://evil.example:80@own.example/a", "bad_url"),
        ("https://user:secret@own.example/a", "bad_url"),
        ("https://own.example\\@evil.example/a", "bad_url"),
        ("https://evil.example\\.own.example/a", "bad_url"),
        ("https://own.example%2eevil.example/", "bad_url"),
        ("https://own.example%00.evil.example/", "bad_url"),
        ("https://own.example:99999/a", "bad_url"),
        ("https://own.example:8a/a", "bad_url"),
        ("https:///a", "bad_url"),
        ("https:own.example", "bad_url"),
        ("https://[::1/a", "bad_url"),
        ("https://[::1]/a", "off_site"),
        ("https://[::ffff:7f00:1]/a", "off_site"),
        ("https://[2606:2800:220:1::1]/a", None),
        ("https://[2606:2800:220:1::1]:81/a", "off_site"),
        ("http://[::1]:81/a", "address_refused"),
        ("http://2130706433/", "off_site"),
        ("http://0x7f.1/", "off_site"),
        ("http://0177.0.0.1/", "off_site"),
        ("http://127.1/", "off_site"),
        ("http://127.0.0.1:81/", "address_refused"),
        ("http://169.254.169.254/latest/meta-data/", "off_site"),
        ("file:///etc/passwd", "off_site"),
        ("ftp://own.example/a", "off_site"),
        ("data:text/html,<h1>a", "off_site"),
        ("javascript:alert(1)", "off_site"),
        ("gopher://own.example/_a", "off_site"),
        ("https://own.example/" + "a" * 2000, "bad_url"),
    ],
)
def test_every_spelling_of_a_host_is_told_apart(url: str, reason: str | None) -> None:
    """Only own hosts and ports are asked, and only where there is one reading of who is asked."""
    failure = failure_of_address(url, SOURCE)
    assert (failure.reason if failure else None) == reason


@pytest.mark.parametrize(
    "target",
    [
        "https://consent.news.example/collect?return=https%3A%2F%2Fown.example%2Fa",
        "https://cmp.news.example/",
        "https://privacy-gate.news.example/",
        "https://login.partner.example/consent?callback=x",
        "https://partner.example/cookie-consent.html",
        "https://partner.example/en/privacy-gate/",
        "https://partner.example/gdpr/index.php",
        "https://my-consent.partner.example:8443/v2",
        "https://partner.example/einwilligung",
    ],
)
def test_a_redirect_to_a_consent_wall_elsewhere_is_known_by_its_address(target: str) -> None:
    """It is not asked for to find out; where such an address is only listed it is a link to another site."""
    failure = failure_of_address(target, SOURCE, is_led_to=True)
    assert failure is not None and failure.reason == "consent" and "leads to " in failure.detail
    listed = failure_of_address(target, SOURCE)
    assert listed is not None and listed.reason == "off_site"


@pytest.mark.parametrize(
    "target",
    [
        "https://partner.example/age-of-consent-is-disputed",
        "https://partner.example/law/gdpr-fines-of-the-year",
        "https://partner.example/privacy-policy",
        "https://consent.example/",
        "https://partner.example/?url=https://consent.news.example/",
        "https://partner.example/cmpd/harbour",
    ],
)
def test_a_story_about_consent_elsewhere_is_no_wall(target: str) -> None:
    failure = failure_of_address(target, SOURCE, is_led_to=True)
    assert failure is not None and failure.reason == "off_site"
