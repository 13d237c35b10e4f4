"""Deposits: the bytes of an edition or a record, written, checked against the profile, and read back equal."""

from __future__ import annotations

from msgspec.structs import replace

from revtrack import akn
from revtrack.errors import Internal
from revtrack.model import slugs
from revtrack.model.documents import Edition, Record, Source
from revtrack.model.ledger import Fate
from revtrack.model.places import units
from revtrack.model.readings import Reading
from revtrack.model.texts import Expression, WorkId
from revtrack.store.contract import EditionDeposit, RecordDeposit


def edition_deposit(edition: Edition, folder: str, source: Source | None, reading: Reading | None) -> EditionDeposit:
    """The bytes of an edition, written, checked against the profile, and read back equal; Internal if they are not.

    `folder` is the work under which the number is filed; it stays so, whichever work the number belongs to later.
    """
    expression = edition.expression
    name = f"{slugs.slug(expression.number)}/{expression.language}.{edition.ordinal}.xml"
    xml = akn.write_edition(edition)
    if akn.check_profile(xml, name) != edition:
        raise Internal(f"{name} does not read back as it was written; nothing was added", tries=("report this",))
    facts: dict[str, object] = {} if reading is None else {"ledger": ledger_sums(reading)}
    if reading is not None and reading.tracked is not None:
        facts["tracked"] = reading.tracked.value
    if reading is not None and reading.places:
        facts["places"] = {place.eid: [place.page, place.line] for place in reading.places}
    return EditionDeposit(WorkId(folder), expression.number, expression.language, edition.ordinal, xml, source, facts)


def record_deposit(record: Record) -> RecordDeposit:
    """The bytes of a record, written, checked against the profile, and read back equal; Internal if they are not."""
    name = f"{slugs.slug(record.number)}/record.xml"
    xml = akn.write_record(record)
    if akn.check_profile(xml, name) != record:
        raise Internal(f"{name} does not read back as it was written; nothing was added", tries=("report this",))
    return RecordDeposit(record.work, record.number, xml)


def ledger_sums(reading: Reading) -> dict[str, object]:
    """The sums of a ledger as the manifest keeps them: characters by fate, and by rule where there is one."""
    ledger = reading.ledger
    return {
        "characters": ledger.length,
        "encoding": ledger.encoding,
        "placed": ledger.count(Fate.PLACED),
        "normalised": ledger.rules(Fate.NORMALISED),
        "apart": ledger.rules(Fate.APART),
    }


def carry_ids(before: Expression, after: Expression) -> Expression:
    """`after` with the wIds under which its paragraphs were known in the edition before, where they are paired."""
    from revtrack import diff  # only where two texts differ

    old, new = units(before), units(after)
    paired = {
        change.new[0]: change.old[0]
        for change in diff.compare(before, after).changes
        if len(change.old) == len(change.new) == 1
    }
    wanted: dict[tuple[str, int], str] = {}
    for position, unit in enumerate(new):
        if unit.place.note is None and position in paired:
            known = old[paired[position]]
            wid = getattr(known.item, "wid", "") or known.place.eid
            wanted[unit.place.component, unit.place.index] = "" if wid == unit.place.eid else wid
    components = tuple(
        replace(
            component,
            paragraphs=tuple(
                replace(paragraph, wid=wanted.get((component.name, index), paragraph.wid))
                for index, paragraph in enumerate(component.paragraphs)
            ),
        )
        for component in after.components
    )
    return replace(after, components=components)
