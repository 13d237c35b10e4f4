"""What the person asked for with global options, and how output leaves the process."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from revtrack.cli.outfile import refuse_existing as refuse_existing
from revtrack.cli.outfile import write_file as write_file
from revtrack.errors import RevtrackError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from revtrack.model.documents import Author
    from revtrack.report.style import Style
    from revtrack.store import GitStore
    from revtrack.workflows.catalogue import Catalogue

STRUCK_UNKNOWN = ("linux", "vt")
"""Terminals not known to draw a strike: there the brackets stay, so that red is never alone."""


class Session(Struct, dict=True):
    """The global options of one call, wherever on the command line they stood."""

    folder: str | None = None
    json: bool = False
    plain: bool = False
    colour: str = "auto"
    pager: bool = True
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    ask: bool = True
    wait: float = 60.0

    @cached_property
    def store(self) -> GitStore:
        """The store that `-C`, REVTRACK_STORE or the folders above name. NoStore if there is none."""
        from revtrack.store import locate, open_store

        named = self.folder or os.environ.get("REVTRACK_STORE")
        return open_store(Path(named) if named else locate(Path.cwd()), wait=self.wait)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What to read by: facts come from the cache beside the store, and are brought up to date there."""
        from revtrack.cli.progress import passing
        from revtrack.workflows.catalogue import Catalogue
        from revtrack.workflows.known import Known, cache_of

        return Catalogue(self.store, Known(self.store, cache_of(self.store), passing(self)))

    @cached_property
    def exact_catalogue(self) -> Catalogue:
        """What to write by: every fact comes from the stored documents themselves."""
        from revtrack.workflows.catalogue import Catalogue

        return Catalogue(self.store)

    @property
    def can_ask(self) -> bool:
        return self.ask and not self.json and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def style(self) -> Style:
        """How text is drawn on this terminal, or in this pipe."""
        from revtrack.report.style import Style

        term = os.environ.get("TERM", "")
        encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
        return Style(
            colour=self._coloured(sys.stdout.isatty(), term),
            plain=self.plain,
            ascii=not encoding.startswith("utf"),
            width=min(shutil.get_terminal_size((120, 24)).columns, 120) if sys.stdout.isatty() else 120,
            verbose=self.verbose,
            brackets=term.startswith(STRUCK_UNKNOWN),
        )

    def _coloured(self, is_terminal: bool, term: str) -> bool:
        if self.colour == "never" or self.plain or os.environ.get("NO_COLOR") or term == "dumb":
            return False
        return is_terminal or self.colour == "always"

    def author(self) -> Author:
        """Who is writing: REVTRACK_AUTHOR, the store's or the user's git settings, else the login name."""
        from revtrack.store import identify

        return identify(os.environ, self.store)


def session_of(context: click.Context) -> Session:
    """The session of the running command."""
    found = context.find_root().ensure_object(Session)
    if not isinstance(found, Session):
        raise TypeError("the root context holds the session")
    return found


@contextmanager
def telling(stored: str) -> Iterator[None]:
    """Where what was done is told: an error there is a StoreError that says what is stored all the same, if anything is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, RevtrackError) as error:
        if not stored:
            raise
        reason = error.message if isinstance(error, RevtrackError) else error.strerror or str(error)
        raise StoreError(
            f"{stored}; what was done could not be told: {reason}", tries=("revtrack log --events",)
        ) from error


def put(session: Session, text: str) -> None:
    """Write data to stdout, through the pager if it is longer than the screen and stdout is a terminal."""
    text = text if text.endswith("\n") or not text else text + "\n"
    if (
        session.pager
        and not session.plain
        and sys.stdout.isatty()
        and text.count("\n") >= shutil.get_terminal_size().lines
    ):
        from revtrack.cli.launch import page

        command = os.environ.get("REVTRACK_PAGER") or os.environ.get("PAGER") or "less -FIRX"
        if page(shlex.split(command), text):
            return
    click.echo(text, nl=False, color=True)


def put_json(value: Mapping[str, object]) -> None:
    """Write one JSON document to stdout."""
    from revtrack.report.jsonframe import dump

    click.echo(dump(value, to_terminal=sys.stdout.isatty()), nl=False)


def put_bytes(data: bytes) -> None:
    """Write data to stdout as it is: what other programs read, never through a pager."""
    click.echo(data, nl=False)


def say(session: Session, text: str) -> None:
    """A note for the person, on stderr; nothing with --quiet."""
    if not session.quiet:
        from revtrack.report.neutral import neutral

        click.echo(neutral(text), err=True)


def read_input(path: str) -> bytes:
    """The bytes of a file a person named; `-` is standard input. UsageError if there is no such file."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).expanduser().read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read",
            facts=(error.strerror or str(error),),
            tries=("ls, to find it; then the same command with its path",),
        ) from error


def _remember(name: str, value_when_set: Any = None) -> Any:
    """A callback that puts an option into the session, if it was given."""

    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(session_of(context), name, value if value_when_set is None else value_when_set[0])

    return callback


def global_options(command: Any) -> Any:
    """The options that stand before or after every command."""
    decorators = (
        click.option(
            "-C",
            "--store",
            "folder",
            metavar="DIR",
            help="the store, instead of the one here or above",
            callback=_remember("folder"),
            expose_value=False,
        ),
        click.option("--json", is_flag=True, help="JSON for programs", callback=_remember("json"), expose_value=False),
        click.option(
            "--plain",
            is_flag=True,
            help="one record a line, for grep and screen readers",
            callback=_remember("plain"),
            expose_value=False,
        ),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            help="colour on a terminal",
            callback=_remember("colour"),
            expose_value=False,
        ),
        click.option(
            "--no-pager",
            is_flag=True,
            help="never start a pager",
            callback=_remember("pager", (False,)),
            expose_value=False,
        ),
        click.option("-q", "--quiet", is_flag=True, help="no notes", callback=_remember("quiet"), expose_value=False),
        click.option(
            "-v", "--verbose", is_flag=True, help="everything", callback=_remember("verbose"), expose_value=False
        ),
        click.option(
            "--debug", is_flag=True, help="a traceback with errors", callback=_remember("debug"), expose_value=False
        ),
        click.option(
            "--no-input",
            is_flag=True,
            help="never ask; a missing fact is an error",
            callback=_remember("ask", (False,)),
            expose_value=False,
        ),
        click.option(
            "--wait",
            type=click.FloatRange(0, 86400),
            metavar="S",
            help="seconds to wait for another writer",
            callback=_remember("wait"),
            expose_value=False,
        ),
    )
    for decorate in reversed(decorators):
        command = decorate(command)
    return command
