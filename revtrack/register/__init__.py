"""The network: documents of public registers, asked for by number, and of other hosts, by address.

Sockets are opened in `wire` and nowhere else. Whoever asks gets the bytes that came, with what the server said of them; what they
are worth is judged elsewhere, by their content.
"""

from __future__ import annotations

from revtrack.register.client import Answer, Client
from revtrack.register.destination import destination, is_address, is_host
from revtrack.register.outcomes import NoDocument, UnlistedHost, Unreached
from revtrack.register.pages import page_kind, page_title
from revtrack.register.routes import CELLAR, HOSTS, Ask, Form, Register, asks_for, languages_ask, number_in, register_of

__all__ = [
    "CELLAR",
    "HOSTS",
    "Answer",
    "Ask",
    "Client",
    "Form",
    "NoDocument",
    "Register",
    "UnlistedHost",
    "Unreached",
    "asks_for",
    "destination",
    "is_address",
    "is_host",
    "languages_ask",
    "number_in",
    "page_kind",
    "page_title",
    "register_of",
]
