"""Values to text: terminal, plain records, Markdown and JSON. No function here prints, reads or asks the clock.

The door holds what every caller needs. The forms stand in one module a command, and are imported by whoever draws them,
so that no command loads the others' (`from revtrack.report.difftext import diff_text`):

    difftext diffmd diffjson        acrosstext acrossjson
    correlatetext correlatemd correlatecsv correlatejson (lines: correlaterows)
    showtext      logtext (log, events, undo)     statustext (status, init)
    addtext (add, stub)             reftext       lineagetext                     verifytext      errortext
"""

from revtrack.report.jsonframe import dump, frame
from revtrack.report.neutral import neutral, neutral_line
from revtrack.report.style import Style
from revtrack.report.views import (
    AcrossView,
    AddView,
    DiffView,
    EventLine,
    RefsView,
    ShowView,
    Side,
    StatusView,
    VerifyCounts,
)

__all__ = [
    "AcrossView",
    "AddView",
    "DiffView",
    "EventLine",
    "RefsView",
    "ShowView",
    "Side",
    "StatusView",
    "Style",
    "VerifyCounts",
    "dump",
    "frame",
    "neutral",
    "neutral_line",
]
