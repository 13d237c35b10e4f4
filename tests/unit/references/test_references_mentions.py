"""Mentions: which numbers a text speaks of, where exactly they stand, and what is refused."""

import pytest

from benchmarks.hostile import MENTIONS
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.references import find_mentions
from revtrack.references.mentions import find_stated
from revtrack.references.patterns import CUES, FORMS, Form


def found(text: str, lang: Language = Language.UND) -> list[tuple[str, str]]:
    """(raw, canonical number) of each mention, each at its exact span."""
    mentions = find_mentions(text, lang=lang)
    assert all(text[mention.start : mention.end] == mention.raw for mention in mentions)
    return [(mention.raw, str(mention.number)) for mention in mentions]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_every_row_of_the_table_reads_its_own_sample(form: Form) -> None:
    [mention] = find_mentions(form.told.format(form.sample))
    assert mention.raw == form.sample
    assert mention.kind == form.register.value
    assert mention.number == DocumentNumber.parse(mention.written or form.sample)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_row_names_marks_that_its_sample_has(form: Form) -> None:
    assert not form.marks or any(mark in form.sample for mark in form.marks)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_row_that_is_not_telling_needs_evidence(form: Form) -> None:
    assert bool(find_mentions(f"about {form.sample}.")) == form.telling


@pytest.mark.parametrize(
    "text",
    [
        "1049/2001",
        "539/2001",
        "Regulation 1049/2001",
        "Decision 2014/219",
        "lov nr. 18/2004",
        "2008/0077 (LOV)",
        "doc. 2008/0077",
        "Resolution 1900 (2012)",
        "S/2014/770",
        "innst. O. nr. 26",
        "Prop. 1 S",
        "St.meld. nr. 21 (1999-2005)",
        "lov 31. februar 1980 nr. 2",
        "tlov 8. februar 1980 nr. 2/3",
        "2010-09-30-1307",
        "ECLI:EU:C:1714:317",
        "Regulation (XY) No 1049/2001",
        "Directive 2013/34/XY",
        "on 01/02/2014",
        "document 01/02/2014",
        "document of 1/2/2014",
        "§ 12/13",
        "2013/34/EU",
        "document 2013/34/EU",
        "2016/679",
        "93/731/EC",
        "24/7",
        "available 24/7/365",
        "in 2013/14",
        "9956/14",
        "123456/14 REV 1",
        "a/9956/14 REV 1",
        "1.049/2001 REV 1",
        "doc. 9956/140",
        "doc. 9956/14a",
        "doc. 2014-05-19",
        "doc. 2014-05",
        "pages 120-14",
        "bodoc 9956/14",
        "first 9956/14",
        "https://retsinformation.dk/eli/lta/2014/219",
        "PROCOM(2013) 941",
        "(c) (2013) 5",
        "A32016R0679",
        "32016R06790",
        "9956/14 ARTICLE 5",
        "9956/14 MAY 2014",
        "9956/14 CT",
        "",
    ],
)
def test_what_has_no_evidence_or_another_shape_is_no_mention(text: str) -> None:
    assert find_mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("(doc. 9956/14)", "9956/14"),
        ("doc.9956/14,", "9956/14"),
        ("DOC. 9956/14", "9956/14"),
        ("Dok. nr. 9956/14 og", "9956/14"),
        ("Council document No 9956/14.", "9956/14"),
        ("document number 9956/14", "9956/14"),
        ("Doc.\u00a09956/14", "9956/14"),
        ("doc.\n9956/14", "9956/14"),
        ("doc. 6954-14", "6954-14"),
        ("6954-14 REV 1", "6954-14 REV 1"),
        ("as in 13469/1/14 REV 1.", "13469/1/14 REV 1"),
        ("9289/19 REV1", "9289/19 REV1"),
        ("11432/07 DCL 1", "11432/07 DCL 1"),
        ("6102/19 ADD 1 REV 2 COR 1 (de,fr), and", "6102/19 ADD 1 REV 2 COR 1 (de,fr)"),
        ("9956/14\nREV 1", "9956/14\nREV 1"),
        ("9956/14 EU RESTRICTED", "9956/14"),
        ("9956/14 COTER 34", "9956/14"),
        ("13027/09 (Presse 260)", "13027/09"),
        ("WK 5753/18 says", "WK 5753/18"),
        ("WK 2685/2018 REV 2", "WK 2685/2018 REV 2"),
        ("CONV 459/02", "CONV 459/02"),
        ("ST 14062/24", "ST 14062/24"),
        ("in ST 14978 2016 INIT", "ST 14978 2016 INIT"),
        ("CM 1006 2017 REV 1", "CM 1006 2017 REV 1"),
        ("https://data.consilium.europa.eu/doc/document/ST-9956-2014-INIT/en/pdf", "ST-9956-2014-INIT"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CONSIL:ST_9956_2014_INIT", "ST_9956_2014_INIT"),
        ("KOM (2013) 0941", "KOM (2013) 0941"),
        ("COM(97) 558 final, of", "COM(97) 558 final"),
        ("COM(2013) 941 finally", "COM(2013) 941"),
        ("KOM(2010)420 endelig", "KOM(2010)420 endelig"),
        ("SEK(2007) 839 slutlig", "SEK(2007) 839 slutlig"),
        ("SWD(2013) 171 final/2", "SWD(2013) 171 final/2"),
        ("COM/2013/0941 final", "COM/2013/0941 final"),
        ("CELEX:32016R0679", "32016R0679"),
        ("12012E/TXT", "12012E/TXT"),
        ("02023R1114-20240109", "02023R1114-20240109"),
        ("(see http://data.europa.eu/eli/dec/2012/243(1)/oj).", "http://data.europa.eu/eli/dec/2012/243(1)/oj"),
        ("(eli/dec/2014/219/oj)", "eli/dec/2014/219/oj"),
    ],
)
def test_a_mention_is_the_number_without_its_cue_and_without_what_follows(text: str, raw: str) -> None:
    assert [each for each, _ in found(text)] == [raw]


def test_a_page_range_or_a_date_is_no_dashed_number() -> None:
    assert found("doc. 12-14 and 2014-05-19") == []


def test_subject_codes_and_markings_are_fields_of_the_mention() -> None:
    [mention] = find_mentions("Dok. 5469/3/07 REV 3 ENFOPOL 8 COTER 3 CATS 23 COPS 22 EU RESTRICTED.")
    assert mention.raw == "5469/3/07 REV 3"
    assert mention.subjects == ("ENFOPOL 8", "COTER 3", "CATS 23", "COPS 22")
    assert mention.markings == ("EU RESTRICTED",)


@pytest.mark.parametrize(
    ("text", "subjects", "markings"),
    [
        ("9447/13 JAI 366 ENFOPOL 137 COTER 45.", ("JAI 366", "ENFOPOL 137", "COTER 45"), ()),
        ("14452/14 PRESSE 531 PR CO 53", ("PRESSE 531", "PR CO 53"), ()),
        ("9956/14 SIS-TECH 12", ("SIS-TECH 12",), ()),
        ("10702/00 LIMITE INF 93 JUR 268", ("INF 93", "JUR 268"), ("LIMITE",)),
        ("12059/1/08 REV 1 LIMITE\nSIRIS 113", ("SIRIS 113",), ("LIMITE",)),
        ("9956/14 RESTREINT UE/EU RESTRICTED JAI 3", ("JAI 3",), ("RESTREINT UE/EU RESTRICTED",)),
        ("9956/14 EU SECRET 12", (), ("EU SECRET",)),
        ("13027/09 (Presse 260)", ("Presse 260",), ()),
        ("9956/14 JAI 332-333 REV 1", None, ()),
    ],
)
def test_what_follows_a_number_is_told_apart(text: str, subjects: tuple[str, ...] | None, markings: object) -> None:
    mentions = find_mentions(text)
    assert [(each.subjects, each.markings) for each in mentions] == ([] if subjects is None else [(subjects, markings)])


def test_a_subject_code_does_not_swallow_the_next_number() -> None:
    text = "9956/14 JAI 332 ENFOPOL 138 COTER 34 13001/1/14 REV 1 ENFOPOL 258 COTER 63"
    first, second = find_mentions(text)
    assert (first.raw, first.subjects) == ("9956/14", ("JAI 332", "ENFOPOL 138", "COTER 34"))
    assert (second.raw, second.subjects) == ("13001/1/14 REV 1", ("ENFOPOL 258", "COTER 63"))


def test_a_code_without_a_number_of_its_own_takes_none() -> None:
    first, second = find_mentions("9956/14 JAI 1 INF 13001/14 COTER 2")
    assert (first.subjects, second.subjects) == (("JAI 1",), ("COTER 2",))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("docs 9956/14, 13001/14 and 5643/5/14", Language.EN),
        ("dok. 9956/14, 13001/14 og 5643/5/14", Language.DA),
        ("Dok. 9956/14; 13001/14 sowie 5643/5/14", Language.DE),
        ("doc. 9956/14 JAI 3, 13001/14 et 5643/5/14", Language.FR),
    ],
)
def test_the_numbers_of_a_list_share_the_cue_of_the_first(text: str, lang: Language) -> None:
    assert [number for _, number in found(text, lang)] == ["9956/14", "13001/14", "5643/5/14 REV 5"]


@pytest.mark.parametrize(
    "text",
    ["doc. 9956/14 and 1049/2001", "doc. 9956/14 and Regulation 12/13", "doc. 9956/14 in 12/13", "doc. 9956/14 12/13"],
)
def test_a_list_ends_at_a_law_or_another_word(text: str) -> None:
    assert [raw for raw, _ in found(text)] == ["9956/14"]


@pytest.mark.parametrize(
    ("cue", "lang", "counts"),
    [
        ("Ratsdokument", Language.DE, True),
        ("Ratsdokument", Language.UND, True),
        ("Ratsdokument", Language.DA, False),
        ("document", Language.DA, True),
        ("dokumentet", Language.EN, False),
        ("Ratsdokument", Language.EL, True),
    ],
)
def test_cues_are_those_of_the_language_and_of_the_drafting_languages(cue: str, lang: Language, counts: bool) -> None:
    assert bool(find_mentions(f"{cue} 9956/14", lang=lang)) == counts


@pytest.mark.parametrize("lang", CUES, ids=str)
def test_every_cue_of_every_row_is_evidence(lang: Language) -> None:
    for cue in CUES[lang]:
        assert [raw for raw, _ in found(f"({cue}. 9956/14)", lang)] == ["9956/14"]


@pytest.mark.parametrize("text", ["doc. 5643/5/14 REV 4", "doc. 9956/2060", "doc. 0/14", "ST-9956-2099-INIT"])
def test_a_number_that_contradicts_itself_or_cannot_be_is_no_mention(text: str) -> None:
    assert find_mentions(text) == ()


def test_a_suffix_joined_by_plus_is_part_of_the_number() -> None:
    assert found("Dok. 9956/15 + ADD 1 und 2") == [("9956/15 + ADD 1", "9956/15 ADD 1"), ("2", "9956/15 ADD 2")]


def test_mentions_come_in_reading_order_whatever_their_form() -> None:
    text = "32016R0679, doc. 9956/14, COM(2013) 941 final and ST-9956-2014-REV-1"
    assert [number for _, number in found(text)] == ["32016R0679", "9956/14", "COM(2013) 941", "9956/1/14 REV 1"]


def test_in_a_slot_that_holds_numbers_every_number_counts() -> None:
    assert [str(mention.number) for mention in find_stated("5643/5/14")] == ["5643/5/14 REV 5"]
    assert [mention.raw for mention in find_stated("9956/14, 13001/14 COM(2013) 941 final - 2013/0077 (COD)")] == [
        "9956/14",
        "13001/14",
        "COM(2013) 941 final",
        "2013/0077 (COD)",
    ]


@pytest.mark.parametrize("text", MENTIONS, ids=[text[:18] for text in MENTIONS])
def test_hostile_text_gives_only_mentions_that_stand_in_it(text: str) -> None:
    """How long it takes is measured by benchmarks/hostile.py; a pattern that is not linear would hang here."""
    assert all(text[mention.start : mention.end] == mention.raw for mention in find_mentions(text))
