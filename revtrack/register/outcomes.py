"""The two ways in which asking comes to nothing. They carry data; whoever asked makes a sentence of it."""

from __future__ import annotations


class NoDocument(Exception):
    """Somebody answered, or could have, and it is no document: `url` was asked, and `what` says what came of it.

    `again` says that the same question may have another answer in a moment.
    """

    def __init__(self, url: str, what: str, *, again: bool = False) -> None:
        super().__init__(f"{url}: {what}")
        self.url = url
        self.what = what
        self.again = again


class UnlistedHost(NoDocument):
    """A redirect leads to a host that nobody allowed."""

    def __init__(self, url: str, what: str, host: str) -> None:
        super().__init__(url, what)
        self.host = host


class Unreached(Exception):
    """Nobody answered: `host` could not be reached, and `why`."""

    def __init__(self, host: str, why: str, *, again: bool = False) -> None:
        super().__init__(f"{host}: {why}")
        self.host = host
        self.why = why
        self.again = again
