"""The way in: the group of commands, and the one place where errors become exit statuses."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import sys
import tempfile
import traceback
from difflib import get_close_matches
from typing import NoReturn

import click

from revtrack import __version__
from revtrack.cli.session import Session, global_options, put, session_of
from revtrack.cli.table import COMMANDS, EXAMPLES, FOREIGN, NOT_BUILT
from revtrack.errors import ExitStatus, Internal, Interrupted, NoStore, RevtrackError, StoreError, UsageError

RARELY = (100_000, 20, 50)
"""How seldom garbage is looked for: a lineage of 10,000 documents makes a million values, and none of them is garbage."""

ONE_LINE = (
    "revtrack keeps the versions of a document, shows what changed paragraph by\n"
    "paragraph, and traces which document cites, revises or replaces which."
)


class Commands(click.Group):
    """The group: commands are imported when they are called, foreign verbs get a hint."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        command: click.Command = importlib.import_module(row.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise unknown_command(name)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        formatter.write(overview())


def unknown_command(name: str) -> UsageError:
    """The error for a word that is no command: a hint where another tool's verb was meant."""
    if name in NOT_BUILT:
        return UsageError(f"'{name}' is not built yet", tries=(f"revtrack {NOT_BUILT[name]}",))
    if name in FOREIGN:
        return UsageError(f"no command '{name}'", tries=(f"revtrack {FOREIGN[name]}",))
    near = get_close_matches(name, COMMANDS, 3)
    facts = (f"closest: {', '.join(near)}",) if near else ()
    return UsageError(
        f"no command '{name}'", facts=facts, tries=(f"revtrack {near[0]}" if near else "revtrack --help",)
    )


def overview() -> str:
    """The help of the whole program: one screen."""
    width = max(len(example) for example, _ in EXAMPLES) + 4
    lines = [ONE_LINE, ""]
    lines += [f"  $ {example:<{width}}{meaning}" for example, meaning in EXAMPLES]
    lines.append("")
    group = ""
    for name, row in COMMANDS.items():
        lead = row.group if row.group != group else ""
        group = row.group
        lines.append(f"{lead:<10}{name:<10}{row.line}")
    lines += [
        "",
        "'revtrack COMMAND -h' for one command · 'revtrack help addresses|manifest|formats|exit-codes|CODE'",
        "",
    ]
    return "\n".join(lines)


def _version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"revtrack {__version__}")
        context.exit()


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@global_options
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="the version")
@click.pass_context
def cli(context: click.Context) -> None:
    """Keep the versions of documents, show what changed, trace what cites what."""
    if context.invoked_subcommand is None:
        _bare(context)


def _bare(context: click.Context) -> None:
    """Inside a store the short status, outside it the examples."""
    from revtrack.cli.status import print_status

    session = session_of(context)
    try:
        print_status(session, "")
    except NoStore:
        width = max(len(example) for example, _ in EXAMPLES) + 4
        lines = [
            ONE_LINE,
            "",
            *(f"  $ {example:<{width}}{meaning}" for example, meaning in EXAMPLES),
            "",
            "revtrack --help",
        ]
        put(session, "\n".join(lines))


def run() -> NoReturn:
    """The program. Exit statuses are those of `errors.py`, whatever went wrong."""
    gc.set_threshold(*RARELY)
    # Where the caller ignores the end of children, so would we, and each git that failed would seem to have ended well.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _open_standard_files()
    sys.exit(main(sys.argv[1:]))


def _open_standard_files() -> None:
    """Open what the caller closed of standard input, output and error to nowhere: else the next file would take its number."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def main(words: list[str]) -> int:
    """Run one command line; gives the exit status. Nothing but this function turns errors into messages."""
    session = Session()
    try:
        # Click gives back the code of `context.exit()`, or whatever the command returned.
        result = cli.main(words, prog_name="revtrack", standalone_mode=False, obj=session)
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else int(ExitStatus.DONE)
    except BrokenPipeError:
        _quiet_pipe()
        return int(ExitStatus.DONE)
    except RevtrackError as error:
        return _fail(session, error, words)
    except click.UsageError as error:
        return _fail(session, _usage(error), words)
    except OSError as error:
        return _fail(session, _refused(error) if error.errno in _SCARCE else _bug(error), words)
    except (click.Abort, KeyboardInterrupt):
        return _fail(session, Interrupted("interrupted; nothing was changed", tries=("the same command again",)), words)
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes a saved traceback and exit status 70
        return _fail(session, _bug(error), words)


def _fail(session: Session, error: RevtrackError, words: list[str]) -> int:
    """Print an error in its shape, on stderr, as JSON if JSON was asked for."""
    from revtrack.report.errortext import error_json, error_text
    from revtrack.report.jsonframe import dump

    if session.debug:
        traceback.print_exc()
    if session.json or "--json" in words:
        click.echo(dump(error_json(error), to_terminal=sys.stderr.isatty()), err=True, nl=False)
    else:
        click.echo(error_text(error, session.style), err=True, color=True)
    return int(error.status)


def _usage(error: click.UsageError) -> UsageError:
    """Click's own complaint in our shape."""
    name = error.ctx.command_path if error.ctx else "revtrack"
    return UsageError(error.format_message().rstrip("."), tries=(f"{name} -h",))


_SCARCE = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
)
"""What a system says that has no more files, memory, processes or room to give, or whose disk fails."""


def _refused(error: OSError) -> StoreError:
    """The error for what the system refused outside the write path, which tells of itself whether anything was added."""
    tries = ("the same command again, where there is more of it", "revtrack log --events")
    return StoreError(f"the system refused ({error.strerror})", tries=tries)


def _bug(error: Exception) -> Internal:
    with tempfile.NamedTemporaryFile("w", prefix="revtrack-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return Internal(
        f"revtrack met a case it was not made for ({type(error).__name__})",
        facts=(f"the details are in {file.name}",),
        tries=("report it with that file; revtrack verify shows that the store is sound",),
    )


def _quiet_pipe() -> None:
    """The reader closed the pipe: end quietly, without Python's complaint at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


if __name__ == "__main__":
    run()
