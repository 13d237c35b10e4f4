"""The styles of a redline (17.7): a plain page in a serif face, with numbers hanging at its margin."""

from __future__ import annotations

from collections.abc import Iterator

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SERIF, SANS, MONO = "Cambria", "Calibri", "Consolas"
INDENT = 567
"""A centimetre in twentieths of a point."""
SLOT = 2268
"""Where the values of a document's header stand, in twentieths of a point."""
MUTED, INK, RULE = "57606A", "1B1F24", "C9CED4"

_REGIONS = {
    "en": "en-GB",
    "da": "da-DK",
    "nb": "nb-NO",
    "nn": "nn-NO",
    "sv": "sv-SE",
    "de": "de-DE",
    "fr": "fr-FR",
    "fi": "fi-FI",
    "nl": "nl-NL",
    "es": "es-ES",
    "it": "it-IT",
    "pt": "pt-PT",
    "pl": "pl-PL",
}
"""Programs that check spelling want a region; of languages used in several, the one of the European institutions."""


def language_tag(short: str) -> str:
    """The tag of a language for `w:lang`, `da-DK`; "" where the language is not known."""
    return "" if short in ("", "und") else _REGIONS.get(short, short)


def styles(text_language: str, ui_language: str) -> bytes:
    """The part `word/styles.xml`: the text in its language, the fixed words in theirs."""
    tag = language_tag(text_language)
    lang = f'<w:lang w:val="{tag}"/>' if tag else '<w:lang w:val="x-none"/>'
    ui = f'<w:lang w:val="{language_tag(ui_language)}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(SERIF)}"
        f'<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>{lang}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    found = "".join((*_text_styles(), *_front_styles(ui), *_small_styles(ui)))
    return f"{XML}<w:styles {NAMESPACES}>{defaults}{found}</w:styles>".encode()


def _text_styles() -> Iterator[str]:
    """The styles of the document's own paragraphs."""
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
    )
    yield _style("BodyText", "Body Text", _spaced(0, 140))
    yield _style("Numbered", "Numbered Paragraph", _hanging(INDENT, after=140))
    yield _style("BodyAligned", "Body Text Aligned", f'{_spaced(0, 140)}<w:ind w:left="{INDENT}"/>')
    yield _style("Slot", "Document Header", f'{_tab(SLOT)}{_spaced(0, 40)}<w:ind w:left="{SLOT}" w:hanging="{SLOT}"/>')
    yield _style("Part", "Document Part", f'<w:keepNext/>{_spaced(360, 160)}<w:jc w:val="center"/>', "<w:b/>")
    for level in range(1, 5):
        yield _style(f"Item{level}", f"Item {level}", _hanging(INDENT * (level + 1), after=100))
    title = '<w:jc w:val="center"/>'
    yield _style(
        "Title", "Title", "<w:keepNext/>" + _spaced(240, 280) + title, f'{_face(SERIF)}<w:b/><w:sz w:val="32"/>'
    )
    sizes = (28, 25, 23, 22, 22, 22)
    for level, size in enumerate(sizes, 1):
        italic = "<w:i/>" if level > 2 else ""
        yield _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/>{_tab(INDENT)}{_spaced(300 if level < 3 else 220, 120)}<w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/>{italic}<w:sz w:val="{size}"/>',
        )


def _front_styles(ui: str) -> Iterator[str]:
    """The styles of the first page, in the language of the fixed words."""
    face = _face(SANS)
    yield _style("FrontTitle", "Report Title", _spaced(0, 60), f'{face}<w:b/><w:sz w:val="40"/>{ui}')
    yield _style(
        "FrontSubject", "Report Subject", _spaced(0, 200), f'{face}<w:color w:val="{MUTED}"/><w:sz w:val="26"/>'
    )
    yield _style(
        "FrontHeading",
        "Report Heading",
        f'<w:keepNext/>{_spaced(220, 80)}<w:outlineLvl w:val="0"/>',
        f'{face}<w:b/><w:sz w:val="26"/>{ui}',
    )
    yield _style("Front", "Report Text", _spaced(0, 40), f'{face}<w:sz w:val="19"/>{ui}')
    yield _style("FrontValue", "Report Notice", _boxed() + _spaced(100, 120), f'{face}<w:i/><w:sz w:val="20"/>{ui}')
    yield _style("FrontMarking", "Report Marking", _spaced(0, 120), f'{face}<w:b/><w:sz w:val="26"/>')
    yield _style("Cell", "Report Cell", _spaced(20, 20), f'{face}<w:sz w:val="18"/>{ui}')
    yield _style("CellHead", "Report Cell Heading", _spaced(20, 20), f'{face}<w:b/><w:sz w:val="18"/>{ui}')
    yield _style("CellDigest", "Report Digest", _spaced(20, 20), f'{_face(MONO)}<w:sz w:val="15"/>')
    yield _style("Last", "Report End", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _tiny())


def _small_styles(ui: str) -> Iterator[str]:
    """Running lines, footnotes and comments."""
    face = _face(SANS)
    muted = f'{face}<w:color w:val="{MUTED}"/><w:sz w:val="17"/>{ui}'
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    yield _style("Header", "header", tabs + _spaced(0, 0), muted)
    yield _style("Footer", "footer", tabs + _spaced(0, 0), muted)
    yield _style("FootnoteText", "footnote text", _hanging(340, after=40), '<w:sz w:val="18"/>')
    yield _style("CommentText", "annotation text", _spaced(0, 40), f'{face}<w:sz w:val="20"/>{ui}')
    raised = '<w:vertAlign w:val="superscript"/>'
    yield _character("FootnoteReference", "footnote reference", raised)
    yield _character("CommentReference", "annotation reference", '<w:sz w:val="16"/>')
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _style(identity: str, name: str, paragraph: str, run: str = "") -> str:
    following = '<w:next w:val="BodyText"/>' if identity.startswith("Heading") else ""
    looks = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr>{looks}</w:style>"
    )


def _character(identity: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
    )


def _face(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _tiny() -> str:
    return '<w:sz w:val="2"/>'


def _spaced(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _tab(at: int) -> str:
    return f'<w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs>'


def _hanging(left: int, *, after: int) -> str:
    """Text that begins at `left`, its number before it, and the space after a paragraph; in the order of the schema."""
    return f'{_tab(left)}{_spaced(0, after)}<w:ind w:left="{left}" w:hanging="{min(left, INDENT)}"/>'


def _boxed() -> str:
    side = f'w:val="single" w:sz="6" w:space="6" w:color="{RULE}"'
    return f"<w:pBdr><w:top {side}/><w:bottom {side}/></w:pBdr>"
