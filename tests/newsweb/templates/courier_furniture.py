"""The Courier's furniture: everything on its pages that is not the story, dates to fall for included."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from tests.newsweb.publishers import Publisher
from tests.newsweb.templates import dates


def header(publisher: Publisher) -> str:
    """Masthead and navigation."""
    sections = "".join(
        f'<li><a href="/{section.name}/">{escape(section.label)}</a></li>' for section in publisher.sections
    )
    return f"""<header class="masthead"><a class="logo" href="/">{escape(publisher.title)}</a>
<nav><ul>{sections}<li><a href="/video/">Video</a></li><li><a href="/tag/budget/">Budget</a></li>
<li><a href="/search?q=ferry">Search</a></li><li><a href="/subscribe/">Subscribe</a></li>
</ul></nav></header>"""


def appeal(publisher: Publisher) -> str:
    """The meter, the registration notice, the appeal for donations, the newsletter line."""
    title = escape(publisher.title)
    return f"""<section class="reader-notices">
<p>You have read 3 articles this month.</p>
<p>Register to receive full access to {title}.</p>
<div class="appeal"><h3>Before the tide turns...</h3>
<p>Local reporting needs local friends.</p>
<p>{title} answers rumours on the waterfront with facts gathered on foot.
To keep doing so we rely on people like you.</p>
<p>What you give keeps a reporter at every public meeting. Will you lend a hand?</p>
<p><a href="/subscribe/">Join our crew by donating today</a></p></div>
<p>Thank you. You are a loyal reader of {title}.</p>
<p>Please sign in for full access, to go on reading and to post comments.</p>
<p class="newsletter">Never miss a tide: get the day's stories first with our morning letter</p>
</section>"""


def boxes(links: str, hour: datetime) -> str:
    """The most-read box and the tide table; both change by the hour."""
    readers = 900 + hour.hour * 37 + hour.day
    return f"""<aside class="sidebar"><div class="most-read"><h4>Most read</h4><ol>{links}</ol></div>
<div class="widget"><h4>Reading now</h4>
<p>{readers} people are on this site. Updated {hour.hour % 12 + 1} hours ago</p></div>
<div class="partners"><h4>From our partners</h4>
<a href="https://partner.example/offers/ten-boats-you-can-buy">Ten boats you can buy for ten thousand</a>
<a href="https://ads.example/click?id=4711"><img src="/media/banner-1.jpg" alt="Advertisement"></a>
</div></aside>"""


def footer(publisher: Publisher, hour: datetime) -> str:
    """Imprint and small print, with a date and a year that belong to no story."""
    yesterday = dates.english(hour - timedelta(days=1), publisher.zone)
    return f"""<footer class="site-footer"><p>Tide tables last updated {yesterday}.</p>
<ul><li><a href="/about/">About us</a></li><li><a href="/contact/">Contact</a></li>
<li><a href="/privacy/">Privacy</a></li>
<li><a href="mailto:desk@courier.example">Write to the desk</a></li>
<li><a href="javascript:void(0)">Cookie settings</a></li></ul>
<p>&copy; 1987&ndash;{hour.year} {escape(publisher.title)}. All rights reserved.</p></footer>"""
