"""Laws of document numbers and slugs."""

import itertools
import random
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from revtrack.model import gazette, norwegian, unitednations
from revtrack.model.numbers import (
    CHAIN_LIMIT,
    COMMISSION_SERIES,
    COUNCIL_SERIES,
    FIRST_YEAR,
    LOCAL_LIMIT,
    SUFFIX_KINDS,
    DocumentNumber,
    Register,
    Suffix,
)
from revtrack.model.slugs import DEVICE_NAMES, from_slug, slug

YEARS = st.integers(FIRST_YEAR, FIRST_YEAR + 99)
SERIALS = st.integers(1, 99999).map(str)
LANGUAGES = st.lists(st.sampled_from(["da", "de", "en", "fr", "nb"]), max_size=3).map(tuple)
SUFFIXES = st.builds(Suffix, st.sampled_from(SUFFIX_KINDS), st.integers(0, 99), LANGUAGES)
CHAINS = st.lists(SUFFIXES, max_size=CHAIN_LIMIT).filter(lambda chain: not chain or chain[0].kind != "REV").map(tuple)
COUNCIL = st.builds(
    DocumentNumber,
    st.just(Register.COUNCIL),
    st.sampled_from(COUNCIL_SERIES),
    SERIALS,
    YEARS,
    st.integers(0, 99),
    CHAINS,
)
COMMISSION = st.builds(
    DocumentNumber,
    st.just(Register.COMMISSION),
    st.sampled_from(sorted(set(COMMISSION_SERIES.values()))),
    SERIALS,
    YEARS,
    st.integers(0, 9),
)
CELEX = st.from_regex(r"[0-9CE]20[0-9]{2}[A-Z]{1,2}[0-9]{4}(\(0[0-9]\))?(-20140519)?", fullmatch=True).map(
    DocumentNumber.parse
)
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=40)
LOCAL = (
    PRINTABLE.map(lambda text: unicodedata.normalize("NFC", text.strip()))
    .filter(lambda text: 0 < len(text) <= LOCAL_LIMIT)
    .map(DocumentNumber.local)
)
OTHERS = st.one_of(
    st.builds(
        "{} {}/{}/EC".format, st.sampled_from(["Decision", "Directive"]), st.integers(1, 99), st.integers(93, 98)
    ),
    st.builds("ECLI:EU:C:{}:{}".format, st.integers(1954, 2051), st.integers(1, 9999)),
    st.builds("{}/{:04d} (COD)".format, st.integers(1980, 2051), st.integers(1, 9999)),
    st.builds("S/RES/{} ({})".format, st.integers(1, 9999), st.integers(1946, 2051)),
    st.integers(1945, 2050).map(lambda year: f"Prop. 5 L ({year}–{year + 1})"),
    st.builds("LOV-{}-02-08-{}".format, st.integers(1814, 2051), st.integers(1, 999)),
).map(DocumentNumber.parse)
NUMBERS = st.one_of(COUNCIL, COMMISSION, CELEX, OTHERS, LOCAL)
HASHED = re.compile(r".*-[0-9a-f]{12}")
SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@settings(deadline=None)
@given(st.one_of(COUNCIL, COMMISSION, CELEX, OTHERS))
def test_a_printed_number_reads_back_equal(number: DocumentNumber) -> None:
    """Requirement: the canonical form is a written form."""
    assert DocumentNumber.parse(str(number)) == number


@settings(deadline=None)
@given(COUNCIL)
def test_the_register_form_means_the_same(number: DocumentNumber) -> None:
    """Requirement: `9956/14` and `ST-9956-2014-INIT` are one number."""
    chain = [f"REV-{number.revision}"] if number.revision else []
    chain += [f"{suffix.kind}-{suffix.number}" for suffix in number.suffixes]
    written = "-".join([number.series, number.serial, str(number.year), *(chain or ["INIT"])])
    bare = tuple(Suffix(suffix.kind, suffix.number) for suffix in number.suffixes)
    expected = DocumentNumber(Register.COUNCIL, number.series, number.serial, number.year, number.revision, bare)
    assert DocumentNumber.parse(written) == expected


@settings(deadline=None)
@given(NUMBERS)
def test_a_slug_turns_back_or_carries_a_hash(number: DocumentNumber) -> None:
    """Requirement: one rule, both directions."""
    made = slug(number)
    if HASHED.fullmatch(made):
        assert from_slug(made) is None
    else:
        assert from_slug(made) == number


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_different_numbers_have_different_slugs(one: DocumentNumber, other: DocumentNumber) -> None:
    """Requirement: no two numbers share a folder."""
    assert (slug(one) == slug(other)) == (one == other)


@settings(deadline=None)
@given(NUMBERS)
def test_a_local_name_chosen_as_the_slug_of_another_number_gets_its_own(number: DocumentNumber) -> None:
    """Requirement: nobody can take another's folder by naming a document after it."""
    made = slug(number)
    local = DocumentNumber.local(made)
    assert local == number or slug(local) != made


@settings(deadline=None)
@given(st.text(max_size=100))
def test_reading_any_text_as_a_slug_gives_its_number_or_nothing(text: str) -> None:
    """Requirement: a slug never names two numbers, and what is no slug names none."""
    number = from_slug(text)
    assert number is None or slug(number) == text


def hostile_names(count: int) -> list[str]:
    """Names made of the parts that have broken file systems, options and web addresses before."""
    parts = [
        "con", "AUX", "com1", "nul.txt", "..", "/", "\\", "-", "--upload-pack=x", "~", "$HOME", "`id`", ";", "|", "%2e",
        ".git", "İ", "ı", "ſ", "\u212a", "ß", "Å", "e\u0301", "规则", "עברית", "🙂", " ", "\u00a0", "9956/14", "9956-14",
        "32017D0863", "a" * 90, "0", "'", '"', "<b>", ":", "*", "?", "#", "@", "{}", "\u0430",
    ]  # fmt: skip
    draw = random.Random(1952)
    seen = dict.fromkeys(
        unicodedata.normalize("NFC", "".join(draw.choices(parts, k=draw.randint(1, 5))).strip()[:LOCAL_LIMIT].strip())
        for _ in itertools.repeat(None, count * 3)
    )
    return [name for name in seen if name][:count]


def test_the_slugs_of_a_thousand_hostile_names_are_safe_and_all_different() -> None:
    """Requirement: a slug can never be an option, a path or a device name."""
    names = hostile_names(1000)
    made = [slug(DocumentNumber.local(name)) for name in names]
    assert len(names) == 1000
    assert len({DocumentNumber.local(name) for name in names}) == len(set(made)) == 1000
    assert all(SAFE.fullmatch(each) for each in made)
    assert not set(made) & DEVICE_NAMES


def _whole(*patterns: str) -> st.SearchStrategy[str]:
    return st.one_of([st.from_regex(pattern, fullmatch=True) for pattern in patterns])


@settings(deadline=None)
@given(_whole(*gazette.FORMS))
def test_a_quick_look_keeps_every_citation(text: str) -> None:
    assert gazette.is_written(text)
    assert any(sign in text for sign in gazette.SIGNS)


@settings(deadline=None)
@given(
    _whole(
        *(series.pattern for series in norwegian.SERIES), norwegian.REPORT, "".join(norwegian.LAW), norwegian.IDENTIFIER
    )
)
def test_a_quick_look_keeps_every_norwegian_document(text: str) -> None:
    assert any(stem in text.lower() for stem in norwegian.STEMS)


@settings(deadline=None)
@given(_whole(unitednations.RESOLUTION, unitednations.TELLING, unitednations.PLAIN))
def test_a_quick_look_keeps_every_symbol(text: str) -> None:
    assert "/" in text or "(" in text
