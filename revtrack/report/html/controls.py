"""What the controls of a page offer: the filters that have something to filter, and the words its script needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revtrack.model.changes import Change, Kind, Signal, UnitClass
from revtrack.report.diffwords import is_plain
from revtrack.report.html.plan import Section
from revtrack.report.interface import Interface
from revtrack.report.reportviews import ReportView

Choices = list[tuple[str, str]]
"""Values with their words, in order."""


def filters(view: ReportView, sections: Sequence[Section], interface: Interface) -> dict[str, Choices]:
    """For each filter the values that changes of this comparison bear."""
    changes = [change for change in view.diff.comparison.changes if not is_plain(change)]
    flags = [("moved", "moved"), ("renumbered", "renumbered"), ("place", "in-place")]
    signals = [signal for signal in Signal if signal is not Signal.TYPOGRAPHY]
    return {
        "kind": _those((kind.value for kind in Kind), {c.kind.value for c in changes}, "any-{}", interface),
        "flag": [(value, interface.say(key)) for value, key in flags if any(_bears(one, value) for one in changes)],
        "class": _those((one.value for one in UnitClass), {c.unit_class.value for c in changes}, "class-{}", interface),
        "signal": [
            *(
                (signal.value.replace(" ", "-"), interface.say(f"signal-{signal.value}"))
                for signal in signals
                if any(signal in change.signals for change in changes)
            ),
            ("none", interface.say("no-signal")),
        ],
        "section": [(str(at), section.title) for at, section in enumerate(sections) if section.entries],
    }


def _those(values: Iterable[str], there: set[str], key: str, interface: Interface) -> Choices:
    return [(value, interface.say(key.format(value))) for value in values if value in there]


def _bears(change: Change, flag: str) -> bool:
    if flag == "place":
        return not change.moved and not change.renumbered
    return change.moved if flag == "moved" else change.renumbered


def script_words(interface: Interface, names: Sequence[str]) -> dict[str, object]:
    """The words that the script puts on the page."""
    say = interface.say
    return {
        "old": say("old"),
        "new": say("new"),
        "none": say("no-counterpart"),
        "unchanged": say("kind-unchanged"),
        "table": say("view-table"),
        "caption": say("table-caption", old=names[0], new=names[1]),
        "columns": [say("row"), say("place"), *names, say("change"), say("remarks")],
        "old_text": say("old-text", name=names[0]),
        "new_text": say("new-text", name=names[1]),
        "word_by_word": say("word-by-word"),
        "references": say("references"),
        "copied": say("copied"),
    }
