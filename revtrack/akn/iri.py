"""IRIs of Works, Expressions and Manifestations: printed in one form, and only that form is read.

The form follows the OASIS Akoma Ntoso Naming Convention 1.0. FRBR and our nouns meet like this:

    Work           /akn/eu/doc/0000/eu-crr
    Expression     /akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14
    Manifestation  /akn/eu/doc/0000/eu-crr/dan@2014-05-19/9956-14/edition-1.xml
    a component    …/eu-crr/!annex      …/9956-14/!annex      …/9956-14/edition-1/!annex.xml

The FRBRWork is the document family, whatever its text, date or language, so its IRI holds nothing that differs between its
versions: the id of the work stands where the convention has "number or title", and the date of a family is unknown.
The FRBRExpression is one text; since two texts of a family may share language and date, the slug of the document number
follows as the annotation that tells them apart. The FRBRManifestation is one transcription, or the record of a document.

An unknown date is `0000`, a year that no document has; a year alone is the year. The country is `eu` for numbers that a
register of the European Union gave, `un` and `no` for those of the United Nations and of Norway. A name given here says
nothing of a jurisdiction, and a language is no country (a Danish text may be the Council's), so it stands under `zz`, which
ISO 3166-1 leaves to its users and which common locale data reads as "unknown". Thus a family whose versions are numbered by
several registers may stand under several countries; its id, by which revtrack groups versions, is the same in all.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from revtrack.errors import BadValue
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.slugs import slug
from revtrack.model.texts import WorkId

UNKNOWN_COUNTRY = "zz"
COUNTRIES = {Register.LOCAL: UNKNOWN_COUNTRY, Register.UN: "un", Register.NORWEGIAN: "no"}
"""Whose numbers they are, for registers that are not of the European Union; ISO 3166-1 reserves `un` and `eu`."""
UNKNOWN_YEAR = "0000"
_DATE = r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?"
_FORM = re.compile(
    r"/akn/(?P<country>eu|no|un|zz)/doc/0000/(?P<work>[a-z0-9][a-z0-9-]{0,59})"
    rf"(?:/(?P<language>[a-z]{{3}})@(?P<date>{_DATE})/(?P<number>[a-z0-9][a-z0-9-]{{0,79}})"
    r"(?:/(?P<file>edition-[1-9][0-9]{0,17}|record)(?=/!|\.))?)?"
    r"(?:/!(?P<component>[a-z][a-z0-9]{0,19}))?(?:\.xml)?"
)


class Iri(Struct, frozen=True):
    """The IRI of a Work; with `language`, `date` and `number` (a slug), of an Expression; with `file`, of a Manifestation.

    Raises BadValue for parts that the form cannot hold: what this type prints, it reads back as the same value.
    """

    country: str
    work: WorkId
    language: Language | None = None
    date: DocumentDate = UNKNOWN_DATE
    number: str = ""
    file: str = ""
    """`edition-2`, or `record` for what is known of a document without its text."""
    component: str = ""

    def __post_init__(self) -> None:
        needless = self.language is None and (self.number or self.file or self.date.is_known)
        if needless or not _FORM.fullmatch(str(self)):
            raise _unknown_form(str(self))

    @classmethod
    def parse(cls, text: str) -> Iri:
        """The IRI that `text` is; BadValue for anything that this type would not print."""
        iri = _read(text)
        if iri is None or str(iri) != text:
            raise _unknown_form(text)
        return iri

    def of_component(self, name: str) -> Iri:
        """The IRI of one component of the same thing."""
        return replace(self, component=name)

    def __str__(self) -> str:
        parts = ["/akn", self.country, "doc", UNKNOWN_YEAR, self.work]
        if self.language is not None:
            parts += [f"{self.language.long}@{_date_segment(self.date)}", self.number]
        if self.file:
            parts.append(self.file)
        if self.component:
            parts.append(f"!{self.component}")
        return "/".join(parts) + (".xml" if self.file else "")


def manifestation_of(document: Edition | Record) -> Iri:
    """The IRI of the Manifestation that the XML of this document is."""
    facts = document.expression if isinstance(document, Edition) else document
    return Iri(
        country=country(facts.number),
        work=facts.work,
        language=document.expression.language if isinstance(document, Edition) else Language.UND,
        date=facts.date,
        number=slug(facts.number),
        file=f"edition-{document.ordinal}" if isinstance(document, Edition) else "record",
    )


def country(number: DocumentNumber) -> str:
    """Who numbered a document: `eu`, `un`, a country; `zz` for a name given here, and for a court outside the Union's."""
    if number.register is Register.ECLI and not number.serial.startswith("ECLI:EU:"):
        return UNKNOWN_COUNTRY
    return COUNTRIES.get(number.register, "eu")


def number_urn(number: DocumentNumber) -> str:
    """How a document is linked of which only the number is said: `urn:revtrack:1:number:council:5643-5-14`."""
    return f"urn:revtrack:1:number:{number.register}:{slug(number)}"


def _unknown_form(text: str) -> BadValue:
    return BadValue(
        f"'{text[:120]}' is not an IRI that revtrack writes",
        facts=("docs/akoma-ntoso.md shows the forms",),
        tries=("revtrack verify",),
    )


def _read(text: str) -> Iri | None:
    """The IRI of a text that has the outer form; None if it has not, or if its date or its language is none."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    language = found["language"]
    try:
        return Iri(
            country=found["country"],
            work=WorkId(found["work"]),
            language=Language.parse(language) if language else None,
            date=_date(found["date"] or UNKNOWN_YEAR),
            number=found["number"] or "",
            file=found["file"] or "",
            component=found["component"] or "",
        )
    except BadValue:
        return None


def _date(segment: str) -> DocumentDate:
    return UNKNOWN_DATE if segment == UNKNOWN_YEAR else DocumentDate.parse(segment)


def _date_segment(date: DocumentDate) -> str:
    return str(date) if date.is_known else UNKNOWN_YEAR
