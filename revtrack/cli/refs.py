"""`revtrack refs`: what a document refers to and what refers to it; what is missing, stale, changed, confirmed, rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from revtrack.cli.command import command as revtrack_command
from revtrack.cli.output import catalogue_for, format_for
from revtrack.cli.session import (
    Session,
    put,
    put_bytes,
    put_json,
    read_input,
    refuse_existing,
    say,
    session_of,
    telling,
    write_file,
)
from revtrack.errors import ExitStatus, NoStore, UsageError
from revtrack.model.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revtrack.cli.refsforms import Forms
    from revtrack.workflows.catalogue import Catalogue

FORMATS = {"text": ".txt", "json": ".json", "csv": ".csv", "md": ".md"}
RULING = ("FROM", "REL", "TO")


@revtrack_command(
    "refs",
    examples=(
        ("revtrack refs 9956/14", "both directions"),
        ("revtrack refs 9956/14 --out --rel cites", "only what it cites"),
        ("revtrack refs 9956/14#note.1", "one paragraph and its footnotes"),
        ("revtrack refs --unresolved -o wanted.csv", "referred to and not held, for a spreadsheet"),
        ("revtrack refs --stale", "cites what was since revised, replaced or repealed"),
        ("revtrack refs --diff demo@1 demo@2", "references gained, lost, retargeted"),
        ("revtrack refs --confirm 9956/14 revises 15175/08", "say that a relation holds, everywhere"),
    ),
    exits=(ExitStatus.DONE, ExitStatus.USAGE, ExitStatus.NOT_FOUND, ExitStatus.REFUSED, ExitStatus.STORE),
)
@click.argument("words", nargs=-1, metavar="[VERSION|PLACE|NUMBER]|[PAIR]")
@click.option("--out", "only_out", is_flag=True, help="only what it refers to")
@click.option("--in", "only_in", is_flag=True, help="only what refers to it")
@click.option("--both", is_flag=True, help="both (*)")
@click.option("--rel", "relations", default="", metavar="LIST", help="cites, revises, previous_document, …")
@click.option("--unresolved", is_flag=True, help="referred to and not held, or leading nowhere; of all, or of one")
@click.option("--stale", is_flag=True, help="references to what was revised, replaced or repealed; of all, or of one")
@click.option("--rejected", is_flag=True, help="relations that a person rejected; of all, or of one")
@click.option("--diff", "pair", is_flag=True, help="references gained, lost, kept, retargeted or forgotten in a PAIR")
@click.option("--confirm", nargs=3, metavar="FROM REL TO", help="this relation holds")
@click.option("--reject", nargs=3, metavar="FROM REL TO", help="this relation does not hold")
@click.option("-f", "form", type=click.Choice(list(FORMATS)), help="text (*), json, csv, md")
@click.option("-o", "output", metavar="FILE", help="write to a file; the format follows its extension")
@click.option("--force", is_flag=True, help="overwrite the file")
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    only_out: bool,
    only_in: bool,
    both: bool,
    relations: str,
    unresolved: bool,
    stale: bool,
    rejected: bool,
    pair: bool,
    confirm: tuple[str, str, str] | None,
    reject: tuple[str, str, str] | None,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """List references with their evidence: where it stands, and whether stated, extracted, inferred, confirmed or catalogued.

    Where in a text a reference was drawn from words alone it is inferred; --confirm and --reject keep what a person says of it.
    """
    session = session_of(context)
    asked = {
        "--unresolved": unresolved,
        "--stale": stale,
        "--rejected": rejected,
        "--diff": pair,
        "--confirm": confirm is not None,
        "--reject": reject is not None,
    }
    question = _question(asked, words)
    if question != "refs" and (only_in or only_out or both):
        raise UsageError(f"--in, --out and --both do not go with {question}", tries=("revtrack refs VERSION --in",))
    wanted = format_for(output, form, FORMATS, example="-o references.csv") if output else form or "text"
    if output:
        refuse_existing(output, force=force)
    rule = confirm or reject
    if rule is not None:
        forms = _ruled(session, rule, confirmed=confirm is not None, words=words)
    else:
        ways = (True, True) if both else (only_out, only_in)
        in_json = session.json or wanted == "json"
        forms = _asked(session, question, words, relation_list(relations), ways=ways, mentions=in_json)
    with telling("" if rule is None else "the ruling is stored"):
        for note in forms.notes:
            say(session, f"note: {note}")
        if output:
            write_file(output, _bytes(session, forms, wanted), force=force)
            say(session, f"Wrote {output}")
        else:
            _print(session, forms, "json" if session.json else wanted)


def relation_list(text: str) -> list[Relation]:
    """The relations named in a comma-separated list; UsageError for a word that is none."""
    return [_relation(word, "--rel", "--rel cites,revises") for part in text.split(",") if (word := part.strip())]


def _relation(word: str, option: str, example: str) -> Relation:
    name = word.strip().lower().replace(" ", "_")
    name = "previous_document" if name == "previous" else name
    if name not in list(Relation):
        raise UsageError(
            f"{option} does not know '{word}'", facts=(f"it knows {', '.join(Relation)}",), tries=(example,)
        )
    return Relation(name)


def _question(asked: dict[str, bool], words: Sequence[str]) -> str:
    """Which one question is asked; UsageError for two of them, or for none."""
    chosen = [name for name, given in asked.items() if given]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} are two questions", tries=(f"revtrack refs {chosen[0]}",))
    question = chosen[0] if chosen else "refs"
    if question != "--diff" and len(words) > 1:
        raise UsageError(
            f"references of {len(words)} documents at once are not listed",
            tries=(f"revtrack refs {words[0]}   or   revtrack refs --diff {' '.join(words[:2])}",),
        )
    if question == "refs" and not words:
        raise UsageError(
            "whose references?",
            facts=("of the whole store there are --unresolved, --stale and --rejected",),
            tries=("revtrack refs VERSION   or   revtrack refs --unresolved",),
        )
    return question


def _asked(
    session: Session,
    question: str,
    words: tuple[str, ...],
    relations: list[Relation],
    *,
    ways: tuple[bool, bool],
    mentions: bool,
) -> Forms:
    """The answer to every question but a ruling; `mentions` are wanted in JSON alone."""
    from revtrack.cli import refsforms
    from revtrack.workflows import citing, pairs

    if question == "--diff":
        catalogue = catalogue_for(session, words)
        pair = pairs.pair_of(catalogue, words, read_input, command="refs --diff")
        return refsforms.of_diff(citing.changes(catalogue, pair, relations=relations))
    word = words[0] if words else ""
    if question == "refs":
        store = _store_or_none(session, word)
        view = citing.refs(store, word, read_input, relations=relations, mentions=mentions)
        return refsforms.of_refs(view, *ways)
    if word and "#" in word:
        raise UsageError(
            f"{question} is of whole documents, and '{word}' names a place", tries=(f"revtrack refs {word}",)
        )
    if question == "--rejected":
        return refsforms.of_rejected(citing.rejected(session.catalogue, word))
    if question == "--stale":
        return refsforms.of_stale(citing.stale(session.catalogue, word, relations=relations))
    return refsforms.of_unresolved(citing.unresolved(session.catalogue, word, relations=relations))


def _store_or_none(session: Session, word: str) -> Catalogue | None:
    """The store's catalogue; none where a file is asked about and there is no store."""
    from revtrack.model.addresses import is_path

    try:
        return session.catalogue
    except NoStore:
        if is_path(word.partition("#")[0]):
            return None
        raise


def _ruled(session: Session, rule: tuple[str, str, str], *, confirmed: bool, words: Sequence[str]) -> Forms:
    from revtrack.cli import refsforms
    from revtrack.model.pairings import Verdict
    from revtrack.workflows import ruledrelations

    option = "--confirm" if confirmed else "--reject"
    if words:
        raise UsageError(
            f"{option} takes {' '.join(RULING)}, and '{words[0]}' stands beside them",
            tries=(f"revtrack refs {option} 9956/14 revises 15175/08",),
        )
    source, relation, target = rule
    verdict = Verdict.CONFIRMED if confirmed else Verdict.REJECTED
    known = _relation(relation, option, f"revtrack refs {option} 9956/14 revises 15175/08")
    view = ruledrelations.decide(session.catalogue, source, known, target, verdict=verdict, author=session.author)
    return refsforms.of_ruling(view)


def _print(session: Session, forms: Forms, form: str) -> None:
    if form == "json":
        put_json(forms.json())
    elif form == "csv":
        put_bytes(_csv(session, forms))
    elif form == "md":
        put(session, forms.markdown())
    else:
        put(session, forms.text(session.style))


def _bytes(session: Session, forms: Forms, form: str) -> bytes:
    from revtrack.report.jsonframe import dump
    from revtrack.report.style import Style

    if form == "csv":
        return _csv(session, forms)
    if form == "json":
        return dump(forms.json(), to_terminal=False).encode()
    if form == "md":
        return forms.markdown().encode()
    return forms.text(Style(width=100, plain=session.plain, verbose=session.verbose)).encode()


def _csv(session: Session, forms: Forms) -> bytes:
    """The CSV; a note says what was guarded."""
    from revtrack.report.csvtext import guard_note

    found = forms.csv()
    if found.guarded:
        say(session, guard_note(found.guarded))
    return found.data
