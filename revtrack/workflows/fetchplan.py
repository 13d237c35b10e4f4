"""What is to be fetched, and where: the questions for a number or an address, made before anything is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from revtrack import register
from revtrack.errors import BadValue, DocumentRestricted, NotInRegister, UsageError
from revtrack.model.addresses import pasted
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.register import Ask, Form
from revtrack.workflows.catalogue import Catalogue

RESTRICTED = re.compile(r"RESTREINT|RESTRICTED|CONFIDENTIEL|CONFIDENTIAL|SECRET")
"""The markings of classified documents; LIMITE is none of them."""


class Plan(Struct, frozen=True):
    """What is to be asked, and of whom. `number` is None where an address was typed, `language` where nobody named one."""

    word: str
    number: DocumentNumber | None
    language: Language | None
    form: Form | None
    asks: tuple[Ask, ...]
    hosts: frozenset[str]

    @property
    def whom(self) -> str:
        """Who is asked, in a sentence."""
        held_by = register.register_of(self.number) if self.number else None
        return held_by.words if held_by else register.destination(self.asks[0].url).host

    @property
    def what(self) -> str:
        """What is asked for, in a sentence."""
        if self.number is None:
            return "a document"
        return f"{self.number} in {self.language.english}" if self.language else str(self.number)

    @property
    def bare(self) -> str:
        """The command that asks for it, without a language or a format."""
        others = "".join(f" --allow-host {host}" for host in sorted(self.hosts - register.HOSTS))
        return f"revtrack fetch {pasted(self.word)}{others}"

    @property
    def again(self) -> str:
        """The command that asks for the same once more."""
        language = f" --lang {self.language}" if self.language else ""
        form = f" --format {self.form}" if self.form else ""
        return f"{self.bare}{language}{form}"


def plan(word: str, *, language: str = "", form: str = "", hosts: tuple[str, ...] = ()) -> Plan:
    """What would be asked for a number or an address; nothing is asked.

    UsageError for an address that is not asked, NotInRegister for a number or a format that no register hands out.
    """
    wanted = Form(form) if form else None
    spoken = Language.parse(language) if language else None
    allowed = register.HOSTS | {_host(name) for name in hosts}
    number = _number(word)
    if number is None:
        return _plan_address(word, spoken, wanted, allowed)
    if register.register_of(number) is None:
        raise _no_register(number)
    if spoken is not None and not spoken.is_known:
        raise UsageError("a register is asked for one language", tries=(f"revtrack fetch {pasted(word)} --lang en",))
    asks = register.asks_for(number, spoken, wanted) if spoken else ()
    made = Plan(word, number, spoken, wanted, asks, allowed)
    if spoken and not asks:
        raise NotInRegister(
            f"{made.whom} hands out PDF only, and {number} was asked for as {form}",
            tries=(f"{made.bare} --lang {spoken}",),
        )
    return made


def refuse_restricted(catalogue: Catalogue, made: Plan) -> None:
    """Raise DocumentRestricted if the store knows, from a record or from a text that cites it, that a document is classified."""
    marked = next((mark for mark in _markings(catalogue, made.number) if RESTRICTED.search(mark)), "")
    if marked:
        raise DocumentRestricted(
            f"{made.number} is marked {marked}, and was not asked for",
            facts=("registers do not hand out such documents",),
            tries=(f"{made.again} --force",),
        )


def _markings(catalogue: Catalogue, number: DocumentNumber | None) -> Iterator[str]:
    if number is None:
        return
    for version in catalogue.versions:
        if number in (version.number, *version.aliases):
            yield from version.markings
    said = (one for linked in catalogue.linked for one in linked.links.references)
    for reference in (*said, *catalogue.recorded):
        if reference.target == number:
            yield from reference.markings


def _number(word: str) -> DocumentNumber | None:
    """The number that a word is; None for an address. An ELI is a number, though it is written as an address."""
    if not register.is_address(word):
        return DocumentNumber.read(word)
    try:
        return DocumentNumber.parse(word)
    except BadValue:
        return None


def _plan_address(word: str, language: Language | None, form: Form | None, hosts: frozenset[str]) -> Plan:
    try:
        there = register.destination(word)
    except ValueError as error:
        raise UsageError(
            f"'{word[:200]}' is not fetched: {error}",
            facts=("addresses are fetched by https alone, from a host with a full name, without user or port",),
            tries=("revtrack fetch https://…   or   revtrack add FILE --source-url URL",),
        ) from error
    if there.host not in hosts:
        raise UsageError(
            f"{there.host} is no register, and nobody has allowed it",
            facts=(f"asked without leave: {', '.join(sorted(register.HOSTS))}",),
            tries=(f"revtrack fetch {pasted(word)} --allow-host {there.host}",),
        )
    spoken = language.short if language and language.is_known else ""
    return Plan(word, None, language, form, (Ask(word, language=spoken, form=form),), hosts)


def _host(name: str) -> str:
    if register.is_host(name.lower()):
        return name.lower()
    raise UsageError(f"'{name[:200]}' is not the full name of a host", tries=("--allow-host www.example.org",))


def _no_register(number: DocumentNumber) -> NotInRegister:
    return NotInRegister(
        f"no register that revtrack asks hands out '{number}' by that name",
        facts=(
            "it asks by Council number, CELEX, ELI, ECLI:EU, COM(2013) 941 and OJ L, 2024/1689; not by page of the OJ",
        ),
        tries=(f"revtrack fetch https://… --allow-host HOST --as {pasted(str(number))}",),
    )
