"""Fetches one document by a plan. What came is judged by its content, then read by the same intake as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from revtrack import register
from revtrack.errors import AmbiguousLanguage, FetchFailed, MetadataMissing, Offline
from revtrack.model import slugs
from revtrack.model.fetches import Fetch
from revtrack.model.language import Language
from revtrack.model.readings import Reading
from revtrack.register import Answer, Ask, Client
from revtrack.report.views import FetchView, QuestionLine
from revtrack.store.contract import Store
from revtrack.workflows import drafts, judging
from revtrack.workflows.drafts import Draft
from revtrack.workflows.fetchfile import moment
from revtrack.workflows.fetchplan import Plan
from revtrack.workflows.intake import Wishes, being_read
from revtrack.workflows.unfetched import absent, failed, likely, listed, sentences, several

SECONDS = 30.0
"""The time for everything, unless a person gives more or less."""
Told = Callable[[int, int, str], None]
"""Told of bytes come, bytes announced (0 if nobody did), and what is being done."""

_ABSENT = frozenset((404, 406, 410))
_UNKNOWN = b"Resource [system"
"""How Cellar begins its answer on a number that it does not know; its other 404 is of a language or a format."""
_LANGUAGE = re.compile(rb"/authority/language/([A-Z]{3})\b")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]{1,200}")
_LONGEST_NAME = 80
_TAILS = {"text": "txt", "": "bin"}


class Got(Struct, frozen=True):
    """A document that came: its bytes, the name it may have as a file, and how it was fetched."""

    plan: Plan
    data: bytes
    name: str
    fetch: Fetch


def lacks_language(made: Plan) -> bool:
    """Whether nobody said in which language a document is wanted, and the register will not say which there are."""
    return not made.asks and _language_ask(made) is None


def client_of(made: Plan, seconds: float, told: Told) -> Client:
    """Who asks what a plan says; the time begins to run."""
    return Client.of(made.hosts, seconds, told)


def questions(made: Plan) -> tuple[QuestionLine, ...]:
    """What would be asked, in order; the question for languages where nobody named one, and MetadataMissing without that too."""
    asks = made.asks
    if not asks:
        first = _language_ask(made)
        if first is None:
            raise _no_language(made)
        asks = (first,)
    return tuple(QuestionLine(ask.url, ask.accept, ask.language, ask.form or "") for ask in asks)


def obtain(made: Plan, client: Client, *, time: int) -> Got:
    """What comes of a plan, fetched at `time` (UTC seconds since 1970).

    Raises FetchFailed, NotInRegister or Offline where it does not come, AmbiguousLanguage or MetadataMissing where nobody said
    in which language it is wanted.
    """
    told = made if made.asks else _with_language(made, client)
    answer = _first(told, client)
    fetch = Fetch(
        asked=told.word,
        first=answer.first,
        url=answer.url,
        media_type=answer.media_type,
        sha256=answer.sha256,
        time=time,
        etag=answer.etag,
        modified=answer.modified,
    )
    return Got(told, answer.data, _file_name(told, answer), fetch)


def read(got: Got, tracked: str = "") -> Reading:
    """What came, as intake reads it. FetchFailed if a register handed out another document than the one asked for."""
    with being_read(got.data, got.name, tracked) as read_whole:
        reading = read_whole()
    made = got.plan
    if made.number and made.language:
        other = judging.other_document(reading, made.number, made.language)
        if other:
            raise failed(made, got.fetch.url, f"{other}, not the document that was asked for")
    return reading


def wishes_of(got: Got, wishes: Wishes) -> Wishes:
    """What the person said, with what follows from the question: the number, the language, and the address that answered."""
    made = got.plan
    return replace(
        wishes,
        number=wishes.number or str(made.number or ""),
        language=wishes.language or str(made.language or ""),
        source_url=got.fetch.url,
    )


def draft(store: Store, got: Got, reading: Reading, wishes: Wishes) -> Draft:
    """The document as it would be stored, with how it came. Raises as `drafts.draft` does."""
    command = got.plan.again
    made = drafts.draft(store, reading, got.data, got.name, wishes, command=command)
    return replace(made, typed="", command=command, fetched=got.fetch)


def fetch_view(got: Got) -> FetchView:
    """What came, ready to be printed."""
    came = got.fetch
    return FetchView(
        asked=came.asked,
        first=came.first,
        url=came.url,
        media_type=came.media_type,
        size=len(got.data),
        sha256=came.sha256,
        time=moment(came.time) if came.time else "",
        name=got.name,
        etag=came.etag,
        modified=came.modified,
    )


def _first(made: Plan, client: Client) -> Answer:
    """The first answer that is a document, of the questions in their order."""
    for ask in made.asks:
        answer = _asked(made, client, ask)
        if made.number is None or answer.status not in _ABSENT:
            return _judged(made, ask, answer)
        if _UNKNOWN in answer.data:
            break
    raise absent(made, _languages(made, client))


def _judged(made: Plan, ask: Ask, answer: Answer) -> Answer:
    """The answer, if it is a document of the format asked for. FetchFailed else."""
    if answer.status == 300:
        raise several(made, answer)
    if answer.whole or answer.guarded or answer.status == 202:
        why = judging.problem(answer, ask.form)
        if why:
            raise failed(made, answer.url, f"{answer.status}, but {why}")
        return answer
    raise failed(made, answer.url, judging.status_words(answer))


def _asked(made: Plan, client: Client, ask: Ask) -> Answer:
    with sentences(made):
        return client.get(ask)


def _with_language(made: Plan, client: Client) -> Plan:
    """The plan in the one language that the register has; an error that lists them where it has several."""
    languages = _languages(made, client)
    if made.number and len(languages) == 1:
        return replace(made, language=languages[0], asks=register.asks_for(made.number, languages[0], made.form))
    if languages:
        raise AmbiguousLanguage(
            f"{made.whom} has {made.number} in {len(languages)} languages, and none was named",
            facts=(listed(languages),),
            tries=(f"{made.again} --lang {likely(languages)}",),
        )
    raise _no_language(made)


def _no_language(made: Plan) -> MetadataMissing:
    return MetadataMissing(
        f"{made.whom} hands out one language of {made.number}, and none was named",
        facts=("which languages there are it does not say",),
        tries=(f"{made.again} --lang en",),
    )


def _language_ask(made: Plan) -> Ask | None:
    """The question in which languages there is a document, where the register answers it."""
    return register.languages_ask(made.number) if made.number else None


def _languages(made: Plan, client: Client) -> tuple[Language, ...]:
    """The languages in which the register says it has a document, by their codes; none where it does not say."""
    ask = _language_ask(made)
    if ask is None:
        return ()
    try:
        answer = _asked(made, client, ask)
    except (FetchFailed, Offline):
        if made.language is None:
            raise
        return ()  # the document is not there, whatever else is; that is said first
    codes = {code.decode().lower() for code in _LANGUAGE.findall(answer.data)} if answer.whole else set()
    return tuple(sorted((each for each in Language if each.long in codes), key=lambda each: each.short))


def _file_name(made: Plan, answer: Answer) -> str:
    """What the document may be called as a file: by number and language, else by the last word of its address."""
    kind = judging.kind_of(answer.data)
    tail = _TAILS.get(kind, kind)
    if made.number is not None:
        return f"{slugs.slug(made.number)}.{made.language}.{tail}"
    last = unquote(answer.url.partition("?")[0].rstrip("/").rpartition("/")[2])
    name = _UNFIT.sub("-", last).strip(".-")[-_LONGEST_NAME:]
    return name if "." in name[1:] else f"{name or 'document'}.{tail}"
