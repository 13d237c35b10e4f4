"""Asks for one document: follows a few redirects, each checked like the first address, and asks again where that may help."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from http.client import HTTPResponse

from msgspec import Struct

from revtrack.register import wire
from revtrack.register.body import glance, read_body
from revtrack.register.destination import Destination, destination, redirected
from revtrack.register.outcomes import NoDocument, UnlistedHost, Unreached
from revtrack.register.routes import UPGRADED, Ask
from revtrack.register.wire import Deadline, Network

REDIRECTS = 3
PAUSES = (1.0, 2.0)
"""Seconds before a second and a third attempt."""
PATIENCE = 10.0
"""The longest pause that a server can ask for (Retry-After); one that wants more is not asked again."""

_WHOLE = frozenset((200, 203))
_REDIRECTING = frozenset((301, 302, 303, 307, 308))
_LATER = frozenset((429, 500, 502, 503, 504))
_GUARDS = ("x-amzn-waf-action", "cf-mitigated")
"""Fields by which a guard before a server says that it wants a script to run or a person to answer."""
_LONGEST_FIELD = 200

Told = Callable[[int, int, str], None]
"""Told of bytes come, bytes announced (0 if nobody did), and what is being done."""


class Answer(Struct, frozen=True):
    """What came: the address that gave it, its status, and the bytes: all of a document, a glance at anything else.

    `first` is the address asked first, `media_type` what was announced, without parameters. `guarded` says that a guard
    answered in place of the server; `location` and `retry_after` are fields of the answer, "" where it has none.
    """

    first: str
    url: str
    status: int
    media_type: str
    data: bytes
    etag: str = ""
    modified: str = ""
    location: str = ""
    retry_after: str = ""
    guarded: bool = False

    @property
    def whole(self) -> bool:
        """Whether the bytes are all that stands at the address."""
        return self.status in _WHOLE

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class Client(Struct, frozen=True):
    """Asks over one network, of some hosts only, until one moment."""

    network: Network
    hosts: frozenset[str]
    deadline: Deadline
    told: Told

    @classmethod
    def of(cls, hosts: frozenset[str], seconds: float, told: Told) -> Client:
        """A client of the internet; nothing is asked yet, and the seconds begin to run."""
        return cls(wire.internet(), hosts, Deadline.of(seconds), told)

    def get(self, ask: Ask) -> Answer:
        """What stands at an address, after redirects; asked up to three times. An answer of any status is one.

        NoDocument or Unreached where there is none.
        """
        pauses = iter(PAUSES)
        while True:
            try:
                answer = self._followed(ask)
            except (NoDocument, Unreached) as error:
                if not error.again or not self._paused(next(pauses, None)):
                    raise
            else:
                if not self._paused(_pause(answer, pauses)):
                    return answer

    def _paused(self, seconds: float | None) -> bool:
        """Wait; False where there is nothing to wait for, or no time left for another answer."""
        if seconds is None or not self.deadline.allows(seconds):
            return False
        self.network.sleep(seconds)
        return True

    def _followed(self, ask: Ask) -> Answer:
        first = there = destination(ask.url)
        for _ in range(REDIRECTS + 1):
            if there.host not in self.hosts:
                raise UnlistedHost(
                    str(first), f"it leads to {there.host}, which is not among the hosts allowed", there.host
                )
            answer = self._asked(ask, there, first)
            if answer.status not in _REDIRECTING:
                return answer
            there = _next(there, answer)
        raise NoDocument(str(first), f"it leads on and on: more than {REDIRECTS} redirects")

    def _asked(self, ask: Ask, there: Destination, first: Destination) -> Answer:
        url = str(there)
        headers = {"Accept": ask.accept, "Accept-Encoding": "gzip", "Connection": "close"}
        if ask.language:
            headers["Accept-Language"] = ask.language
        self.told(0, 0, f"asking {there.host}")
        connection, response = wire.exchange(self.network, there.host, there.path, headers, self.deadline)
        try:
            return _answer(response, str(first), url, self._body(response, url))
        finally:
            connection.close()

    def _body(self, response: HTTPResponse, url: str) -> bytes:
        if response.status not in _WHOLE:
            return glance(response)
        return read_body(response, url, self.deadline, lambda done, total: self.told(done, total, f"fetching {url}"))


def _answer(response: HTTPResponse, first: str, url: str, data: bytes) -> Answer:
    def told(name: str, most: int = _LONGEST_FIELD) -> str:
        return (response.headers.get(name) or "").strip()[:most]

    return Answer(
        first,
        url,
        response.status,
        told("Content-Type").partition(";")[0].strip().lower(),
        data,
        etag=told("ETag"),
        modified=told("Last-Modified"),
        location=told("Location", 4 * 1024),
        retry_after=told("Retry-After"),
        guarded=any(told(name) for name in _GUARDS),
    )


def _next(there: Destination, answer: Answer) -> Destination:
    try:
        return redirected(there, answer.location, UPGRADED)
    except ValueError as error:
        raise NoDocument(answer.first, f"it leads to an address that is not followed: {error}") from error


def _pause(answer: Answer, pauses: Iterator[float]) -> float | None:
    """Seconds until the same question may have another answer; None if it will not."""
    if answer.status not in _LATER:
        return None
    pause = next(pauses, None)
    asked = float(answer.retry_after) if answer.retry_after.isdecimal() and answer.retry_after.isascii() else 0.0
    return None if pause is None or asked > PATIENCE else max(pause, asked)
