"""`revtrack help TOPIC`: addresses, formats, exit codes, and every error code at length."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, session_of
from revtrack.errors import EXIT_MEANINGS, ExitStatus, RevtrackError, UsageError, error_kinds

ADDRESSES = """\
How to name a version and a place in it
'#' begins a comment in shells when it stands alone: write '#12' in quotes, or 9956/14#12, or --at 12.

Versions
  9956/14               a document number; also ST 9956 2014 INIT, ST-9956-2014-INIT, doc. 9956/14
  14781/1/05            the same as "14781/1/05 REV 1"
  9956/14:da            in a language, where there are several
  9956/14:da@1          edition 1: the transcription as received; without @ the newest counts
  2014                  a label someone gave, if only one version has it
  eu-crr@2014           the version of a work with that label
  eu-crr@latest~1       the last but one; also @first
  eu-crr@2010-06-30     the version current on that day
  ./draft.md  -         a file not in the store; standard input

Places
  12                    paragraph 12 of the principal component
  note.3  annex.12      a paragraph of a named component
  14.2                  second item under paragraph 14
  46+1                  first unnumbered paragraph after 46
  3~2                   the second paragraph numbered 3, where the number stands twice
  fn2                   footnote 2
  h:vores-udgangspunkter  a heading, by its words: its whole section
  12-18                 a range

Pairs
  OLD NEW   OLD..NEW   NEW (against the version it revises)   WORK (its last two)   nothing (if one work has two)

An address that fits two things is an error that lists both. A missing one is never replaced by a neighbour.
"""

FORMATS = """\
What revtrack reads
A file is told by what it holds, never by its name. It is read whole, or refused: every character is placed, normalised by a
named rule, or set apart; `add -n -v` lists them.

  PDF          with text. Lines in reading order, also in columns; page heads and feet set apart; footnotes tied; words broken
               at line ends joined; page and line of each paragraph kept. Text that cannot be seen is set apart and said.
               Not a scan: revtrack does not recognise letters. Encrypted: --password-file FILE. Needs the extra `pdf`.
  DOCX         with Word's automatic numbers, footnotes, tables, text boxes. Tracked changes: --tracked accept|reject.
  HTML         acts of EUR-Lex, pages of governments; menus and banners set apart.
  Akoma Ntoso  of any tool, AKN4EU among it; ins and del: --tracked accept|reject.
  Formex 4     acts, annexes and consolidated texts of the Publications Office of the European Union.
  text         UTF-8, UTF-16, Windows-1252, ISO-8859-1, told by evidence and said; hard-wrapped or not.
  Markdown     by its name (.md) or its headings.

What a reader cannot be sure of it says under "look at"; read those lines before you go on.
"""


@revtrack_command(
    "help",
    examples=(
        ("revtrack help addresses", "how to name versions and places"),
        ("revtrack help manifest", "the columns of a table that lists documents"),
        ("revtrack help formats", "what is read, and how"),
        ("revtrack help exit-codes", "what the exit status means"),
        ("revtrack help text-not-held", "an error code at length"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE),
)
@click.argument("topic", default="", metavar="[TOPIC]")
@click.pass_context
def command(context: click.Context, *, topic: str) -> None:
    """Explain a topic or an error code at length."""
    from revtrack.cli.main import Commands, overview

    session = session_of(context)
    codes = {kind.code: kind for kind in error_kinds()}
    root = context.find_root().command
    if not topic:
        put(session, overview() + f"\nTopics: addresses, manifest, formats, exit-codes, {', '.join(codes)}")
    elif topic == "addresses":
        put(session, ADDRESSES)
    elif topic == "manifest":
        put(session, manifest_page())
    elif topic == "formats":
        put(session, FORMATS)
    elif topic == "exit-codes":
        put(session, exit_codes())
    elif topic in codes:
        put(session, explained(codes[topic]))
    elif isinstance(root, Commands) and (found := root.get_command(context, topic)):
        with click.Context(found, info_name=f"revtrack {topic}") as inner:
            put(session, found.get_help(inner))
    else:
        raise UsageError(f"no help on '{topic}'", tries=("revtrack help",))


MANIFEST = """\
A manifest lists documents, one in each row: revtrack add --manifest TABLE   (CSV, TSV, XLSX or JSON)
An empty one: revtrack add --template manifest.xlsx     Check it: revtrack add --manifest manifest.xlsx --dry-run

Columns, in any order and any case; what a document states itself need not be said
"""
MORE_OF_MANIFEST = """
Relations (revises, replaces, previous, cites) name a number, a label, WORK@LABEL, or another row by its number or label.
A row without a file is a known document whose text is not held. A row whose first cell begins with '# ' is passed over.

Dates are 2014-05-19, 19.5.2014, 19 May 2014, a year alone, or unknown. 05/06/2014 can be read in two ways and is refused.
What a spreadsheet mangled (41778, May-14, 19.5.14, a document number turned to a date) is named with its cell, never guessed.
Set the columns number, label and date to text before typing.

All rows are checked and read before any is written; all that is wrong is listed. --keep-going stores the sound ones by one
step and writes the others to TABLE.errors.csv (or .xlsx …) with a column 'problem': mend it and run it again as it is.
Running a manifest again adds nothing that is held. 'revtrack undo' takes the whole of a batch back.
"""


def manifest_page() -> str:
    """What each column of a manifest holds."""
    from revtrack.model.manifests import COLUMNS

    rows = [f"  {column.name:<12}{column.holds}" for column in COLUMNS]
    others = [f"  {column.name:<12}{', '.join(column.others)}" for column in COLUMNS if column.others]
    return "\n".join([MANIFEST + "\n".join(rows), "", "Other names of columns", *others]) + "\n" + MORE_OF_MANIFEST


def explained(kind: type[RevtrackError]) -> str:
    """An error code at length."""
    status = f"exit {int(kind.status)} means {EXIT_MEANINGS[kind.status]}"
    return f"{kind.code}   exit {int(kind.status)}\n  {kind.meaning}\n  {status}"


def exit_codes() -> str:
    """The table of exit statuses."""
    return "\n".join(f"{int(code):<5}{meaning}" for code, meaning in EXIT_MEANINGS.items())
