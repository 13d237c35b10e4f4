"""What the headers of Council documents print: labels, institutions, document types and markings, by language.

Rows marked "seen" were met in real documents; the others follow the naming of the same slot in that language and have not
been seen yet. All words are compared in lower case with single spaces.
"""

from __future__ import annotations

from typing import NamedTuple

from revtrack.model.texts import SlotKind


class Label(NamedTuple):
    """A printed label, its slot, the language it was met in, and whether it was seen in a real document."""

    text: str
    kind: SlotKind
    language: str
    seen: bool


_ROWS: tuple[tuple[str, SlotKind, str, bool], ...] = (
    ("no. prev. doc.:", SlotKind.PREVIOUS, "en", True),
    ("no prev. doc.:", SlotKind.PREVIOUS, "en", True),
    ("prev. doc.:", SlotKind.PREVIOUS, "en", False),
    ("previous document:", SlotKind.PREVIOUS, "en", False),
    ("tidl. dok. nr.:", SlotKind.PREVIOUS, "da", True),
    ("tidl. dok.:", SlotKind.PREVIOUS, "da", False),
    ("nr. vordok.:", SlotKind.PREVIOUS, "de", True),
    ("n° doc. préc.:", SlotKind.PREVIOUS, "fr", False),
    ("nº doc. préc.:", SlotKind.PREVIOUS, "fr", False),
    ("föreg. dok. nr:", SlotKind.PREVIOUS, "sv", False),
    ("föreg. dok. nr.:", SlotKind.PREVIOUS, "sv", False),
    ("tidl. dok. nr:", SlotKind.PREVIOUS, "no", False),
    ("no. cion doc.:", SlotKind.COMMISSION_DOCUMENT, "en", True),
    ("no cion doc.:", SlotKind.COMMISSION_DOCUMENT, "en", False),
    ("no. cion prop.:", SlotKind.COMMISSION_DOCUMENT, "en", False),
    ("komm. forsl. nr.:", SlotKind.COMMISSION_DOCUMENT, "da", True),
    ("komm. dok. nr.:", SlotKind.COMMISSION_DOCUMENT, "da", False),
    ("nr. komm.dok.:", SlotKind.COMMISSION_DOCUMENT, "de", True),
    ("n° doc. cion:", SlotKind.COMMISSION_DOCUMENT, "fr", False),
    ("n° doc. cion.:", SlotKind.COMMISSION_DOCUMENT, "fr", False),
    ("komm. dok. nr:", SlotKind.COMMISSION_DOCUMENT, "sv", False),
    ("from:", SlotKind.FROM, "en", True),
    ("fra:", SlotKind.FROM, "da", True),
    ("absender:", SlotKind.FROM, "de", True),
    ("origine:", SlotKind.FROM, "fr", True),
    ("de:", SlotKind.FROM, "fr", False),
    ("från:", SlotKind.FROM, "sv", True),
    ("to:", SlotKind.TO, "en", True),
    ("til:", SlotKind.TO, "da", True),
    ("empfänger:", SlotKind.TO, "de", True),
    ("destinataire:", SlotKind.TO, "fr", True),
    ("à:", SlotKind.TO, "fr", False),
    ("till:", SlotKind.TO, "sv", True),
    ("subject:", SlotKind.SUBJECT, "en", True),
    ("vedr.:", SlotKind.SUBJECT, "da", True),
    ("betr.:", SlotKind.SUBJECT, "de", True),
    ("objet:", SlotKind.SUBJECT, "fr", False),
    ("ärende:", SlotKind.SUBJECT, "sv", True),
    ("emne:", SlotKind.SUBJECT, "no", False),
    ("interinstitutional file:", SlotKind.OTHER, "en", False),
    ("interinstitutional files:", SlotKind.OTHER, "en", False),
    ("interinstitutionel sag:", SlotKind.OTHER, "da", False),
    ("interinstitutionelles dossier:", SlotKind.OTHER, "de", False),
    ("dossier interinstitutionnel:", SlotKind.OTHER, "fr", False),
    ("interinstitutionellt ärende:", SlotKind.OTHER, "sv", False),
)
LABELS: dict[str, Label] = {row[0]: Label(*row) for row in _ROWS}
LONGEST_LABEL = max(len(text) for text in LABELS) + 8
"""Characters within which a label's colon stands; a few more than the longest, for doubled spaces."""

INSTITUTIONS = frozenset(
    {
        "council of the european union",
        "rådet for den europæiske union",
        "rat der europäischen union",
        "conseil de l'union européenne",
        "conseil de l’union européenne",
        "europeiska unionens råd",
        "european commission",
        "europa-kommissionen",
        "europäische kommission",
        "commission européenne",
        "europeiska kommissionen",
        "european parliament",
        "europa-parlamentet",
    }
)

DOCUMENT_TYPES: dict[str, bool] = {
    "note": True,
    "cover note": True,
    '"i/a" item note': True,
    '"a" item note': True,
    '"i" item note': True,
    '"i/a" item': True,
    "information note": True,
    "notat": True,
    "følgeskrivelse": True,
    "i/a-punktsnote": True,
    "vermerk": True,
    "übermittlungsvermerk": True,
    "i/a-punkt-vermerk": True,
    "note de transmission": True,
    "note point i/a": True,
    "not": True,
    "följenot": True,
    "i/a-punktsnot": True,
    "report": False,
    "outcome of proceedings": False,
    "legislative acts and other instruments": False,
    "rapport": False,
    "bericht": False,
    "beratungsergebnisse": False,
    "draft council conclusions": False,
    "working paper": False,
    "meeting document": False,
}
"""Document type -> whether a document of that type transmits another text, which then carries the substance."""

MARKINGS = frozenset(
    {
        "limite",
        "public",
        "restreint ue",
        "restreint ue/eu restricted",
        "eu restricted",
        "confidentiel ue",
        "confidentiel ue/eu confidential",
        "secret ue",
        "secret ue/eu secret",
    }
)

SENDERS = (
    "general secretariat of the council",
    "generalsekretariatet for rådet",
    "presidency",
    "formandskabet",
    "the presidency",
    "vorsitz",
    "présidence",
    "ordförandeskapet",
    "eu counter-terrorism coordinator",
    "european commission",
    "commission",
    "coreper",
)
"""Senders that may stand before an addressee on one line, where the text of a PDF prints two labels and then two values."""

ANNEX_WORDS = frozenset({"annex", "bilag", "anlage", "annexe", "bilaga", "vedlegg"})


def plain(text: str) -> str:
    """`text` as the tables of this module spell it: lower case, single spaces, straight double quotes."""
    return " ".join(text.lower().replace("“", '"').replace("”", '"').replace("„", '"').split())
