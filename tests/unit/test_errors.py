"""The tree of errors: one stable code each, an exit status from the table, and words a person can use."""

from __future__ import annotations

import pytest

from revtrack import errors
from revtrack.errors import EXIT_MEANINGS, ExitStatus, RevtrackError, SourceRefused, StoreError, error_kinds

NOT_FOUND, REFUSED, STORE, USAGE = ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE, ExitStatus.USAGE

CODES = {
    "ambiguous-language": NOT_FOUND,
    "ambiguous-place": NOT_FOUND,
    "ambiguous-version": NOT_FOUND,
    "bad-value": USAGE,
    "disk-full": STORE,
    "duplicate-conflict": REFUSED,
    "empty-source": REFUSED,
    "encoding-unsure": REFUSED,
    "extra-missing": REFUSED,
    "fetch-failed": ExitStatus.NETWORK,
    "git-missing": STORE,
    "history-rewritten": STORE,
    "input-too-large": REFUSED,
    "internal": ExitStatus.BUG,
    "interrupted": ExitStatus.INTERRUPTED,
    "language-unsure": REFUSED,
    "languages-differ": REFUSED,
    "manifest-columns": REFUSED,
    "manifest-rows": REFUSED,
    "metadata-missing": USAGE,
    "no-store": STORE,
    "no-structure": REFUSED,
    "not-in-register": NOT_FOUND,
    "nothing-to-undo": STORE,
    "offline": ExitStatus.NETWORK,
    "output-exists": STORE,
    "output-not-writable": STORE,
    "remote-refused": ExitStatus.NETWORK,
    "restricted": REFUSED,
    "signing-refused": REFUSED,
    "source-refused": REFUSED,
    "store": STORE,
    "store-damaged": STORE,
    "store-dirty": STORE,
    "store-exists": STORE,
    "store-locked": STORE,
    "store-newer": STORE,
    "store-unsafe": STORE,
    "sync-conflict": REFUSED,
    "text-not-held": NOT_FOUND,
    "unknown-place": NOT_FOUND,
    "unknown-version": NOT_FOUND,
    "unknown-work": NOT_FOUND,
    "unsupported-format": REFUSED,
    "usage": USAGE,
    "xml-not-well-formed": REFUSED,
    "xml-profile": REFUSED,
    "xml-unsafe": REFUSED,
}
"""A code once given is never given to anything else, and scripts rely on its exit status: rows are only added."""

DENIED = (
    *("fatal", "illegal", "exception", "refspec", "nonetype", "traceback", "errno", "stderr", "invalid", "please", "!"),
    *("oops", "failed to", "unable to", "null", "stack", "abort"),
)
"""Words of machines, of blame and of apology; "invalid" says nothing without what would be valid."""

KINDS = error_kinds()


def codes_of_kinds() -> list[str]:
    return [kind.code for kind in KINDS]


def test_the_codes_and_their_exit_statuses_are_stable() -> None:
    found = {kind.code: kind.status for kind in KINDS}
    assert {code: found.get(code) for code in CODES} == CODES


def test_every_code_belongs_to_one_kind() -> None:
    assert codes_of_kinds() == sorted(set(codes_of_kinds()))


@pytest.mark.parametrize("kind", KINDS, ids=codes_of_kinds())
def test_every_kind_has_a_readable_code_a_listed_status_and_a_meaning_of_its_own(kind: type[RevtrackError]) -> None:
    assert kind.code == kind.code.lower()
    assert kind.code.replace("-", "").isalpha()
    assert kind.status in EXIT_MEANINGS
    assert kind.status not in (ExitStatus.DONE, ExitStatus.NO)
    assert "meaning" in vars(kind)
    assert len({other.meaning for other in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=codes_of_kinds())
def test_a_meaning_is_one_plain_sentence(kind: type[RevtrackError]) -> None:
    assert kind.meaning == kind.meaning.strip()
    assert not kind.meaning.endswith(".")
    assert kind.meaning[0].islower() or kind.meaning.startswith("XML")
    assert "\n" not in kind.meaning


@pytest.mark.parametrize("words", [kind.meaning for kind in KINDS] + list(EXIT_MEANINGS.values()))
def test_no_meaning_uses_a_word_of_the_deny_list(words: str) -> None:
    allowed = words.replace("traceback saved to a file", "")
    assert [word for word in DENIED if word in allowed.lower()] == []


def test_every_exit_status_is_explained() -> None:
    assert set(EXIT_MEANINGS) == set(ExitStatus)
    assert [int(status) for status in EXIT_MEANINGS] == [0, 1, 2, 3, 4, 5, 6, 70, 130]


def test_an_error_keeps_its_facts_and_what_to_try() -> None:
    error = errors.UnknownPlace("there is no ¶ 58", facts=iter(["9956/14 has ¶ 1–57"]), tries=["revtrack show 9956/14"])
    assert (str(error), error.message) == ("there is no ¶ 58", "there is no ¶ 58")
    assert (error.facts, error.tries) == (("9956/14 has ¶ 1–57",), ("revtrack show 9956/14",))


def test_an_error_cannot_be_made_without_saying_what_to_try() -> None:
    with pytest.raises(TypeError):
        errors.UsageError("no command")  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", KINDS, ids=codes_of_kinds())
def test_one_root_catches_them_all(kind: type[RevtrackError]) -> None:
    with pytest.raises(RevtrackError):
        raise kind("what happened", tries=("revtrack help",))


def test_what_cannot_be_read_and_what_the_store_cannot_do_each_have_a_common_name() -> None:
    assert issubclass(errors.XmlUnsafe, SourceRefused)
    assert issubclass(errors.UnknownEncoding, SourceRefused)
    assert issubclass(errors.StoreLocked, StoreError)
    assert not issubclass(errors.DuplicateConflict, SourceRefused)
    assert {kind.status for kind in KINDS if issubclass(kind, SourceRefused)} == {REFUSED}
    assert {kind.status for kind in KINDS if issubclass(kind, StoreError)} == {STORE}
