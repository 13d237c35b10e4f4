"""The errors of what was asked for and did not come: who was asked, what came instead, and what a person can do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from revtrack import register
from revtrack.errors import FetchFailed, NotInRegister, Offline
from revtrack.model.addresses import pasted
from revtrack.model.language import Language
from revtrack.register import Answer, NoDocument, UnlistedHost, Unreached
from revtrack.workflows import judging
from revtrack.workflows.fetchplan import Plan

_PART = re.compile(rb"https?://publications\.europa\.eu(/resource/cellar/[0-9a-f.-]{10,80}/DOC_[0-9]{1,4})")


@contextmanager
def sentences(made: Plan) -> Iterator[None]:
    """What the network says, in sentences for a person: FetchFailed or Offline."""
    try:
        yield
    except UnlistedHost as error:
        raise failed(made, error.url, error.what, f"{made.again} --allow-host {error.host}") from error
    except NoDocument as error:
        raise failed(made, error.url, error.what) from error
    except Unreached as error:
        raise Offline(
            f"cannot reach {error.host}: {error.why}; nothing was added",
            tries=(f"{made.again}   once there is a way to it",),
        ) from error


def failed(made: Plan, url: str, what: str, way_out: str = "") -> FetchFailed:
    """The error for an answer that is not the document: `what` came from `url`."""
    named = register.number_in(made.word) if made.number is None else ""
    if named and not way_out:
        way_out = (
            f"revtrack fetch {pasted(named)} --lang {made.language or 'en'}   asks the Publications Office instead"
        )
    return FetchFailed(
        f"{made.whom} did not hand out {made.what}, nothing was added",
        facts=(f"GET {url} → {what}",),
        tries=(way_out or _by_hand(made, url),),
    )


def several(made: Plan, answer: Answer) -> FetchFailed:
    """The error for a document that lies in several files: a person says which is meant."""
    paths = dict.fromkeys(found.decode() for found in _PART.findall(answer.data))
    parts = [f"https://{register.CELLAR}{path}" for path in paths]
    return FetchFailed(
        f"{made.whom} has {made.what} in {len(parts) or 'several'} parts, nothing was added",
        facts=(f"GET {answer.url} → {judging.status_words(answer)}", *parts),
        tries=[f"revtrack fetch {part}{_facts(made)}" for part in parts[:1]] or (_by_hand(made, answer.url),),
    )


def absent(made: Plan, languages: Sequence[Language]) -> NotInRegister:
    """The error for what a register does not have; `languages` are those it has the document in, if it says so."""
    if made.language in languages:
        fact = f"it has it in that language, but not as {made.form or 'HTML, PDF, DOCX or Formex'}"
        way_out = made.bare + f" --lang {made.language}" if made.form else _by_hand(made, made.asks[0].url)
    elif languages:
        fact, way_out = f"it has it in: {listed(languages)}", f"{made.bare} --lang {likely(languages)}"
    else:
        fact = f"GET {made.asks[0].url} → there is nothing; in which languages there is something it does not say"
        way_out = f"revtrack add --stub {pasted(str(made.number))}   to record it without its text"
    return NotInRegister(f"{made.whom} does not have {made.what}, nothing was added", facts=(fact,), tries=(way_out,))


def listed(languages: Sequence[Language]) -> str:
    """`da, de, en`."""
    return ", ".join(language.short for language in languages)


def likely(languages: Sequence[Language]) -> Language:
    """The language to propose: English if it is there."""
    return Language.EN if Language.EN in languages else languages[0]


def _by_hand(made: Plan, url: str) -> str:
    return f"open it in a browser, save, then  revtrack add FILE{_facts(made)} --source-url {pasted(url)}"


def _facts(made: Plan) -> str:
    number = f" --as {pasted(str(made.number))}" if made.number else ""
    language = f" --lang {made.language}" if made.language else ""
    return number + language
