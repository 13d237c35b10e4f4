"""Laws of mentions: exact spans, numbers that their own text gives, stability under what stands around."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention
from revtrack.references import find_mentions

PIECES = st.sampled_from(
    [
        "doc. 9956/14",
        "Dok. 5469/3/07 REV 3 ENFOPOL 8 COPS 22 EU RESTRICTED",
        "ST-9956-2014-INIT",
        "CM 1006/17",
        "9447/13 JAI 366",
        "COM(2013) 941 final",
        "32016R0679",
        "http://data.europa.eu/eli/dec/2014/219/oj",
        "1049/2001",
        "Directives 2004/17/EC and 2004/18/EC",
        "Decision 94/95/EC",
        "Regulation (EC) No 883/2004 and No 987/2009",
        "9956/15 + ADD 1 und 2",
        "ECLI:EU:C:2014:317",
        "Security Council resolutions 1373 (2001), 1624 (2005) and 2178 (2014)",
        "Ot.prp. nr. 17 (2008-2009)",
        "lov 8. februar 1980 nr. 2",
        "NOU 2013: 9",
        "A/RES/60/288",
        "2008/0077 (CNS)",
        "01/02/2014",
        "12/13",
        "S/RES/2178 (2014)",
        " and ",
        "REV 1",
        "LIMITE",
        "JAI 3",
        "(",
        ")",
        ".",
        "/",
        "\n",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text("0123456789/-. STREVJAIdoc()\u00a0\n", max_size=8)), max_size=12).map(
    " ".join
)
NEUTRAL = st.sampled_from([". The Council met. ", "; it was noted that\n", ": nobody spoke – then ", "\n\nMeanwhile, "])
LANGUAGES = st.sampled_from([Language.UND, Language.EN, Language.DA, Language.EL])


def moved(mention: Mention, by: int) -> tuple[object, ...]:
    return (mention.start + by, mention.end + by, mention.raw, mention.number, mention.subjects, mention.markings)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_span_is_its_raw_text_and_the_raw_text_is_its_number(text: str, lang: Language) -> None:
    """Requirement: text[span] is the mention, and it reads as the number it was read as; written out, if it shares words."""
    for mention in find_mentions(text, lang=lang):
        assert text[mention.start : mention.end] == mention.raw
        assert DocumentNumber.parse(mention.written or mention.raw) == mention.number
        assert bool(mention.written) or mention.shares is None
        assert mention.kind == mention.number.register.value


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text()), LANGUAGES)
def test_mentions_are_in_order_and_do_not_overlap(text: str, lang: Language) -> None:
    """Requirement: mentions can become inline elements of one text."""
    found = find_mentions(text, lang=lang)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(mention.start < mention.end for mention in found)


@settings(deadline=None)
@given(st.lists(st.tuples(NEUTRAL, TEXTS), min_size=1, max_size=4))
def test_mentions_of_a_whole_are_those_of_its_parts(parts: list[tuple[str, str]]) -> None:
    """Requirement: words that are no evidence, between two texts, change nothing in either."""
    whole, expected = "", []
    for neutral, part in parts:
        whole += neutral
        expected += [moved(mention, len(whole)) for mention in find_mentions(part)]
        whole += part
    assert [moved(mention, 0) for mention in find_mentions(whole)] == expected


@settings(deadline=None)
@given(TEXTS)
def test_knowing_the_language_never_finds_what_an_unknown_language_would_not(text: str) -> None:
    """Requirement: recall first; a language only takes cue words away."""
    everything = {mention.span for mention in find_mentions(text)}
    assert {mention.span for mention in find_mentions(text, lang=Language.DE)} <= everything
