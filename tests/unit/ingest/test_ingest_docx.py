"""What Word shows is what is read: each specimen is written by a writer that shares nothing with the reader."""

from __future__ import annotations

import pytest

from revtrack.errors import NoStructure, SourceRefused
from revtrack.ingest import read_source
from revtrack.model.ledger import Fate
from revtrack.model.readings import Reading
from revtrack.model.texts import SlotKind
from tests.unit.ingest.conftest import line
from tests.word_samples import docx, note, p, ref, t, table


def read(*body: str, **parts: str) -> Reading:
    return read_source(docx(*body, **parts), "a.docx")


def rows(reading: Reading) -> list[str]:
    return [line(paragraph) for component in reading.components for paragraph in component.paragraphs]


def apart(reading: Reading) -> list[tuple[str, str]]:
    return [(matter.rule, matter.text) for matter in reading.page_matter]


def notes(reading: Reading) -> list[tuple[str, int, str, str]]:
    return [
        (paragraph.text, note.offset, note.mark, note.text)
        for component in reading.components
        for paragraph in component.paragraphs
        for note in paragraph.notes
    ]


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("H1", "H1 Scope"),
        ("H3", "H3 Scope"),
        ("Mine", "H2 Scope"),
        ("Overskrift1", "H1 Scope"),
        ("Normal", "P Scope"),
        ("Unknown", "P Scope"),
    ],
)
def test_headings_have_the_outline_level_of_their_style(style: str, shown: str) -> None:
    reading = read("Text.", p("Scope", style=style), "More text.", p("End", style="H1"), "Last.")
    assert rows(reading)[1] == shown


def test_a_title_stands_first_and_headings_begin_at_one_below_it() -> None:
    reading = read(p("Rules", style="Title"), p("Scope", style="H1"), "Text.", p("Part", style="H2"), "Text.")
    assert rows(reading) == ["T Rules", "H1 Scope", "P Text.", "H2 Part", "P Text."]
    assert reading.title is not None
    assert reading.title.value == "Rules"


def test_an_outline_level_of_the_paragraph_itself_wins_over_its_style() -> None:
    body = p("No heading at all", style="H1", more='<w:outlineLvl w:val="9"/>')
    reading = read(body, p("Scope", more='<w:outlineLvl w:val="1"/>'), "Text.")
    assert rows(reading) == ["P No heading at all", "H2 Scope", "P Text."]


def test_without_styles_headings_are_found_as_in_plain_text() -> None:
    assert rows(read("1.\tOne.", "Scope", "2.\tTwo.")) == ["P 1.|One.", "H1 Scope", "P 2.|Two."]


def test_typed_numbers_and_letters_are_read_as_in_plain_text() -> None:
    body = ("1. For at:", "(a) one, and", "(b) two.", "2. Den 3. maj.", "- a dash")
    assert rows(read(*body)) == ["P 1.|For at:", "I1 (a)|one, and", "I1 (b)|two.", "P 2.|Den 3. maj.", "I1 -|a dash"]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (("one", "<w:r><w:tab/></w:r>", "two"), "one\ttwo"),
        (("one", "<w:r><w:br/></w:r>", "two"), "one two"),
        (("one", "<w:r><w:noBreakHyphen/></w:r>", "two"), "one\u2011two"),
        (("one", "<w:r><w:softHyphen/></w:r>", "two"), "onetwo"),
        (('<w:hyperlink r:id="x">', t("here"), "</w:hyperlink>"), "here"),
        (("<w:sdt><w:sdtPr/><w:sdtContent>", t("inside"), "</w:sdtContent></w:sdt>"), "inside"),
        (("<w:smartTag><w:smartTag>", t("deep"), "</w:smartTag></w:smartTag>"), "deep"),
        (('<w:fldSimple w:instr=" DATE ">', t("3 May"), "</w:fldSimple>"), "3 May"),
        (("a ", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", " b"), "a x+1 b"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done"), "\uf0fc done"),
        (("<w:unheardOf>", t("kept"), "</w:unheardOf>"), "kept"),
    ],
)
def test_what_stands_in_a_paragraph_is_read(runs: tuple[str, ...], text: str) -> None:
    inner = "".join(run if run.startswith("<") else t(run) for run in runs)
    assert rows(read(f"<w:p>{inner}</w:p>")) == [f"P {text}"]


def test_a_field_shows_its_result_and_its_instruction_is_set_apart() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> IF </w:instrText></w:r>" + char("begin") + t("inner") + char("end")
    reading = read(f"<w:p>{t('See ')}{char('begin')}{code}{char('separate')}{t('page 3')}{char('end')}{t('.')}</w:p>")
    assert rows(reading) == ["P See page 3."]
    assert apart(reading) == [("field code", "IF inner")]


@pytest.mark.parametrize(
    "hidden",
    [
        HIDDEN,
        '<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>secret</w:t></w:r>',
        '<w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>secret</w:t></w:r>',
    ],
)
def test_hidden_text_is_set_apart_whatever_hides_it(hidden: str) -> None:
    ghost = '<w:style w:styleId="Ghost"><w:name w:val="g"/><w:rPr><w:vanish/></w:rPr></w:style>'
    reading = read(f"<w:p>{t('Not ')}{hidden}{t('allowed.')}</w:p>", styles=ghost)
    assert rows(reading) == ["P Not allowed."]
    assert apart(reading) == [("hidden text", "secret")]


def test_text_that_is_not_hidden_after_all_is_text() -> None:
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'
    assert rows(read(f"<w:p>{shown}</w:p>")) == ["P seen"]


def test_footnotes_and_endnotes_are_tied_to_their_marks() -> None:
    reading = read(
        p("First", ref(2), " and second", ref(3), "."),
        p("At the end", ref(1, "endnote")),
        footnotes=note(2, "<w:p>" + t("Dok. 9447/13.") + "</w:p>")
        + note(3, "<w:p>" + t("Two") + "</w:p>", p("lines.")),
        endnotes=note(1, "<w:p>" + t("The end.") + "</w:p>", kind="endnote"),
    )
    assert notes(reading) == [
        ("First and second.", 5, "¹", "Dok. 9447/13."),
        ("First and second.", 16, "²", "Two lines."),
        ("At the end", 10, "i", "The end."),
    ]


def test_a_mark_by_hand_is_the_mark_and_is_dropped_before_the_note() -> None:
    mark = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    foot = f'<w:footnote w:id="1"><w:p>{t("* By hand.")}</w:p></w:footnote>'
    reading = read(p("Text", mark, " goes on."), footnotes=foot)
    assert notes(reading) == [("Text goes on.", 4, "*", "By hand.")]
    assert reading.ledger.rules(Fate.NORMALISED)["repeated note mark"] == 1


def test_notes_count_in_the_format_the_document_sets() -> None:
    setting = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    reading = read(p("Text", ref(1)), footnotes=note(1, f"<w:p>{t('N.')}</w:p>"), settings=setting)
    assert notes(reading) == [("Text", 4, "c", "N.")]


def test_a_note_without_a_mark_and_the_line_above_notes_are_set_apart_and_said() -> None:
    line_above = f'<w:footnote w:id="0" w:type="separator"><w:p>{t("cut here")}</w:p></w:footnote>'
    reading = read("Text.", footnotes=line_above + note(7, f"<w:p>{t('Nobody calls me.')}</w:p>"))
    assert apart(reading) == [("note apart", "cut here"), ("note apart", "Nobody calls me.")]
    assert "the mark of a note is in no paragraph" in reading.look_at[0]


def test_page_heads_page_feet_comments_and_contents_are_set_apart() -> None:
    reading = read(
        p("Scope\t2", style="Contents1"),
        "Text.",
        header=p("9956/14 LIMITE"),
        footer=p("page 1"),
        comments=f'<w:comment w:id="0">{p("Really?")}</w:comment>',
    )
    assert rows(reading) == ["P Text."]
    assert apart(reading) == [
        ("table of contents", "Scope\t2"),
        ("comment", "Really?"),
        ("page header", "9956/14 LIMITE"),
        ("page footer", "page 1"),
    ]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    reading = read(f"<w:p>{t('Before ')}<w:r>{both}</w:r>{t('after.')}</w:p>", "Next.")
    assert rows(reading) == ["P Before after.", "P In the box.", "P Next."]
    assert apart(reading) == []
    other = both.replace("In the box", "Something else", 1)
    assert ("fallback text", "In the box.") in apart(read(f"<w:p>{t('x')}<w:r>{other}</w:r></w:p>"))


def test_cells_are_paragraphs_in_reading_order() -> None:
    reading = read("1.\tText:", table(("Country", "Year"), ("Denmark", p("2014") + p("2015"))), "2.\tMore.")
    assert rows(reading) == [
        *("P 1.|Text:", "P Country", "P Year", "P Denmark", "P 2014", "P 2015", "P 2.|More."),
    ]


def test_a_row_of_a_marker_and_a_text_is_a_point_and_a_single_cell_is_a_frame() -> None:
    points = table(("(a)", "one;"), ("(b)", p("two:") + p("more of it.")))
    reading = read("1.\tThese:", points, table((p("Scope", style="H1"),)), table(("2.\tFramed.",)))
    assert rows(reading) == ["P 1.|These:", "I1 (a)|one;", "I1 (b)|two:", "I2 more of it.", "H1 Scope", "P 2.|Framed."]


def test_a_table_in_a_table_is_read_where_it_stands() -> None:
    inner = table(("a", "b"))
    assert rows(read(table(("left", p("above") + inner + p("below")), ("x", "y")))) == [
        *("P left", "P above", "P a", "P b", "P below", "P x", "P y"),
    ]


def test_the_header_of_a_council_note_is_read_from_paragraphs_and_from_cells() -> None:
    head = ("RÅDET FOR", "DEN EUROPÆISKE UNION", "Bruxelles, den 19. maj 2014", "(OR. en)", "9956/14", "NOTE")
    slots = table(("fra:", "formandskabet"), ("til:", "Coreper"), ("Vedr.:", p("Udkast til") + p("strategi")))
    reading = read(*head, slots, p("Indledning", style="H1"), "1.\tTekst.")
    assert [(slot.kind, slot.value) for slot in reading.header] == [
        (SlotKind.INSTITUTION, "RÅDET FOR DEN EUROPÆISKE UNION"),
        (SlotKind.PLACE_AND_DATE, "Bruxelles, den 19. maj 2014"),
        (SlotKind.ORIGINAL_LANGUAGE, "en"),
        (SlotKind.NUMBER, "9956/14"),
        (SlotKind.DOCUMENT_TYPE, "NOTE"),
        (SlotKind.FROM, "formandskabet"),
        (SlotKind.TO, "Coreper"),
        (SlotKind.SUBJECT, "Udkast til strategi"),
    ]
    assert rows(reading) == ["H1 Indledning", "P 1.|Tekst."]


def test_typed_footnotes_are_tied_as_in_plain_text() -> None:
    reading = read("1.\tOne¹ is told.", "¹ Dok. 9447/13.", "2.\tTwo.")
    assert notes(reading) == [("One is told.", 3, "¹", "Dok. 9447/13.")]


def test_a_page_break_is_normalised() -> None:
    reading = read('<w:p><w:r><w:t>One.</w:t><w:br w:type="page"/></w:r></w:p>', "Two.")
    assert rows(reading) == ["P One.", "P Two."]
    assert reading.ledger.rules(Fate.NORMALISED)["page break"] == 1


def test_pictures_are_said() -> None:
    assert "1 picture or object" in read(f"<w:p>{t('x')}<w:r><w:drawing/></w:r></w:p>").look_at[0]


def test_a_document_inside_is_refused() -> None:
    with pytest.raises(SourceRefused, match="another document inside"):
        read("Text.", '<w:altChunk r:id="x"/>')


def test_a_document_of_page_matter_alone_has_no_structure() -> None:
    with pytest.raises(NoStructure):
        read("", header=p("only a head"))


def test_the_strict_namespace_is_read_too() -> None:
    strict = docx(p("Scope", style="H1"), "Text.")
    from io import BytesIO
    from zipfile import ZipFile

    from tests.word_samples import WORD, zipped

    with ZipFile(BytesIO(strict)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    changed = {
        name: text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, text in members.items()
    }
    assert rows(read_source(zipped(dict(changed)), "a.docx")) == ["H1 Scope", "P Text."]


def test_a_word_document_is_told_by_content_and_keeps_its_type() -> None:
    reading = read_source(docx("Text."), "a.txt")
    assert reading.extension == "docx"
    assert reading.media_type.endswith("wordprocessingml.document")


def test_an_invisible_mark_at_the_beginning_is_text_as_everywhere_else() -> None:
    reading = read(p("\ufeffThe room is open."))
    assert [one.text for component in reading.components for one in component.paragraphs] == ["\ufeffThe room is open."]


def test_a_note_that_is_called_twice_is_placed_once() -> None:
    reading = read(p("One", ref(1), " and two", ref(1), "."), footnotes=note(1, f"<w:p>{t('N.')}</w:p>"))
    assert notes(reading) == [("One and two².", 3, "¹", "N.")]


@pytest.mark.parametrize(("mark", "shown"), [(" * ", ["*"]), (" ", []), ("x" * 40, [])])
def test_a_mark_by_hand_is_bare_and_short_or_it_is_text(mark: str, shown: list[str]) -> None:
    by_hand = (
        f'<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t xml:space="preserve">{mark}</w:t></w:r>'
    )
    reading = read(p("Text", by_hand, "goes on."), footnotes=f'<w:footnote w:id="1"><w:p>{t("N.")}</w:p></w:footnote>')
    assert [each[2] for each in notes(reading)] == shown
    assert shown or apart(reading) == [("note apart", "N.")]
