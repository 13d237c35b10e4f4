"""Signals: each class in each language, words that only look telling, words that only moved, and renumbered references."""

from __future__ import annotations

import pytest

from revtrack.diff import checked, compare, compare_texts, compare_units, invert
from revtrack.diff.wordlists import LANGUAGES, MODALITY, MONTHS, NEGATION, NUMBERS, PLACES
from revtrack.model.changes import Kind, Signal, TextUnit, UnitClass
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.texts import Component, Expression, Paragraph, Role, WorkId

MODAL, NUMBER, DATE, REFERENCE, NEGATION_, FOLLOWS, TYPOGRAPHY = Signal

DA, NB, NN, SV, EN, DE, FR = (
    Language.DA,
    Language.NB,
    Language.NN,
    Language.SV,
    Language.EN,
    Language.DE,
    Language.FR,
)


def signals(old: str, new: str, lang: Language | None) -> tuple[Signal, ...]:
    """The signals of one paragraph that became another."""
    (change,) = checked(compare_texts([old], [new], lang=lang)).changes
    assert change.kind is Kind.MODIFIED
    return change.signals


TELLING = [
    (DA, "Rådet bør drøfte sagen hvert år.", "Rådet skal drøfte sagen hvert år.", (MODAL,)),
    (DA, "Læseren må fotografere i salen.", "Læseren må ikke fotografere i salen.", (MODAL, NEGATION_)),
    (DA, "Der er ingen frist for klagen her.", "Der er en frist for klagen her.", (NEGATION_,)),
    (DA, "Jf. § 5, stk. 2, i denne lov om arkiver.", "Jf. § 5, stk. 3, i denne lov om arkiver.", (REFERENCE,)),
    (DA, "Fristen er tre uger efter dagen.", "Fristen er fire uger efter dagen.", (NUMBER,)),
    (DA, "Loven gælder fra den 1. marts 2014.", "Loven gælder fra den 1. maj 2014.", (DATE,)),
    (DA, "Se bilag II til dette dokument nu.", "Se bilag III til dette dokument nu.", (REFERENCE,)),
    (NB, "Leseren kan ta bilder i salen.", "Leseren må ta bilder i salen.", (MODAL,)),
    (NB, "Leseren har aldri tilgang til salen.", "Leseren har alltid tilgang til salen.", (NEGATION_,)),
    (NB, "Rapporten kommer i mai hvert år.", "Rapporten kommer i juni hvert år.", (DATE,)),
    (NN, "Lesaren bør ta bilete i salen.", "Lesaren skal ta bilete i salen.", (MODAL,)),
    (NN, "Salen er ikkje open om natta no.", "Salen er open om natta no.", (NEGATION_,)),
    (SV, "Läsaren bör visa kortet vid disken.", "Läsaren ska visa kortet vid disken.", (MODAL,)),
    (SV, "Salen är inte öppen på natten.", "Salen är öppen på natten.", (NEGATION_,)),
    (SV, "Se artikel 5 i detta beslut om arkiv.", "Se artikel 6 i detta beslut om arkiv.", (REFERENCE,)),
    (EN, "Members of staff should consider keeping a list.", "Members of staff shall keep a list.", (MODAL,)),
    (EN, "A reader may see at most 3 boxes a day.", "A reader may see at most 5 boxes a day.", (NUMBER,)),
    (EN, "Photographs are allowed without flash here.", "Photographs are not allowed without flash.", (NEGATION_,)),
    (EN, "From 1 September 2026 ink is allowed.", "From 1 October 2026 ink is allowed.", (DATE,)),
    (EN, "This rests on 15175/08 and on the treaty.", "This rests on 9956/14 and on the treaty.", (REFERENCE,)),
    (EN, "As said in point (a) of the list above.", "As said in point (b) of the list above.", (REFERENCE,)),
    (EN, "Under Regulation (EU) 2016/679 it ends.", "Under Directive (EU) 2016/679 it ends.", (REFERENCE,)),
    (EN, "Within the meaning of Directive 2004/17/EC.", "Within the meaning of Directive 2014/25/EU.", (REFERENCE,)),
    (EN, "As said in Articles 8aa, 8ab and 8ac here.", "As said in Articles 8aa to 8ae here.", (REFERENCE,)),
    (EN, "As said in Article 3(1) and (2) of this.", "As said in Article 3(1), (2) and (4) of this.", (REFERENCE,)),
    (EN, "As listed in Annexes II and III to this.", "As listed in Annexes II, III and IV to this.", (REFERENCE,)),
    (EN, "As said in paragraph 5, 10 boxes suffice.", "As said in paragraph 5, 12 boxes suffice.", (NUMBER,)),
    (DE, "Der Leser darf das Buch lesen.", "Der Leser muss das Buch lesen.", (MODAL,)),
    (DE, "Es gibt eine Frist für den Antrag.", "Es gibt keine Frist für den Antrag.", (NEGATION_,)),
    (DE, "Gemäß Artikel 5 Absatz 2 dieses Gesetzes.", "Gemäß Artikel 5 Absatz 4 dieses Gesetzes.", (REFERENCE,)),
    (DE, "Die Frist endet im März des Jahres.", "Die Frist endet im Mai des Jahres.", (DATE,)),
    (FR, "Le lecteur doit fermer la porte.", "Le lecteur devrait fermer la porte.", (MODAL,)),
    (FR, "Le lecteur peut fermer la porte.", "Le lecteur ne peut pas fermer la porte.", (MODAL, NEGATION_)),
    (FR, "La salle n’est ouverte le soir qu’ici.", "La salle n’est jamais ouverte le soir.", (NEGATION_,)),
    (FR, "Le délai est de deux mois au plus.", "Le délai est de trois mois au plus.", (NUMBER,)),
    (None, "Punkt 3 in 9956/14 of 2014-05-19.", "Punkt 4 in 9956/15 of 2014-05-20.", (NUMBER, DATE, REFERENCE)),
    (None, "Jf. § 5 og COM(2013) 941 om det samme.", "Jf. § 6 og COM(2013) 941 om det samme.", (REFERENCE,)),
    (None, "Gilt ab 1. März 2014 im ganzen Land.", "Gilt ab 2. März 2014 im ganzen Land.", (DATE,)),
    (Language.FI, "Maksu on 10 000 euroa vuodessa nyt.", "Maksu on 12 000 euroa vuodessa nyt.", (NUMBER,)),
]


@pytest.mark.parametrize(("lang", "old", "new", "expected"), TELLING)
def test_a_telling_word_that_comes_or_goes_sets_its_signal(
    lang: Language | None, old: str, new: str, expected: tuple[Signal, ...]
) -> None:
    assert signals(old, new, lang) == expected
    assert signals(new, old, lang) == expected


QUIET = [
    (EN, "The will of the parties counts for much.", "The wish of the parties counts for much."),  # a noun
    (EN, "The report comes in May of each year.", "The report comes in spring of each year."),  # a month, not may
    (EN, "A reader cannot enter the room by night.", "A reader can not enter the room by night."),
    (EN, "A reader may see at most 3 boxes a day.", "A reader may see at most three boxes a day."),
    (
        EN,
        "Regulation (EU) No 910/2014 holds for it.",
        "Regulation (EU) 910/2014 holds for that.",
    ),  # "No" is no negation
    (EN, "Nothing of the sort: he must, I think, go.", "Nothing of the sort: I think he must go."),
    (EN, "Three readers and five clerks must agree.", "Five readers and three clerks must agree."),  # moved words
    (EN, "Fees are due on 1 March 2026 at the desk.", "Fees are due on March 1, 2026 at the desk."),
    (FR, "Le lecteur doit fermer la porte.", "Les lecteurs doivent fermer la porte."),  # one verb, two forms
    (FR, "Il est peut-être dans la salle.", "Il est sans doute dans la salle."),  # perhaps
    (FR, "Le lecteur fait un pas vers la porte.", "Le lecteur fait un geste vers la porte."),  # a step
    (DE, "Das Können der Leser ist verschieden.", "Das Wissen der Leser ist verschieden."),  # a noun
    (DE, "Die Kann-Vorschrift gilt für alle hier.", "Die neue Vorschrift gilt für alle hier."),
    (DA, "Der er intet svar fra Rådet endnu.", "Der er ingen svar fra Rådet endnu."),  # one word, two forms
    (DA, "Rådet vedtager planen hvert år.", "Rådet godkender planen hvert år."),
    (None, "Rådet bør ikke drøfte sagen.", "Rådet skal drøfte sagen."),  # the language is not known
    (Language.FI, "Lukija ei saa avata ovea.", "Lukija saa avata oven."),  # a language without tables
]


@pytest.mark.parametrize(("lang", "old", "new"), QUIET)
def test_words_that_only_look_telling_set_none(lang: Language | None, old: str, new: str) -> None:
    assert signals(old, new, lang) == ()
    assert signals(new, old, lang) == ()


def test_a_number_kept_beside_words_that_changed_is_none() -> None:
    assert signals("There are 5 boxes in the room.", "There are in paragraph 5 boxes.", EN) == (REFERENCE,)


def test_signals_stand_in_the_order_of_their_enumeration() -> None:
    old = "No reader must take 3 boxes before 1 March 2026 under Article 5 of these rules."
    new = "Each reader may take 4 boxes before 1 March 2027 under Article 6 of these rules."
    assert signals(old, new, EN) == (MODAL, NUMBER, DATE, REFERENCE, NEGATION_)


def test_a_change_far_inside_a_long_paragraph_is_told_and_what_is_kept_is_not() -> None:
    far = "They must not take 7 boxes before 1 May 2026 out of the room, under Article 5. " * 4
    assert signals(f"{far}Readers may stay. {far}", f"{far}Readers shall stay. {far}", EN) == (MODAL,)


def test_typography_alone_stays_alone() -> None:
    assert signals('A "reader" must not see 3 boxes.', "A “reader” must not see 3 boxes.", EN) == (TYPOGRAPHY,)


def test_a_soft_hyphen_or_curly_apostrophe_hides_no_word() -> None:
    assert signals("You can’t en\u00adter the room.", "You can en\u00adter the hall.", EN) == (MODAL, NEGATION_)


SPLIT = (
    ["Damage must be reported to the desk at once; the desk writes a report, and the report is kept with the box."],
    [
        "Damage should be reported to the desk at once.",
        "The desk writes a report, and the report is kept with the box for 3 years.",
    ],
)


def test_a_split_and_its_mirror_bear_signals() -> None:
    (split,) = compare_texts(*SPLIT, lang=EN).changes
    (merged,) = compare_texts(SPLIT[1], SPLIT[0], lang=EN).changes
    assert (split.kind, split.signals) == (Kind.SPLIT, (MODAL, NUMBER))
    assert (merged.kind, merged.signals) == (Kind.MERGED, (MODAL, NUMBER))


def test_what_is_new_gone_or_unchanged_bears_none() -> None:
    comparison = compare_texts(["Readers must not smoke.", "Fees: 3."], ["Fees: 3.", "Bags go to locker 12."], lang=EN)
    assert {change.kind for change in comparison.changes} == {Kind.DELETED, Kind.UNCHANGED, Kind.INSERTED}
    assert all(change.signals == () for change in comparison.changes)


RULES = [
    "Bags and coats are left in the lockers by the door.",
    "Only pencils may be used at the desks of the room.",
    "Originals are handled with clean and dry hands.",
]


def renumbered(old: str, new: str, lang: Language | None = EN) -> tuple[Signal, ...]:
    """The signals of the last paragraph, where paragraph 1 went and 2 and 3 became 1 and 2."""
    before = [f"{at}. {rule}" for at, rule in enumerate(RULES, start=1)]
    after = [f"{at}. {rule}" for at, rule in enumerate(RULES[1:], start=1)]
    comparison = checked(compare_texts([*before, f"4. {old}"], [*after, f"3. {new}"], lang=lang))
    mirrored = compare_texts([*after, f"3. {new}"], [*before, f"4. {old}"], lang=lang)
    assert mirrored == invert(comparison)
    return comparison.changes[-1].signals


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Photographs are as set out in paragraph 3.", "Photographs are as set out in paragraph 2.", (FOLLOWS,)),
        (
            "Photographs fall under paragraphs 2 and 3 here.",
            "Photographs fall under paragraphs 1 and 2 here.",
            (FOLLOWS,),
        ),
        ("Photographs are as set out in paragraph 3.", "Photographs are as set out in paragraph 1.", (REFERENCE,)),
        ("Photographs are as set out in paragraph 3.", "Pictures are as set out in paragraph 2.", (REFERENCE,)),
        ("Photographs are as set out in paragraph 3.", "Photographs, as set out in paragraph 2.", (REFERENCE,)),
        ("A reader sees at most 3 photographs a day.", "A reader sees at most 2 photographs a day.", (NUMBER,)),
        ("Photographs: see point 2 or point 3 of these.", "Photographs: see point 1 or point 2 of these.", (FOLLOWS,)),
        ("Photographs: see § 2 and § 3 of these rules.", "Photographs: see § 1 and § 2 of these rules.", (FOLLOWS,)),
        (
            "Photographs: see § 3, para. 1 of these rules.",
            "Photographs: see § 2, para. 1 of these rules.",
            (REFERENCE,),
        ),
        ("Photographs fall under paragraph 1(3) here.", "Photographs fall under paragraph 1(2) here.", (REFERENCE,)),
        ("As in Article 8, paragraph 3, of the rules.", "As in Article 8, paragraph 2, of the rules.", (REFERENCE,)),
        ("As in paragraph 3 of Article 8 of the rules.", "As in paragraph 2 of Article 8 of the rules.", (REFERENCE,)),
        ("As in Article 3 of Regulation (EU) 2016/679.", "As in Article 2 of Regulation (EU) 2016/679.", (REFERENCE,)),
    ],
)
def test_a_reference_follows_a_renumbering_only_if_nothing_else_changed(
    old: str, new: str, expected: tuple[Signal, ...]
) -> None:
    assert renumbered(old, new) == expected


def test_without_a_language_no_reference_is_said_to_follow() -> None:
    assert renumbered("As set out in § 3 of these rules.", "As set out in § 2 of these rules.") == (FOLLOWS,)
    assert renumbered("As set out in § 3 of these rules.", "As set out in § 2 of these rules.", None) == (REFERENCE,)


def test_a_number_that_went_two_ways_is_followed_by_none() -> None:
    """Headings and paragraphs bear numbers of their own: where they part, it is not known which is meant."""
    heading = UnitClass.HEADING
    old = [
        TextUnit("Scope of these rules", "2", heading),
        *(TextUnit(rule, f"{n}.") for n, rule in enumerate(RULES, 1)),
    ]
    new = [
        TextUnit("Scope of these rules", "2", heading),
        *(TextUnit(rule, f"{n}.") for n, rule in enumerate(RULES[1:], 1)),
    ]
    last = (
        TextUnit("Photographs are as set out in paragraph 2."),
        TextUnit("Photographs are as set out in paragraph 1."),
    )
    comparison = compare_units([*old, last[0]], [*new, last[1]], lang=EN)
    assert comparison.changes[-1].signals == (REFERENCE,)


def _expression(text: str, language: Language) -> Expression:
    paragraphs = (Paragraph(Role.PARAGRAPH, text, "1."),)
    return Expression(WorkId("w"), DocumentNumber.local(f"w-{language}"), language, (Component("main", paragraphs),))


@pytest.mark.parametrize(("old", "new"), [(EN, EN), (Language.UND, EN), (EN, Language.UND)])
def test_expressions_are_read_in_the_language_that_is_known(old: Language, new: Language) -> None:
    comparison = compare(_expression("Readers may leave now.", old), _expression("Readers must leave now.", new))
    assert [change.signals for change in comparison.changes] == [(MODAL,)]


def test_every_language_has_every_table_and_no_form_stands_twice_in_one() -> None:
    for table in (MODALITY, NEGATION, NUMBERS, MONTHS, PLACES):
        assert set(table) == LANGUAGES
        for rows in table.values():
            forms = [form for row in rows for form in row.split()]
            assert len(forms) == len(set(forms))
            assert forms == [form.lower() for form in forms]
