"""What the elements of Akoma Ntoso are: tables of names, each row a rule of reading.

Names are those of the vocabulary of version 1.0 (schema 3.0); the documents that hold speeches are not read.
"""

from __future__ import annotations

DOCUMENTS = frozenset(
    (
        *("act", "bill", "doc", "statement", "amendment", "judgment", "portion"),
        *("documentCollection", "officialGazette", "amendmentList"),
    )
)
"""Documents that are read, alone and as parts of another."""
SPEECHES = frozenset(("debate", "debateReport"))
HEADED = frozenset(
    (
        *("book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division", "subdivision"),
        *("article", "crossHeading"),
    )
)
"""Units that are headings even where they have a number alone."""
POINTS = frozenset(("point", "indent", "item", "sublist", "proviso"))
"""Units that are items of what stands above them, and never paragraphs that count by themselves."""
UNITS = frozenset(
    (
        *("section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "alinea", "rule", "subrule"),
        *(
            "level",
            "transitional",
            "list",
            "hcontainer",
            "recital",
            "citation",
        ),
    )
)
"""Other units with a number, a heading, a text or all three."""
BLOCKS = frozenset(
    (
        *("p", "block", "li", "blockList", "listIntroduction", "listWrapUp", "intro", "wrapUp", "content", "container"),
        *("blockContainer", "preface", "preamble", "conclusions", "header", "body", "mainBody", "coverPage", "formula"),
        *("recitals", "citations", "ul", "ol", "caption", "tblock", "div", "interstitial", "attachments", "components"),
        *("collectionBody", "portionBody", "judgmentBody", "introduction", "background", "motivation", "decision"),
        *("arguments", "remedies", "amendmentBody", "amendmentHeading", "amendmentContent", "amendmentReference"),
        *("amendmentJustification", "table", "fragment", "fragmentBody", "foreign", "signature", "toc", "tocItem"),
        *("rollCall", "subFlow", "listConclusion", "docketNumbers"),
    )
)
"""Elements that begin and end a paragraph."""
PLAIN = frozenset(
    (
        *("a", "abbr", "affectedDocument", "argument", "b", "concept", "courtType", "change", "date", "decoration"),
        *("def", "docAuthority", "docCommittee", "docDate", "docIntroducer", "docJurisdiction", "docNumber"),
        *("docProponent", "docPurpose", "docStage", "docStatus", "docType", "docketNumber", "entity", "event"),
        *("fillIn", "i", "inline", "judge", "lawyer", "legislature", "location", "mmod", "mod", "mref"),
        *("neutralCitation", "object", "omissis", "opinion", "organization", "outcome", "party", "person"),
        *("placeholder", "process", "quantity", "ref", "relatedDocument", "remark", "rmod", "role", "rref", "session"),
        *("shortTitle", "source", "span", "sub", "sup", "term", "time", "u", "vote", "docTitle", "marker"),
        *("documentRef", "componentRef", "akomaNtoso"),
    )
)
"""Elements that stand among words and say only what they hold."""
ALONE = frozenset(("organization", "role", "person", "location", "date"))
"""Inline elements that stand on lines of their own in a signature."""
