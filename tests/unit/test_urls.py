"""Addresses: one spelling each, whatever the text, and nothing followed."""

from __future__ import annotations

from random import Random
from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.urls import canonicalise, hostport_of, is_same_site, resolve

SITE = frozenset({"www.example.com:443", "www.example.com:80"})
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="htps:/%?#&=;.@[]a1Éé \t\\", max_size=60),
    st.text(alphabet="./%2eEaA?=&", max_size=30).map(lambda path: f"https://www.example.com/{path}"),
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTPS://WWW.Example.COM/News/Story", "https://www.example.com/News/Story"),
        ("http://www.example.com:80/a", "http://www.example.com/a"),
        ("https://www.example.com:443", "https://www.example.com/"),
        ("https://www.example.com:8443/a", "https://www.example.com:8443/a"),
        ("https://www.example.com./a#comments", "https://www.example.com/a"),
        ("https://name:secret@www.example.com/a", "https://www.example.com/a"),
        ("https://www.example.com/a/./b/../c", "https://www.example.com/a/c"),
        ("https://www.example.com/a/%2e%2E/b", "https://www.example.com/b"),
        ("https://www.example.com/%7euser/%e4", "https://www.example.com/~user/%E4"),
        ("https://www.example.com/größe", "https://www.example.com/gr%C3%B6%C3%9Fe"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://www.example.com/100%", "https://www.example.com/100%25"),
        ("https://www.example.com/a?", "https://www.example.com/a"),
        (" https://www.example.com/a\n", "https://www.example.com/a"),
        (
            "https://www.example.com/می\u200cشود\u200b",
            "https://www.example.com/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF",
        ),
        ("https://www.example.com/a;jsessionid=1F2A?id=3", "https://www.example.com/a?id=3"),
        ("https://www.example.com/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://www.example.com/a.aspx"),
    ],
)
def test_two_spellings_become_one(written: str, canonical: str) -> None:
    """What cannot change the page is written one way."""
    assert canonicalise(written) == canonical


@pytest.mark.parametrize(
    "kept",
    [
        "https://www.example.com/a/",
        "https://www.example.com/a",
        "https://www.example.com/Article.ASPX?ID=77&Lang=EN",
        "https://www.example.com/?12345",
        "https://www.example.com/clanek.php?b=2&a=1",
        "https://www.example.com/a?ref=20931",
        "https://www.example.com/a//b",
        "https://www.example.com/a?sid=4711&session_id=12",
        "https://www.example.com/(S)/a",
        "https://www.example.com/news/7/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF",  # U+200C within a word
    ],
)
def test_what_may_carry_an_identity_stays(kept: str) -> None:
    """Case of the path, trailing slash, ids in the query and their order are the site's."""
    assert canonicalise(kept) == kept


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=x&utm_medium=y",
        "fbclid=Iw",
        "gclid=1&dclid=2",
        "mc_cid=1&mc_eid=2",
        "ref=rss",
        "at_medium=RSS",
        "xtor=AL-1",
        "UTM_Campaign=z",
        "source=homepage&ocid=x",
        "PHPSESSID=c0ffee00c0ffee00c0ffee00c0",
        "CFID=81&CFTOKEN=9f2a",
        "ASPSESSIONIDQQDRC=KBMN",
        "sid=0123456789abcdef0123456789abcdef",
        "&&",
    ],
)
def test_tracking_parameters_go(query: str) -> None:
    """How a reader came is no part of an address; the id beside it stays."""
    assert canonicalise(f"https://www.example.com/a?{query}") == "https://www.example.com/a"
    assert canonicalise(f"https://www.example.com/a?{query}&id=5") == "https://www.example.com/a?id=5"


@given(TEXTS)
def test_canonicalising_twice_is_canonicalising_once(text: str) -> None:
    """Any text at all has a canonical form, and that form is its own."""
    once = canonicalise(text)
    assert canonicalise(once) == once


@given(TEXTS, TEXTS)
def test_no_text_makes_a_link_fail(base: str, href: str) -> None:
    """A link leads to an http(s) address without a fragment, or nowhere."""
    target = resolve(base, href)
    assert target is None or (target.startswith(("http://", "https://")) and "#" not in target)
    is_same_site(href, SITE)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("b", "https://www.example.com/news/b"),
        ("/b#top", "https://www.example.com/b"),
        ("//cdn.example.com/x", "https://cdn.example.com/x"),
        ("\\2026\\a.html?b\\c", "https://www.example.com/2026/a.html?b\\c"),
        ("/\\cdn.example.com\\x", "https://cdn.example.com/x"),
        ("?page=2", "https://www.example.com/news/a?page=2"),
        ("mailto:desk@example.com", None),
        ("javascript:void(0)", None),
        ("data:text/html,x", None),
        ("tel:+123", None),
        ("https://[broken", None),
        ("https://www.example.com:99999/", None),
        ("java\nscript:alert(1)", None),
    ],
)
def test_a_link_leads_to_an_address_or_nowhere(href: str, target: str | None) -> None:
    """Relative links are made absolute; what is no web page, or no address, is None."""
    assert resolve("https://www.example.com/news/a", href) == target


def test_a_site_is_its_hosts_and_ports() -> None:
    """Another port or a look-alike host is another site."""
    assert is_same_site("https://www.example.com/a", SITE)
    assert is_same_site("HTTP://WWW.EXAMPLE.COM/a", SITE)
    assert not is_same_site("https://www.example.com:8443/a", SITE)
    assert not is_same_site("https://www.example.com.evil.example/a", SITE)
    assert not is_same_site("mailto:a@www.example.com", SITE)
    assert hostport_of("/relative") is None


def test_plain_addresses_take_a_short_way_to_the_same_answer() -> None:
    """What is returned unexamined is what the whole examination returns; a fragment forces that."""
    rng = Random("plain addresses")
    for _ in range(3000):
        host = "".join(rng.choice("ab1.-") for _ in range(6)) + "a"
        path = "".join(rng.choice("aB9_~/-./") for _ in range(rng.randrange(12)))
        url = f"https://{host}/{path}"
        assert canonicalise(url) == canonicalise(url + "#part")


def test_plain_links_are_joined_as_the_standard_joins_them() -> None:
    """Paths and whole addresses, with odd characters among them."""
    rng = Random("plain links")
    base = "https://paper.example/desk/list.html?page=2"
    for _ in range(3000):
        start = rng.choice(["/a", "/.", "https://other.example/", "http://paper.example/"])
        href = start + "".join(rng.choice("aB9_~/-.;?&=#%:é") for _ in range(rng.randrange(12)))
        joined = urlsplit(urljoin(base, href))._replace(fragment="")
        assert resolve(base, href) == urlunsplit(joined), href
