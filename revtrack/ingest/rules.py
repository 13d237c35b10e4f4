"""The rules of the intake ledger: every name that a normalised or set-apart run of characters can bear.

The table is the only place where a rule gets its name; docs/analysis/plain-text.md shows the same table, and a test holds
the two together.
"""

from __future__ import annotations

from typing import NamedTuple

from revtrack.model.ledger import Fate


class Rule(NamedTuple):
    """One rule: its name in the ledger, what becomes of the characters, and what it means in one line."""

    name: str
    fate: Fate
    meaning: str


BYTE_ORDER_MARK = "byte order mark"
LINE_END = "line end"
BLANK_LINE = "blank line"
PAGE_BREAK = "page break"
INDENT = "indent"
TRAILING_SPACE = "trailing space"
SEPARATOR = "separator"
JOINED_LINES = "joined lines"
SOFT_HYPHEN = "soft hyphen"
EMPHASIS_MARK = "emphasis mark"
HEADING_MARK = "heading mark"
ESCAPE = "escape"
HARD_BREAK = "hard break"
QUOTE_MARK = "quote mark"
NOTE_BRACKET = "note bracket"
REPEATED_MARK = "repeated note mark"
SLOT_BRACKET = "slot bracket"
AGE_BANNER = "age banner"
DOWNLOAD_LINE = "download line"
PAGE_FOOT = "page foot"
PAGE_NUMBER = "page number"
RULED_LINE = "ruled line"
CODE_FENCE = "code fence"
FRONT_MATTER = "front matter"
HIDDEN_TEXT = "hidden text"
FIELD_CODE = "field code"
TABLE_OF_CONTENTS = "table of contents"
PAGE_HEADER = "page header"
PAGE_FOOTER = "page footer"
COMMENT = "comment"
DELETED_TEXT = "deleted text"
INSERTED_TEXT = "inserted text"
FALLBACK_TEXT = "fallback text"
NOTE_APART = "note apart"
SCRIPT = "script or style"
PAGE_TITLE = "page title"
NAVIGATION = "navigation"
ASIDE = "aside"
FORM = "form control"
OUTSIDE = "outside the text"
BACK_LINK = "back link"
LIGATURE = "ligature"
RAISED_FIGURE = "raised figure"
NOTE_FIGURE = "note figure"
HYPHEN_SIGN = "hyphen sign"
SYMBOL_BULLET = "symbol bullet"
LINE_HYPHEN = "line-end hyphen"
TURNED_TEXT = "turned text"
METADATA = "metadata"

RULES = (
    Rule(BYTE_ORDER_MARK, Fate.NORMALISED, "U+FEFF at the very start: it tells the order of bytes and is no text"),
    Rule(LINE_END, Fate.NORMALISED, "LF, CR LF or CR after a line that holds text"),
    Rule(BLANK_LINE, Fate.NORMALISED, "a line that shows nothing, with its end; no-break spaces show nothing"),
    Rule(PAGE_BREAK, Fate.NORMALISED, "a form feed"),
    Rule(INDENT, Fate.NORMALISED, "white space before the first visible character of a line"),
    Rule(TRAILING_SPACE, Fate.NORMALISED, "white space after the last visible character of a line"),
    Rule(
        SEPARATOR, Fate.NORMALISED, "white space between a number, bullet, label or note's mark and the text beside it"
    ),
    Rule(
        JOINED_LINES, Fate.NORMALISED, "a line end inside a paragraph: one space, or none after a hyphen inside a word"
    ),
    Rule(SOFT_HYPHEN, Fate.NORMALISED, "U+00AD at a line end where two halves of a word are joined"),
    Rule(EMPHASIS_MARK, Fate.NORMALISED, "asterisks or low lines that make words bold or italic"),
    Rule(HEADING_MARK, Fate.NORMALISED, "the number signs around a Markdown heading, or the line under it"),
    Rule(ESCAPE, Fate.NORMALISED, "the backslash before a Markdown sign that is meant as itself"),
    Rule(HARD_BREAK, Fate.NORMALISED, "the backslash at a line end that breaks a Markdown line"),
    Rule(QUOTE_MARK, Fate.NORMALISED, "the greater-than sign before a Markdown quotation"),
    Rule(NOTE_BRACKET, Fate.NORMALISED, "brackets and circumflex around the mark of a footnote"),
    Rule(
        REPEATED_MARK,
        Fate.NORMALISED,
        "the mark before a footnote's text; it is placed once, where it stands in the paragraph",
    ),
    Rule(SLOT_BRACKET, Fate.NORMALISED, "the brackets around the original language"),
    Rule(AGE_BANNER, Fate.APART, "a banner of a web page that says the content is old"),
    Rule(DOWNLOAD_LINE, Fate.APART, "a line of a web page that points to a file: 'See … (pdf)'"),
    Rule(PAGE_FOOT, Fate.APART, "the foot of a printed page: document number, initials, page, unit"),
    Rule(PAGE_NUMBER, Fate.APART, "the number of a printed page on a line of its own"),
    Rule(RULED_LINE, Fate.APART, "a line drawn with hyphens, low lines or asterisks"),
    Rule(CODE_FENCE, Fate.APART, "the fence before or after literal lines in Markdown"),
    Rule(FRONT_MATTER, Fate.APART, "a block of settings before a Markdown text"),
    Rule(HIDDEN_TEXT, Fate.APART, "text that the format marks as hidden"),
    Rule(FIELD_CODE, Fate.APART, "the instruction of a Word field; its result is text"),
    Rule(TABLE_OF_CONTENTS, Fate.APART, "a line of an automatic table of contents: a heading again, with its page"),
    Rule(PAGE_HEADER, Fate.APART, "what stands at the head of every page"),
    Rule(PAGE_FOOTER, Fate.APART, "what stands at the foot of every page"),
    Rule(COMMENT, Fate.APART, "a comment in the margin"),
    Rule(DELETED_TEXT, Fate.APART, "text that a tracked change deleted, where changes are accepted"),
    Rule(INSERTED_TEXT, Fate.APART, "text that a tracked change inserted, where changes are rejected"),
    Rule(FALLBACK_TEXT, Fate.APART, "other words for programs that cannot show what stands there"),
    Rule(NOTE_APART, Fate.APART, "a note whose mark stands in no paragraph, and the line between text and notes"),
    Rule(SCRIPT, Fate.APART, "what a web page holds for programs, or for readers without scripts"),
    Rule(PAGE_TITLE, Fate.APART, "the title of a web page's window"),
    Rule(NAVIGATION, Fate.APART, "links to other pages"),
    Rule(ASIDE, Fate.APART, "what a web page sets beside its text"),
    Rule(FORM, Fate.APART, "buttons, choices and fields of a web page"),
    Rule(OUTSIDE, Fate.APART, "what stands outside the part that a web page calls its main one"),
    Rule(BACK_LINK, Fate.APART, "a sign that leads from a note back to its mark"),
    Rule(LIGATURE, Fate.NORMALISED, "one sign for several letters (ﬁ, ﬂ, ﬃ); the letters are placed"),
    Rule(RAISED_FIGURE, Fate.NORMALISED, "a small figure set high, which marks a note or is a power; ¹ is placed"),
    Rule(NOTE_FIGURE, Fate.NORMALISED, "the figure before a note at the foot of a page; ¹ is placed"),
    Rule(HYPHEN_SIGN, Fate.NORMALISED, "another sign for the hyphen (U+00AD, U+2010) inside a line; - is placed"),
    Rule(
        SYMBOL_BULLET,
        Fate.NORMALISED,
        "a bullet that is a code of a font of symbols; the character it looks like is placed",
    ),
    Rule(LINE_HYPHEN, Fate.NORMALISED, "a hyphen at a line end that only broke a word there"),
    Rule(TURNED_TEXT, Fate.APART, "text that runs at another angle than that of the page: a stamp, a watermark"),
    Rule(METADATA, Fate.APART, "what an XML document holds about itself and not as its text"),
)
FATES: dict[str, Fate] = {rule.name: rule.fate for rule in RULES}
"""What becomes of characters, by the name of the rule."""
