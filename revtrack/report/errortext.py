"""Prints an error in its one shape: what happened, the facts that show it, and a command that most likely mends it."""

from __future__ import annotations

from revtrack.errors import RevtrackError
from revtrack.report.jsonframe import JsonObject, frame
from revtrack.report.neutral import neutral_line
from revtrack.report.style import Style

MOST_FACTS = 3
MOST_TRIES = 2


def error_text(error: RevtrackError, style: Style) -> str:
    """At most six lines, without a line feed at the end. Lines are not wrapped: commands are there to be pasted."""
    lines = [f"{style.bold('error:')} {_shown(error.message, style)}  [{error.code}]"]
    lines += [f"  {_shown(fact, style)}" for fact in _facts(error)]
    for number, words in enumerate(error.tries[:MOST_TRIES]):
        lines.append(f"{'       ' if number else 'try:   '}{_shown(words, style)}")
    return "\n".join(lines)


def error_json(error: RevtrackError) -> JsonObject:
    """The schema revtrack/error/1, with every fact."""
    body: JsonObject = {
        "code": error.code,
        "exit": int(error.status),
        "message": error.message,
        "facts": list(error.facts),
        "try": list(error.tries),
    }
    return frame("error/1", None, body)


def _facts(error: RevtrackError) -> tuple[str, ...]:
    """The facts, as many as there is room for, and how many more there are."""
    if len(error.facts) <= MOST_FACTS:
        return error.facts
    kept = error.facts[: MOST_FACTS - 1]
    return (*kept, f"and {len(error.facts) - len(kept)} more (--json lists them)")


def _shown(text: str, style: Style) -> str:
    return style.own(neutral_line(text))
