"""The modern site's furniture: navigation, hubs, partners, advertisements, imprint."""

from __future__ import annotations

from html import escape

from tests.newsweb.publishers import Publisher

_HUBS = (
    ("Vídeos", "/videos/"),
    ("Agua", "/tag/agua/"),
    ("Suscripción", "/suscripcion/"),
    ("Buscar", "/search?q=agua"),
)


def header(publisher: Publisher) -> str:
    """Masthead, sections, hubs."""
    sections = [(section.label, f"/{section.name}/") for section in publisher.sections]
    links = "".join(f'<li><a href="{href}">{escape(label)}</a></li>' for label, href in [*sections, *_HUBS])
    return (
        f'<header class="site"><a href="/">{escape(publisher.title)}</a><nav><ul>{links}</ul></nav></header>'
    )


def partners() -> str:
    """Paid cards that stand among the stories and look like them: one elsewhere, one on the site itself."""
    return """<article class="card sponsored"><span>Patrocinado</span>
<h2><a href="https://socio.example/ofertas/diez-razones-para-cambiar-de-banco">
Diez razones para cambiar de banco este otoño</a></h2></article>
<article class="card sponsored"><h2><a href="/patrocinado/">
Contenido de nuestros patrocinadores esta semana</a></h2></article>
"""


def footer(publisher: Publisher) -> str:
    """Imprint and social networks."""
    return f"""<footer class="site-footer"><ul><li><a href="/about/">Quiénes somos</a></li>
<li><a href="/privacy/">Privacidad</a></li><li><a href="https://red.example/@valle">Síganos</a></li>
<li><a href="mailto:redaccion@valle.example">Redacción</a></li></ul>
<p>© 2004-2026 {escape(publisher.title)}. Todos los derechos reservados.</p></footer>"""
