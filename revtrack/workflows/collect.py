"""Bring documents in: store a draft as a first or a corrected edition; record what is known; take the last step back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from revtrack import akn, references
from revtrack.errors import BadValue, DuplicateConflict
from revtrack.model import slugs
from revtrack.model.addresses import is_path, pasted
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Author, Edition, Record
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import units
from revtrack.model.readings import Fact
from revtrack.model.relations import Reference
from revtrack.model.texts import Expression, WorkId
from revtrack.report.views import AddView
from revtrack.store.contract import Decide, Deposit, EditionKey, Event, EventKind, RecordKey, Store, TextKey
from revtrack.store.layout import fetches_name
from revtrack.workflows.catalogue import WORKS_FILE, Catalogue, Membership
from revtrack.workflows.deposits import carry_ids, edition_deposit, record_deposit
from revtrack.workflows.drafts import SAID, Draft, filed_work, own_work, said_relations
from revtrack.workflows.facts import unread_of
from revtrack.workflows.fetchfile import with_fetch
from revtrack.workflows.intake import Wishes
from revtrack.workflows.marking import with_refs


@dataclass(frozen=True, slots=True)
class Added:
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
    held = _held(store, expression)
    if held:
        same = _same_edition(store, held, made)
        if same is None:
            raise _conflict(store, held[-1], made)
        return _outcome("already held", made, same.ordinal, store.tip())
    slug = slugs.slug(expression.number)
    folder = store.folder(slug) or expression.work
    edition = _first(store, folder, made)
    if dry_run:
        return _outcome("would be added", made, edition.ordinal, store.tip())
    deposits = [
        *_record_deposits(store, folder, expression),
        edition_deposit(edition, folder, made.source, made.reading),
    ]
    receipt = store.add(
        deposits,
        kind=EventKind.FETCH if made.fetch else EventKind.ADD,
        summary=summary
        or f"{'Fetch' if made.fetch else 'Add'} {expression.number}:{expression.language} to {expression.work}",
        author=author,
        decisions={**_membership(store, slug, folder, expression.work), **_fetched(made, edition.ordinal)},
    )
    outcome = "added" if receipt.added else "already held"
    return _outcome(outcome, made, edition.ordinal, receipt.commit, receipt.notes)


def _first(store: Store, folder: str, made: Draft) -> Edition:
    """Edition 1; where an undo withdrew an edition of other text, the next number, since none is used twice."""
    expression = made.expression
    slug = slugs.slug(expression.number)
    text = (folder, slug, expression.language.short)
    # In this order: an edition that another writer adds between the two looks held, never withdrawn.
    ever, live = store.editions(number=slug, withdrawn=True), store.editions(number=slug)
    withdrawn = [key for key in ever if key not in live and (key.work, key.slug, key.language) == text]
    for key in withdrawn:
        edition = read_key(store, key)
        if edition.expression == expression and store.original(key).sha256 == made.source.sha256:
            return edition
    if not withdrawn:
        return with_refs(Edition(expression))
    last = max(key.ordinal for key in withdrawn)
    return with_refs(Edition(expression, last + 1, f"edition {last} was withdrawn"))


def _membership(store: Store, slug: str, folder: str, work: WorkId) -> dict[str, Decide]:
    """The decision that a number filed elsewhere belongs to `work`; nothing where that is so already."""
    if Catalogue(store).membership.numbers.get(slug, folder) == work:
        return {}
    return {WORKS_FILE: lambda data: Membership.read(data).with_member(slug, work).write()}


def _fetched(made: Draft, ordinal: int) -> dict[str, Decide]:
    """The note of when and from where an edition was fetched; nothing where it was not."""
    fetch = made.fetch
    if fetch is None:
        return {}
    name = fetches_name(TextKey(slugs.slug(made.expression.number), made.expression.language.short))
    return {name: lambda data: with_fetch(data, name, replace(fetch, edition=ordinal))}


def correct(
    store: Store, made: Draft, reason: str, *, author: Author, dry_run: bool = False, summary: str = ""
) -> Added:
    """Store a corrected transcription: the next edition of a text that is held, never a new version."""
    held = _held(store, made.expression)
    if not held:
        raise BadValue(
            f"{made.expression.number}:{made.expression.language} is not held, so there is nothing to correct",
            tries=(made.again,),
        )
    same = _same_edition(store, held, made)
    if same is not None:
        return _outcome("already held", made, same.ordinal, store.tip())
    before = read_key(store, held[-1])
    expression = carry_ids(before.expression, _described(before.expression, made.expression))
    edition = with_refs(Edition(expression, _next_ordinal(store, held[-1]), reason))
    if dry_run:
        return _outcome("would be added", made, edition.ordinal, store.tip())
    folder = store.folder(slugs.slug(expression.number)) or expression.work
    receipt = store.add(
        [edition_deposit(edition, folder, made.source, made.reading)],
        kind=EventKind.CORRECT,
        summary=summary
        or f"Correct {expression.number}:{expression.language}, edition {edition.ordinal}: {edition.reason}",
        author=author,
        decisions=_fetched(made, edition.ordinal),
    )
    return _outcome("corrected", made, edition.ordinal, receipt.commit, receipt.notes)


def add_record(store: Store, record: Record, *, author: Author) -> bool:
    """Store a known document whose text nobody has given; False if it is known already."""
    deposits = [record_deposit(record)] if store.folder(slugs.slug(record.number)) is None else []
    if deposits:
        store.add(deposits, kind=EventKind.RECORD, summary=f"Record {record.number} of {record.work}", author=author)
    return bool(deposits)


def undo(store: Store, *, author: Author, to: str = "", redo: bool = False, dry_run: bool = False) -> tuple[Event, ...]:
    """Take back the last step (or all down to `to`), or bring back what the last undo took; gives the events met."""
    if redo:
        return store.redo(author=author, dry_run=dry_run)
    return store.undo(author=author, to=to or None, dry_run=dry_run)


def read_key(store: Store, key: EditionKey) -> Edition:
    """One edition of a store, parsed."""
    return akn.read_edition(store.xml(key), f"{key.slug}/{key.language}.{key.ordinal}.xml")


def _held(store: Store, expression: Expression) -> tuple[EditionKey, ...]:
    slug, language = slugs.slug(expression.number), expression.language.short
    return tuple(key for key in store.editions(number=slug) if key.language == language)


def _same_edition(store: Store, held: Sequence[EditionKey], made: Draft) -> EditionKey | None:
    """The held edition with the same original and the same text, judged together."""
    for key in held:
        expression = read_key(store, key).expression
        if _text(expression) == _text(made.expression) and store.original(key).sha256 == made.source.sha256:
            return key
    return None


def _text(expression: Expression) -> object:
    """What a reader would call the text: components, header and page matter, without the ids we gave."""
    components = tuple(
        replace(component, paragraphs=tuple(replace(paragraph, wid="") for paragraph in component.paragraphs))
        for component in expression.components
    )
    return (components, expression.header, expression.page_matter)


def _conflict(store: Store, key: EditionKey, made: Draft) -> DuplicateConflict:
    before = read_key(store, key).expression
    version = f"{made.expression.number}:{made.expression.language}"
    differing, total = _words_differing(before, made.expression)
    differ = f"{differing} of {total} words differ" if differing else "the words are the same, the original differs"
    return DuplicateConflict(
        f"{version} is already held with other text ({differ}), nothing was added",
        facts=(
            f"held: sha256 {store.original(key).sha256[:12]}…      new: sha256 {made.source.sha256[:12]}…  {made.source.name}",
        ),
        tries=(
            f"see the difference:      {_difference(made, version)}",
            f'it is a better reading:  {made.again} --correct --reason "…"',
        ),
    )


def _difference(made: Draft, version: str) -> str:
    """The command that shows how a text differs from the one held."""
    if made.typed:
        return f"revtrack diff {version} {_as_path(made.typed)}"
    name = _as_path(made.source.name)
    return f"{made.again} -o {name} && revtrack diff {version} {name}"


def _as_path(typed: str) -> str:
    """A file as an address that can only be a path."""
    return pasted(typed if is_path(typed) else f"./{typed}")


def _words_differing(before: Expression, after: Expression) -> tuple[int, int]:
    from revtrack import diff  # only where two texts differ

    changes = diff.compare(before, after).changes
    old, new = units(before), units(after)
    total = sum(len(unit.text.split()) for unit in old)
    differing = 0
    for change in changes:
        if change.edits:
            differing += sum(len(edit.text.split()) for edit in change.edits if edit.op == "-")
        elif not change.new:
            differing += sum(len(old[position].text.split()) for position in change.old)
    if not differing:
        differing = sum(len(edit.text.split()) for c in changes for edit in c.edits if edit.op == "+") or sum(
            len(new[position].text.split()) for c in changes if not c.old for position in c.new
        )
    return differing, total


def _described(before: Expression, after: Expression) -> Expression:
    """A correction changes the text; what was said of the version and is not said again stays."""
    return replace(
        after,
        work=before.work,
        date=after.date if after.date.is_known else before.date,
        label=after.label or before.label,
        title=after.title or before.title,
        aliases=after.aliases or before.aliases,
        relations=after.relations or before.relations,
    )


def _next_ordinal(store: Store, newest: EditionKey) -> int:
    """The next edition number; those of withdrawn editions are not used again."""
    ever = store.editions(number=newest.slug, withdrawn=True)
    return max(key.ordinal for key in ever if key.language == newest.language) + 1


def _record_deposits(store: Store, folder: str, expression: Expression) -> list[Deposit]:
    """A record for a number that is new here, so that every text has one; a withdrawn record comes back if it is equal."""
    slug = slugs.slug(expression.number)
    key = RecordKey(folder, slug)
    if key in store.records(number=slug):
        return []
    record = Record(
        work=expression.work,
        number=expression.number,
        date=expression.date,
        title=expression.title,
        label=expression.label,
        aliases=expression.aliases,
        known_from="its text, held here",
    )
    deposit = record_deposit(record)
    withdrawn = key in store.records(number=slug, withdrawn=True)
    return [] if withdrawn and store.xml(key) != deposit.xml else [deposit]


def _outcome(outcome: str, made: Draft, edition: int, commit: str, notes: tuple[str, ...] = ()) -> Added:
    """What was done; once something is stored, the store is not asked again, since that could fail."""
    return Added(outcome, made, edition, commit, references.extract(made.expression), notes)


def stub(store: Store, word: str, wishes: Wishes) -> Record:
    """The record of a known document as a person describes it. BadValue for a number, date or work that cannot be one."""
    number = DocumentNumber.read(word)
    slug = slugs.slug(number)
    return Record(
        work=WorkId(wishes.work or filed_work(store, slug) or own_work(slug)),
        number=number,
        date=DocumentDate.parse(wishes.date) if wishes.date else UNKNOWN_DATE,
        title=wishes.title,
        label=wishes.label,
        relations=said_relations(store, number, WorkId(wishes.work or own_work(slug)), wishes),
        known_from=SAID,
    )


_MEDIA = {"md": "Markdown", "docx": "DOCX", "html": "HTML"}


def add_view(done: Added) -> AddView:
    """What an add did, ready to be printed."""
    expression, reading = done.draft.expression, done.draft.reading
    where = dict(done.draft.found)
    return AddView(
        name=done.draft.source.name,
        media=_MEDIA.get(reading.extension, "text"),
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
