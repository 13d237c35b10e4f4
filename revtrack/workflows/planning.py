"""Plans of additions: what a document becomes in the store (new, a correction, held already), before anything is written.

One document and a thousand are planned by the same rules; `Standing` says what is held, with what is planned already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.errors import BadValue, DuplicateConflict
from revtrack.model import slugs
from revtrack.model.addresses import is_path, pasted
from revtrack.model.documents import Edition, Record
from revtrack.model.places import units
from revtrack.model.texts import Expression, WorkId
from revtrack.store.contract import Decide, Deposit, EditionKey, RecordKey
from revtrack.workflows.catalogue import WORKS_FILE, Membership
from revtrack.workflows.deposits import carry_ids, edition_deposit, record_deposit
from revtrack.workflows.drafts import Draft
from revtrack.workflows.marking import with_refs
from revtrack.workflows.standing import Standing

HELD = "already held"


class Planned(Struct, frozen=True):
    """What an addition would write. `outcome` is "added", "corrected" or "already held", which writes nothing.

    `members` are numbers that are filed elsewhere and belong to a work from now on.
    """

    outcome: str
    edition: int = 0
    reason: str = ""
    deposits: tuple[Deposit, ...] = ()
    members: Mapping[str, WorkId] = field(default_factory=dict)


def plan_text(standing: Standing, made: Draft) -> Planned:
    """A first edition. What is held with the same text is "already held"; other text is a DuplicateConflict."""
    expression = made.expression
    held = standing.held(expression)
    if held:
        same = _same_edition(standing, held, made)
        if same is None:
            raise _conflict(standing, held[-1], made)
        return Planned(HELD, same.ordinal)
    slug = slugs.slug(expression.number)
    folder = standing.folder(slug) or expression.work
    edition = _first(standing, made)
    deposits = (
        *_record_deposits(standing, folder, expression),
        edition_deposit(edition, folder, made.source, made.reading),
    )
    members = {} if standing.member_work(slug, folder) == expression.work else {slug: expression.work}
    return Planned("added", edition.ordinal, deposits=deposits, members=members)


def plan_correction(standing: Standing, made: Draft, reason: str) -> Planned:
    """A corrected transcription: the next edition of a text that is held, never a new version. BadValue if it is not held."""
    held = standing.held(made.expression)
    if not held:
        raise BadValue(
            f"{made.expression.number}:{made.expression.language} is not held, so there is nothing to correct",
            tries=(made.again,),
        )
    same = _same_edition(standing, held, made)
    if same is not None:
        return Planned(HELD, same.ordinal)
    before = standing.edition(held[-1])
    expression = carry_ids(before.expression, _described(before.expression, made.expression))
    edition = with_refs(Edition(expression, standing.ever(expression)[-1].ordinal + 1, reason))
    folder = standing.folder(slugs.slug(expression.number)) or expression.work
    deposit = edition_deposit(edition, folder, made.source, made.reading)
    return Planned("corrected", edition.ordinal, edition.reason, (deposit,))


def plan_record(standing: Standing, record: Record) -> Planned:
    """A known document whose text nobody has given; "already held" if it is known already."""
    if standing.is_known(slugs.slug(record.number)):
        return Planned(HELD)
    return Planned("added", deposits=(record_deposit(record),))


def decisions_of(members: Mapping[str, WorkId]) -> dict[str, Decide]:
    """The decision that numbers belong to works; nothing where none does."""
    if not members:
        return {}

    def decide(data: bytes | None) -> bytes:
        membership = Membership.read(data)
        for slug, work in members.items():
            membership = membership.with_member(slug, work)
        return membership.write()

    return {WORKS_FILE: decide}


def _first(standing: Standing, made: Draft) -> Edition:
    """Edition 1; where an undo withdrew an edition of other text, the next number, since none is used twice."""
    expression = made.expression
    withdrawn = standing.ever(expression)
    for key in withdrawn:
        edition = standing.edition(key)
        if edition.expression == expression and standing.original_sha256(key) == made.source.sha256:
            return edition
    if not withdrawn:
        return with_refs(Edition(expression))
    last = withdrawn[-1].ordinal
    return with_refs(Edition(expression, last + 1, f"edition {last} was withdrawn"))


def _record_deposits(standing: Standing, folder: str, expression: Expression) -> list[Deposit]:
    """A record for a number that is new here, so that every text has one; a withdrawn record comes back if it is equal."""
    key = RecordKey(folder, slugs.slug(expression.number))
    if standing.has_record(key):
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
    return [] if standing.is_withdrawn(key) and standing.store.xml(key) != deposit.xml else [deposit]


def _same_edition(standing: Standing, held: Sequence[EditionKey], made: Draft) -> EditionKey | None:
    """The held edition with the same original and the same text, judged together."""
    for key in held:
        expression = standing.edition(key).expression
        if _text(expression) == _text(made.expression) and standing.original_sha256(key) == made.source.sha256:
            return key
    return None


def _text(expression: Expression) -> object:
    """What a reader would call the text: components, header and page matter, without the ids we gave."""
    components = tuple(
        replace(component, paragraphs=tuple(replace(paragraph, wid="") for paragraph in component.paragraphs))
        for component in expression.components
    )
    return (components, expression.header, expression.page_matter)


def _conflict(standing: Standing, key: EditionKey, made: Draft) -> DuplicateConflict:
    before = standing.edition(key).expression
    version = f"{made.expression.number}:{made.expression.language}"
    differing, total = _words_differing(before, made.expression)
    differ = f"{differing} of {total} words differ" if differing else "the words are the same, the original differs"
    return DuplicateConflict(
        f"{version} is already held with other text ({differ}), nothing was added",
        facts=(
            f"held: sha256 {standing.original_sha256(key)[:12]}…      new: sha256 {made.source.sha256[:12]}…  {made.source.name}",
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
