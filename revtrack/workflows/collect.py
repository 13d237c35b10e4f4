"""Bring documents in: store a draft as a first or a corrected edition; record what is known; take the last step back."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from revtrack import akn, references
from revtrack.model import slugs
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Author, Edition, Record
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Fact, Reading
from revtrack.model.relations import Reference
from revtrack.model.texts import WorkId
from revtrack.report.views import AddView
from revtrack.store.contract import Decide, EditionKey, Event, EventKind, Receipt, Store, TextKey
from revtrack.store.layout import fetches_name
from revtrack.workflows.drafts import SAID, Draft, said_relations
from revtrack.workflows.facts import unread_of
from revtrack.workflows.fetchfile import with_fetch
from revtrack.workflows.intake import Wishes
from revtrack.workflows.planning import HELD, Planned, decisions_of, plan_correction, plan_record, plan_text
from revtrack.workflows.standing import Standing, own_work


class Added(Struct, frozen=True):
    """What an add did: "added", "corrected", "already held" or "would be added"."""

    outcome: str
    draft: Draft
    edition: int
    commit: str
    references: tuple[Reference, ...]
    notes: tuple[str, ...] = ()
    """What came after the commit and could not be done: a file of the view that was edited by hand. It is stored all the same."""


def add(store: Store, made: Draft, *, author: Author, dry_run: bool = False, summary: str = "") -> Added:
    """Store a first edition. What is held with the same text is "already held"; other text is a DuplicateConflict."""
    expression = made.expression
    plan = plan_text(Standing(store), made)
    verb = "Fetch" if made.fetched else "Add"
    said = summary or f"{verb} {expression.number}:{expression.language} to {expression.work}"
    return _carried_out(store, made, plan, "" if dry_run else said, author=author)


def correct(
    store: Store, made: Draft, reason: str, *, author: Author, dry_run: bool = False, summary: str = ""
) -> Added:
    """Store a corrected transcription: the next edition of a text that is held, never a new version."""
    expression = made.expression
    plan = plan_correction(Standing(store), made, reason)
    said = summary or f"Correct {expression.number}:{expression.language}, edition {plan.edition}: {plan.reason}"
    return _carried_out(store, made, plan, "" if dry_run else said, author=author)


def _carried_out(store: Store, made: Draft, plan: Planned, summary: str, *, author: Author) -> Added:
    """The plan written as one event of that summary; nothing is written without a summary, or where all is held."""
    if plan.outcome == HELD:
        return _outcome(HELD, made, plan.edition, store.tip())
    if not summary:
        return _outcome("would be added", made, plan.edition, store.tip())
    receipt = store.add(
        plan.deposits,
        kind=_kind(made, plan),
        summary=summary,
        author=author,
        decisions={**decisions_of(plan.members), **_fetched(made, plan.edition)},
    )
    return _outcome(plan.outcome if receipt.added else HELD, made, plan.edition, receipt.commit, receipt.notes)


def _kind(made: Draft, plan: Planned) -> EventKind:
    if plan.outcome == "corrected":
        return EventKind.CORRECT
    return EventKind.FETCH if made.fetched else EventKind.ADD


def _fetched(made: Draft, ordinal: int) -> dict[str, Decide]:
    """The note of when and from where an edition was fetched; nothing where it was not."""
    fetch = made.fetched
    if fetch is None:
        return {}
    name = fetches_name(TextKey(slugs.slug(made.expression.number), made.expression.language.short))
    return {name: lambda data: with_fetch(data, name, replace(fetch, edition=ordinal))}


def add_record(store: Store, record: Record, *, author: Author) -> Receipt:
    """Store a known document whose text nobody has given; nothing is added if it is known already."""
    plan = plan_record(Standing(store), record)
    if not plan.deposits:
        return Receipt(store.tip(), (), ())
    summary = f"Record {record.number} of {record.work}"
    return store.add(plan.deposits, kind=EventKind.RECORD, summary=summary, author=author)


def undo(store: Store, *, author: Author, to: str = "", redo: bool = False, dry_run: bool = False) -> tuple[Event, ...]:
    """Take back the last step (or all down to `to`), or bring back what the last undo took; gives the events met."""
    if redo:
        return store.redo(author=author, dry_run=dry_run)
    return store.undo(author=author, to=to or None, dry_run=dry_run)


def read_key(store: Store, key: EditionKey) -> Edition:
    """One edition of a store, parsed."""
    return akn.read_edition(store.xml(key), f"{key.slug}/{key.language}.{key.ordinal}.xml")


def _outcome(outcome: str, made: Draft, edition: int, commit: str, notes: tuple[str, ...] = ()) -> Added:
    """What was done; once something is stored, the store is not asked again, since that could fail."""
    return Added(outcome, made, edition, commit, references.extract(made.expression), notes)


def stub(store: Store, word: str, wishes: Wishes) -> Record:
    """The record of a known document as a person describes it. BadValue for a number, date or work that cannot be one."""
    return stub_in(Standing(store), word, wishes)


def stub_in(standing: Standing, word: str, wishes: Wishes) -> Record:
    """As `stub`, for one of many."""
    number = DocumentNumber.read(word)
    slug = slugs.slug(number)
    return Record(
        work=WorkId(wishes.work or standing.filed_work(slug) or own_work(slug)),
        number=number,
        date=DocumentDate.parse(wishes.date) if wishes.date else UNKNOWN_DATE,
        title=wishes.title,
        label=wishes.label,
        relations=said_relations(standing, number, WorkId(wishes.work or own_work(slug)), wishes),
        known_from=SAID,
    )


_MEDIA = {
    "text/markdown": "Markdown",
    "text/html": "HTML",
    "application/pdf": "PDF",
    "application/akn+xml": "Akoma Ntoso",
    "application/xml;type=fmx4": "Formex",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}


def media_word(reading: Reading) -> str:
    """What kind of document was read, in a word: `text`, `DOCX`."""
    return _MEDIA.get(reading.media_type, "text")


def add_view(done: Added) -> AddView:
    """What an add did, ready to be printed."""
    expression, reading = done.draft.expression, done.draft.reading
    where = dict(done.draft.found)
    return AddView(
        name=done.draft.source.name,
        media=media_word(reading),
        encoding=reading.ledger.encoding,
        size=len(done.draft.source.data),
        reading=reading,
        number=Fact(str(expression.number), where["number"]),
        date=Fact(str(expression.date), where["date"]),
        language=Fact(str(expression.language), where["language"]),
        work=Fact(str(expression.work), ""),
        title=Fact(expression.title, where["title"]),
        label=Fact(expression.label, ""),
        references=done.references,
        unread=unread_of(expression),
        outcome=done.outcome,
        version=f"{expression.number}:{expression.language}" + (f"@{done.edition}" if done.edition > 1 else ""),
        commit=done.commit,
        edition=done.edition,
        sha256=done.draft.source.sha256,
    )
