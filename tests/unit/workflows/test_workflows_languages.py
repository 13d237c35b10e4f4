"""Languages that a format states: believed where the words do not clearly tell another."""

from __future__ import annotations

import pytest

from revtrack.errors import LanguageUnsure
from revtrack.ingest import read_source
from revtrack.model.documents import Author
from revtrack.model.language import Language
from revtrack.store import MemoryStore, Settings
from revtrack.workflows import drafts

DANISH = "Rådet nåede til enighed om, at der skal være en plan mellem landene, og at den ikke kan vente efter et år."


def reading(language: str, text: str) -> drafts.Reading:
    stated = f'<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression>' if language else ""
    meta = f"<meta><identification>{stated}</identification></meta>"
    return read_source(f"<akomaNtoso><act>{meta}<body><p>{text}</p></body></act></akomaNtoso>".encode(), "a.xml")


def test_a_stated_language_is_taken_with_few_words_or_the_same_words() -> None:
    assert drafts.told_language(reading("dan", "Ordbog")) is Language.DA
    assert drafts.told_language(reading("dan", DANISH)) is Language.DA
    assert drafts.told_language(reading("", "Ordbog")) is None
    assert drafts.told_language(reading("mul", "Ordbog")) is None


def test_a_stated_language_that_the_words_deny_is_not_certain() -> None:
    read = reading("eng", DANISH + " Det er af stor betydning for de enkelte myndigheder, som blev hørt af udvalget.")
    assert drafts.sure_language(read) is Language.DA
    assert drafts.told_language(read) is None
    store = MemoryStore(settings=Settings(), author=Author("Ada", "ada@example.invalid", 1))
    wishes = drafts.Wishes(number="x", work="w", date="2020-01-01")
    with pytest.raises(LanguageUnsure) as caught:
        drafts.draft(
            store,
            read,
            b"x",
            "a.xml",
            wishes,
        )
    assert caught.value.facts[0] == "FRBRlanguage states en"
