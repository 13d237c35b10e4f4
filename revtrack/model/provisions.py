"""References to provisions: the words by which a text points at a part of itself, or of another document, and where they lead."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from revtrack.model.numbers import DocumentNumber


class PartKind(StrEnum):
    """What a reference calls the part it points at, from the widest to the narrowest.

    An article is also what bears the sign §. PARAGRAPH is what articles fall into (stk., Absatz), and what many texts call
    their numbered units. NUMBER and LETTER fall under these (nr. 3, litra a).
    """

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    NUMBER = "number"
    LETTER = "letter"
    FOOTNOTE = "footnote"


class Part(Struct, frozen=True):
    """One part on the way to a provision: its kind, its number as printed ("5", "a", "II"), "" for the only one there is.

    `last` ends a run ("3 to 5"); "" where one part is meant.
    """

    kind: PartKind
    number: str
    last: str = ""


class Provision(Struct, frozen=True):
    """A reference to a provision as found: `text[start:end] == raw`. `parts` lead from the widest part to the one meant.

    Of a list ("paragraphs 3 and 9") each member is one, and only the first has the word in its span. `external` says that the
    provision is one of another document, `document` is its number if it is said.
    """

    start: int
    end: int
    raw: str
    parts: tuple[Part, ...]
    external: bool = False
    document: DocumentNumber | None = None

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)


class Hits(StrEnum):
    """What was found at the end of a reference into the same text: one unit, none, several, or words that nobody can follow."""

    ONE = "one"
    NONE = "none"
    SEVERAL = "several"


class Inner(Struct, frozen=True):
    """A reference of one unit of a text into the same text. `target` is the fragment meant; of a run `last` is its end.

    Open are those without a target: `hits` says whether nothing there fits, or several units do, and `missing` names the step
    that found none or several: "¶ 61". `start` and `end` are the span in the unit `fragment`. `words` are those of a heading
    that is the target, "" for all else. `bearer` is the paragraph that bears the footnote `fragment`.
    """

    fragment: str
    start: int
    end: int
    quote: str
    hits: Hits
    target: str = ""
    last: str = ""
    missing: str = ""
    bearer: str = ""
    words: str = ""


class Forgotten(Struct, frozen=True):
    """A reference whose words stayed while the provision it led to bears another number now, or is deleted.

    `inner` is the reference as it stands in the new text, `was` the fragment it led to in the old one. `now` is the fragment of
    the same provision in the new text, `last` that of the end of a run; both "" where it was deleted. `words` are those of a
    heading, `role` says what the provision is: paragraph, item, heading, title or footnote.
    """

    inner: Inner
    was: str
    now: str = ""
    last: str = ""
    words: str = ""
    role: str = "paragraph"
