"""Which register hands out a document, by its number, and what is asked of it (docs/fetch.md, docs/analysis/registers.md).

    9956/14                  https://data.consilium.europa.eu/doc/document/ST-9956-2014-INIT/da/pdf
    14781/1/05 REV 1         https://data.consilium.europa.eu/doc/document/ST-14781-2005-REV-1/da/pdf
    32016R0679               https://publications.europa.eu/resource/celex/32016R0679, by Accept and Accept-Language
    eli/dec/2014/219/oj      https://publications.europa.eu/resource/eli/dec/2014/219/oj
    OJ L, 2024/1689          https://publications.europa.eu/resource/oj/L_202401689
    COM(2013) 941            https://publications.europa.eu/resource/comnat/COM_2013_0941_FIN

The addresses are built by rule. Nobody has tried them against the live registers yet.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import quote, unquote

from msgspec import Struct

from revtrack.model import gazette, identifiers, numbers
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber

CELLAR = "publications.europa.eu"
COUNCIL = "data.consilium.europa.eu"
EURLEX = "eur-lex.europa.eu"
HOSTS = frozenset((COUNCIL, CELLAR, EURLEX, "data.europa.eu"))
"""The hosts that may be asked without anybody allowing them."""
UPGRADED = frozenset((CELLAR,))
"""Hosts that redirect to addresses of their own by http, and serve the same by https."""


class Register(StrEnum):
    """Who hands out documents by number."""

    COUNCIL = "council"
    EURLEX = "eurlex"

    @property
    def words(self) -> str:
        """What it is called in a sentence."""
        return {Register.COUNCIL: "the Council's register", Register.EURLEX: "EUR-Lex"}[self]


class Form(StrEnum):
    """A format that a register may be asked for."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XML = "xml"


class Ask(Struct, frozen=True):
    """One question: an address, the media types and the language wanted. `form` is None where any format will do."""

    url: str
    accept: str = "*/*"
    language: str = ""
    form: Form | None = None


_ACCEPTED: dict[Form, str] = {
    # New acts are XHTML and old ones HTML; each is refused if it is asked for by the name of the other.
    Form.HTML: "application/xhtml+xml, text/html;q=0.9",
    # A PDF/A is handed out only if its kind is named.
    Form.PDF: "application/pdf, application/pdf;type=pdfa2a, application/pdf;type=pdfa1a, application/pdf;type=pdfa1b",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XML: "application/xml;type=fmx4",
}
"""What Cellar is asked for, in the order of this table where nobody names a format."""

_AUTHORITY = "http://publications.europa.eu/resource"
_IN_QUERY = re.compile(r"[?&]uri=CELEX(?:%3A|:)([0-9A-Za-z()%/_-]{5,60})", re.IGNORECASE)
_ELI_PATH = re.compile(r"https?://(?:eur-lex|data)\.europa\.eu/(eli/[a-z_]{2,20}/[0-9]{4}/[0-9a-zA-Z()/._-]{1,80})")


def register_of(number: DocumentNumber) -> Register | None:
    """The register that hands out documents with such numbers; None if none does."""
    if number.register is numbers.Register.COUNCIL:
        return Register.COUNCIL
    return Register.EURLEX if _cellar_path(number) else None


def asks_for(number: DocumentNumber, language: Language, form: Form | None = None) -> tuple[Ask, ...]:
    """The questions that may bring a document in that language, in order; none if no register could answer them."""
    if number.register is numbers.Register.COUNCIL:
        url = f"https://{COUNCIL}/doc/document/{_council_name(number)}/{language.short}/pdf"
        return (Ask(url, form=Form.PDF),) if form in (None, Form.PDF) else ()
    path = _cellar_path(number)
    if not path:
        return ()
    url = f"https://{CELLAR}/resource/{path}"
    forms = (form,) if form else tuple(_ACCEPTED)
    return tuple(Ask(url, _ACCEPTED[each], language.long, each) for each in forms)


def languages_ask(number: DocumentNumber) -> Ask | None:
    """The question in which languages the register has a document; None where it answers no such question."""
    path = _cellar_path(number)
    if not path:
        return None
    query = (
        "PREFIX cdm: <http://publications.europa.eu/ontology/cdm#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
        f"SELECT DISTINCT ?language WHERE {{ ?work owl:sameAs <{_AUTHORITY}/{path}> . "
        "?text cdm:expression_belongs_to_work ?work ; cdm:expression_uses_language ?language }"
    )
    return Ask(f"https://{CELLAR}/webapi/rdf/sparql?query={quote(query, safe='')}&format=text%2Fcsv", "text/csv")


def number_in(address: str) -> str:
    """The CELEX number or ELI by which an address of EUR-Lex names a document; "" if it names none so."""
    if found := _IN_QUERY.search(address):
        return identifiers.celex(unquote(found[1]))
    found = _ELI_PATH.match(address)
    return identifiers.eli(found[1]) if found else ""


def _council_name(number: DocumentNumber) -> str:
    """`ST-14781-2005-REV-1`: the form in which the register files a document."""
    suffixes = ([("REV", number.revision)] if number.revision else []) + [
        (suffix.kind, suffix.number) for suffix in number.suffixes
    ]
    tail = "-".join(f"{kind}-{order}" for kind, order in suffixes) or "INIT"
    return f"{number.series}-{number.serial}-{number.year}-{tail}"


def _cellar_path(number: DocumentNumber) -> str:
    """The name of a document in Cellar, behind `/resource/`; "" if its number does not tell it."""
    if number.register in (numbers.Register.CELEX, numbers.Register.ECLI):
        told = number.register is numbers.Register.CELEX or number.serial.startswith("ECLI:EU:")
        return f"{number.register.value}/{quote(number.serial, safe='')}" if told else ""
    if number.register is numbers.Register.ELI:
        return quote(number.serial.partition("data.europa.eu/")[2], safe="/")
    if number.register is numbers.Register.OJ:
        return _gazette_path(gazette.read(number.serial))
    if number.register is numbers.Register.COMMISSION and number.series != "PE" and not number.revision:
        return f"comnat/{number.series}_{number.year}_{int(number.serial):04d}_FIN"
    return ""


def _gazette_path(citation: gazette.Citation | None) -> str:
    """Act by act the number is the name; a page of an issue does not tell which of its documents is meant."""
    if citation is None or not citation.act_year:
        return ""
    return f"oj/{citation.series}_{citation.act_year}{citation.issue:05d}"
