"""`revtrack signers`: who may write to this store, and whether that is required."""

from __future__ import annotations

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.session import put, put_json, read_input, session_of, telling
from revtrack.errors import ExitStatus, UsageError


@revtrack_command(
    "signers",
    examples=(
        ("revtrack signers", "who is listed"),
        (
            "revtrack signers --add ann.pub --name ann@example.org --keeper --require",
            "from now on, signed or not at all",
        ),
        ("revtrack signers --add bob.pub --name bob@example.org", "he may add; only keepers change this list"),
        ("revtrack signers --remove bob@example.org", "what he signed before stays good"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.option("--add", "key", metavar="KEY.pub", help="list a public key of OpenSSH, with --name")
@click.option("--name", default="", metavar="NAME", help="whose key it is, like a mail address")
@click.option("--keeper", is_flag=True, help="may also change this list")
@click.option("--remove", multiple=True, metavar="NAME", help="strike from the list (repeatable)")
@click.option("--require/--no-require", "require", default=None, help="accept signed changes only, or others again")
@click.pass_context
def command(
    context: click.Context, *, key: str | None, name: str, keeper: bool, remove: tuple[str, ...], require: bool | None
) -> None:
    """Say who may write to this store; what is signed with is REVTRACK_SIGNING_KEY or git's user.signingkey."""
    from revtrack.report import signerstext
    from revtrack.workflows import signing

    if (key is None) != (not name):
        raise UsageError(
            "--add and --name go together", tries=("revtrack signers --add ann.pub --name ann@example.org",)
        )
    session = session_of(context)
    data = None if key is None else read_input(key)
    wanted = signing.Wanted(data, name, keeper, remove, require)
    view = signing.signers(session.store, wanted, author=session.author())
    with telling("the list is as it was asked for" if wanted.is_change else ""):
        if session.json:
            put_json(signerstext.signers_json(view, session.store.tip()))
        else:
            put(session, signerstext.signers_text(view, session.style))
