"""Adding and correcting, on the in-memory twin: what races, comes back, or belongs elsewhere."""

from __future__ import annotations

import pytest

from revtrack.errors import BadValue, DuplicateConflict
from revtrack.ingest import read_source
from revtrack.model.documents import Author
from revtrack.store import EditionKey, MemoryStore, Settings
from revtrack.workflows import collect
from revtrack.workflows.catalogue import Catalogue, Membership
from revtrack.workflows.drafts import Draft, draft
from revtrack.workflows.intake import Wishes

ADA = Author("Ada", "ada@example.invalid", 1_700_000_000)
ONE = "1. The reading room opens at nine.\n\n2. It closes at five.\n"
TWO = "1. The reading room opens at ten.\n\n2. It closes at five.\n"
FACTS = Wishes(number="rules-1", work="rules", label="1", language="en", date="2020-01-01")


def store() -> MemoryStore:
    return MemoryStore(settings=Settings(), author=ADA)


def made(where: MemoryStore, text: str, wishes: Wishes = FACTS) -> Draft:
    data = text.encode()
    return draft(where, read_source(data, "a.txt"), data, "a.txt", wishes)


class Racing(MemoryStore):
    """A store in which another writer adds a text right after the first look at what is held."""

    rival: Draft | None = None

    def editions(self, *, number: str = "", withdrawn: bool = False) -> tuple[EditionKey, ...]:
        found = super().editions(number=number, withdrawn=withdrawn)
        rival, self.rival = self.rival, None
        if rival is not None:
            collect.add(self, rival, author=ADA)
        return found


def test_of_two_writers_with_different_texts_one_is_refused() -> None:
    """The loser must not take the winner's edition for one that was withdrawn, and add a second."""
    racing = Racing(settings=Settings(), author=ADA)
    mine, theirs = made(racing, ONE), made(racing, TWO)
    racing.rival = theirs
    with pytest.raises(DuplicateConflict):
        collect.add(racing, mine, author=ADA)
    assert [key.ordinal for key in racing.editions()] == [1]


def test_a_withdrawn_text_comes_back_as_the_same_edition() -> None:
    where = store()
    collect.add(where, made(where, ONE), author=ADA)
    collect.undo(where, author=ADA)
    again = collect.add(where, made(where, ONE), author=ADA)
    assert (again.outcome, again.edition) == ("added", 1)


def test_other_words_after_a_withdrawal_make_the_next_edition_that_says_why() -> None:
    where = store()
    collect.add(where, made(where, ONE), author=ADA)
    collect.undo(where, author=ADA)
    again = collect.add(where, made(where, TWO), author=ADA)
    assert (again.outcome, again.edition) == ("added", 2)
    assert Catalogue(where).newest[0].reason == "edition 1 was withdrawn"


def test_a_number_filed_alone_can_join_a_work_in_the_same_commit() -> None:
    where = store()
    collect.add_record(where, collect.stub(where, "5643/5/14", Wishes()), author=ADA)
    before = len(where.events())
    wishes = Wishes(number="5643/5/14", work="eu-crr", language="en", date="2014")
    collect.add(where, made(where, ONE, wishes), author=ADA)
    assert len(where.events()) == before + 1
    assert [work.id for work in Catalogue(where).works] == ["eu-crr"]
    assert where.editions()[0].work == "doc-5643-5-14"


def test_a_number_of_a_named_work_does_not_join_another() -> None:
    where = store()
    collect.add(where, made(where, ONE), author=ADA)
    with pytest.raises(BadValue):
        made(where, TWO, Wishes(number="rules-1", work="other", language="en", date="2020"))


def test_membership_reads_what_it_writes() -> None:
    membership = Membership({"b": "Second", "a": "First"}, {"5643-5-14": "eu-crr"})
    assert Membership.read(membership.write()) == membership
    assert list(Membership.read(membership.write()).titles) == ["b", "a"]


def test_a_correction_carries_the_ids_under_which_paragraphs_are_known() -> None:
    """¶ 2 becomes ¶ 3 in the corrected transcription and is still known as what it was."""
    where = store()
    collect.add(where, made(where, ONE), author=ADA)
    third = "1. The reading room opens at nine.\n\n2. Overlooked before.\n\n3. It closes at five.\n"
    collect.correct(where, made(where, third), "a paragraph was overlooked", author=ADA)
    paragraphs = Catalogue(where).newest[0].expression.components[0].paragraphs
    assert [paragraph.wid for paragraph in paragraphs] == ["", "", "main__para_2"]
