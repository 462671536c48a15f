"""A local web of news sites of our own writing, with ground truth: for tests, and for `make run`.

    with NewsWeb(["courier", "valle"]) as web:          # real sockets, free ports, a clock that stands still
        courier = web.publisher("courier")
        crawl(courier.source_yaml(["harbour"]))
        courier.truth("harbour")                        # what the pages state, column by column
        web.clock.advance(hours=2)                      # new stories, edits, other furniture
        courier.misbehave(behaviours.status(503, retry_after="30"), kind="section", times=2)
        web.log.of("courier", kind="article")           # what the server saw

How the parts hang together: `publishers` names the sites, `newsroom` writes what they publish (`prose`,
`editing`), `templates` decides what their pages look like and state (`truth`), `catalogue` what stands where
at a time, `site` answers requests, `misbehaviour` spoils the answers (`behaviours`), `server` sends them.
"""

from tests.newsweb.web import NewsWeb, RunningPublisher

__all__ = ["NewsWeb", "RunningPublisher"]
