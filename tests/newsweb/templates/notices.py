"""What sites say instead of an article, per language: title and text."""

from __future__ import annotations

from dataclasses import dataclass

Notice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Notices:
    """The three pages that are none."""

    not_found: Notice
    error: Notice
    consent: Notice


NOTICES = {
    "en": Notices(
        ("Page not found", "Sorry, we could not find the page you were looking for. It may have moved."),
        ("Something went wrong", "This page is not available at the moment. Please come back later."),
        (
            "We value your privacy",
            "We and our 812 partners store and access information on your device. "
            "Accept cookies to continue to the site, or manage your preferences.",
        ),
    ),
    "de": Notices(
        ("Seite nicht gefunden", "Die gesuchte Seite gibt es nicht oder nicht mehr."),
        ("Es ist ein Fehler aufgetreten", "Diese Seite ist zurzeit nicht erreichbar."),
        (
            "Weiterlesen mit Werbung und Cookies",
            "Wir und unsere 812 Partner speichern Informationen auf Ihrem Gerät. "
            "Stimmen Sie der Nutzung von Cookies zu, um die Seite zu besuchen.",
        ),
    ),
    "cs": Notices(
        ("Stránka nenalezena", "Omlouváme se, hledaná stránka neexistuje nebo byla přesunuta."),
        ("Nastala chyba", "Stránka je dočasně nedostupná. Zkuste to prosím později."),
        (
            "Záleží nám na vašem soukromí",
            "My a našich 812 partnerů ukládáme informace ve vašem zařízení. "
            "Pro pokračování udělte souhlas s používáním cookies.",
        ),
    ),
    "es": Notices(
        ("Página no encontrada", "Lo sentimos, la página que busca no existe o ha cambiado de lugar."),
        ("Se ha producido un error", "Esta página no está disponible en este momento."),
        (
            "Su privacidad nos importa",
            "Nosotros y nuestros 812 socios guardamos información en su dispositivo. "
            "Acepte las cookies para continuar o suscríbase.",
        ),
    ),
}
