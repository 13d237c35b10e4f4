"""The table of commands: group, module and one line of help, so that the overview loads no command's module."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One command: its group in the overview, its module, its line."""

    group: str
    module: str
    line: str


COMMANDS: dict[str, Row] = {
    "init": Row("Collect", "revtrack.cli.init", "make a store"),
    "add": Row("Collect", "revtrack.cli.add", "bring documents in (one, or a manifest)"),
    "fetch": Row("Collect", "revtrack.cli.fetch", "get one from a register"),
    "status": Row("Collect", "revtrack.cli.status", "what is here, what is missing"),
    "log": Row("Read", "revtrack.cli.log", "versions, newest first"),
    "show": Row("Read", "revtrack.cli.show", "read one version or one paragraph"),
    "diff": Row("Compare", "revtrack.cli.diff", "changes between two"),
    "report": Row("Compare", "revtrack.cli.report", "a change report to hand over"),
    "correlate": Row("Compare", "revtrack.cli.correlate", "correlation table"),
    "refs": Row("Connect", "revtrack.cli.refs", "what it cites, who cites it"),
    "lineage": Row("Connect", "revtrack.cli.lineage", "the family tree"),
    "verify": Row("Keep", "revtrack.cli.verify", "check the store or a report"),
    "receipt": Row("Keep", "revtrack.cli.receipt", "a line that proves what was here"),
    "export": Row("Keep", "revtrack.cli.export", "hand texts on: Word, tables, a bag"),
    "signers": Row("Keep", "revtrack.cli.signers", "who may write here"),
    "sync": Row("Keep", "revtrack.cli.sync", "exchange with another store"),
    "undo": Row("Keep", "revtrack.cli.undo", "take back the last step"),
    "help": Row("Help", "revtrack.cli.help", "a topic or an error code at length"),
}

FOREIGN: dict[str, str] = {
    "import": "add",
    "ingest": "add",
    "commit": "add",
    "list": "log",
    "ls": "log",
    "history": "log",
    "cat": "show",
    "open": "show",
    "compare": "diff",
    "validate": "verify",
    "check": "verify",
    "fsck": "verify",
    "lint": "verify",
    "graph": "lineage",
    "tree": "lineage",
    "references": "refs",
    "rollback": "undo",
    "revert": "undo",
    "create": "init",
    "new": "init",
    "download": "fetch",
    "get": "fetch",
    "push": "sync",
    "pull": "sync",
    "merge": "sync",
}
"""Verbs of other tools, each with the command that does it here: a hint, not an alias."""

NOT_BUILT: dict[str, str] = {
    "search": "show VERSION",
    "grep": "show VERSION",
    "find": "show VERSION",
    "blame": "diff OLD NEW",
    "annotate": "diff OLD NEW",
    "assign": "add FILE --work ID",
    "upgrade": "verify",
    "serve": "show VERSION",
    "gui": "show VERSION",
    "web": "show VERSION",
    "ui": "show VERSION",
}
"""Commands that are planned and do not work yet, with what serves meanwhile."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("revtrack init --example", "a store with the EU strategy and a demo"),
    ("revtrack diff eupl@1.1 eupl@1.2", "what changed"),
    ("revtrack report eupl@1.1 eupl@1.2 -o changes.html", "a page to hand over"),
    ("revtrack lineage 9956/14", "what it revises and cites"),
)
