"""One shape for every command: its help, its exit statuses, the global options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from revtrack.cli.session import global_options
from revtrack.errors import EXIT_MEANINGS, ExitStatus

GLOBAL_NAMES = frozenset(
    {"folder", "json", "plain", "color", "no_pager", "quiet", "verbose", "debug", "no_input", "wait", "help"}
)

LONGEST_EXAMPLE = 56
"""An example longer than this has its meaning on the next line, so that a help page fits 100 columns."""


class Command(click.Command):
    """A command whose help is one screen: a sentence, examples, options, exit statuses it uses."""

    examples: Sequence[tuple[str, str]] = ()
    exits: Sequence[ExitStatus] = (ExitStatus.DONE,)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write((self.help or "").split("\n\n")[0].replace("\n", " ").strip() + "\n\n")
        width = max((len(example) for example, _ in self.examples if len(example) <= LONGEST_EXAMPLE), default=0) + 3
        for example, meaning in self.examples:
            gap = f"\n{'':<{width + 2}}" if len(example) > LONGEST_EXAMPLE else ""
            formatter.write(f"  {example:<{0 if gap else width}}{gap}{meaning}\n")
        formatter.write("\n")
        self.format_usage(ctx, formatter)
        own = [p for p in self.get_params(ctx) if isinstance(p, click.Option) and p.name not in GLOBAL_NAMES]
        rows = [row for option in own if (row := option.get_help_record(ctx))]
        if rows:
            with formatter.section("Options"):
                formatter.write_dl(rows)
        formatter.write(
            "\nEverywhere: -C DIR  --json  --plain  --color WHEN  --no-pager  -q  -v  --debug  --no-input  --wait S\n"
        )
        formatter.write("\nExit codes\n")
        for code in self.exits:
            formatter.write(f"  {int(code):<4}{EXIT_MEANINGS[code]}\n")


def command(
    name: str, *, examples: Sequence[tuple[str, str]], exits: Sequence[ExitStatus]
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command of revtrack, with the global options; the session is passed by click's context."""

    def decorate(function: Callable[..., Any]) -> Command:
        made = click.command(name, cls=Command, context_settings={"help_option_names": ["-h", "--help"]})(
            global_options(function)
        )
        made.examples = examples
        made.exits = exits
        return made

    return decorate
