"""The sample newspaper of `make run`, served by as many installations as there are on a machine."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from broadsheet.local import ROOT
from broadsheet.local.newsweb import NewsWeb
from broadsheet.local.ports import LOOPBACK, are_free, free_ports
from broadsheet.sources import load_source


def front_page(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
    return body


def test_two_serve_one_newspaper_and_either_goes_on_alone(tmp_path: Path) -> None:
    """At the one port that the source file names; nobody else may have it then."""
    (port,) = free_ports(1)
    source = load_source("sample", ROOT / "sources")
    here = source.model_copy(update={"base_url": f"http://{LOOPBACK}:{port}"})
    first, second = (NewsWeb(here, tmp_path / name) for name in ("first.log", "second.log"))
    try:
        for each in (first, second):
            assert are_free([port], may_share=True)
            each.launch()
            each.wait_until_ready()
        page = front_page(here.base_url)
        assert source.title.encode() in page
        assert not are_free([port])
        first.stop()
        second.process.require_running()
        assert source.title.encode() in front_page(here.base_url)
    finally:
        first.stop()
        second.stop()
    assert are_free([port])
