"""Connections: a name is looked up once, its addresses are checked, and TLS is spoken with one of them. Sockets open here only.

Nothing is taken from the environment but the certificates that the system trusts: no proxy, no password file, no key log. Tests
reach a server of their own by a `Network` made of other parts; no option and no variable can make one.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from http import client as http
from typing import Any

from msgspec import Struct

from revtrack.register.outcomes import NoDocument, Unreached
from revtrack.register.reach import refusal

PORT = 443
CONNECT_SECONDS = 10.0
"""The longest that one address is waited for."""
ADDRESSES = 4
"""Addresses of one name that are tried."""
AGENT = "revtrack (fetches single documents for an archive)"

_DISTRUST = {
    10: "its certificate has run out",
    18: "its certificate is signed by itself",
    19: "its certificate is signed by nobody this system trusts",
    20: "its certificate is signed by nobody this system trusts",
    62: "its certificate is for another name",
}
"""Results of the check of a certificate (X509_V_ERR_…), in words."""


class Deadline(Struct, frozen=True):
    """A moment by which all must be done."""

    at: float
    seconds: float

    @classmethod
    def of(cls, seconds: float) -> Deadline:
        """The moment that many seconds from now."""
        return cls(time.monotonic() + seconds, seconds)

    def left(self) -> float:
        """Seconds until then. TimeoutError if it has passed."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def allows(self, seconds: float) -> bool:
        """Whether something is left after that many seconds."""
        return time.monotonic() + seconds < self.at


class Network(Struct, frozen=True):
    """How names are looked up (name, seconds), how addresses are dialled (address, seconds), whom to trust, and how to wait."""

    resolve: Callable[[str, float], Sequence[str]]
    dial: Callable[[str, float], socket.socket]
    trust: ssl.SSLContext
    sleep: Callable[[float], None] = time.sleep


def internet() -> Network:
    """The network as it is."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.minimum_version = ssl.TLSVersion.TLSv1_2
    trust.load_default_certs(ssl.Purpose.SERVER_AUTH)
    return Network(resolve=_addresses, dial=_dialled, trust=trust)


def exchange(
    network: Network, host: str, path: str, headers: dict[str, str], deadline: Deadline
) -> tuple[http.HTTPConnection, http.HTTPResponse]:
    """The connection and the head of the answer to a GET; the caller reads the body and closes the connection.

    Unreached if nobody answers, NoDocument if who answers is not `host`, may not be reached, or speaks no HTTP.
    """
    url = f"https://{host}{path}"
    connection = http.HTTPConnection(host)
    connection.auto_open = 0
    connection.sock = _secured(network, host, url, deadline)
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, **headers})
        return connection, connection.getresponse()
    except TimeoutError as error:
        connection.close()
        raise NoDocument(url, f"no answer within {deadline.seconds:.0f} seconds") from error
    except (http.HTTPException, OSError) as error:
        connection.close()
        raise NoDocument(url, "the connection ended without an answer", again=True) from error


class _Timed(ssl.SSLSocket):
    """A TLS socket each of whose reads ends at one deadline: an answer that trickles does not last longer."""

    deadline: Deadline | None = None

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())
        return super().recv_into(buffer, nbytes, flags)


def _secured(network: Network, host: str, url: str, deadline: Deadline) -> ssl.SSLSocket:
    """A TLS connection to one of the addresses of a host that has proved its name."""
    plain = _connected(network, host, url, deadline)
    network.trust.sslsocket_class = _Timed
    try:
        plain.settimeout(deadline.left())
        secured = network.trust.wrap_socket(plain, server_hostname=host, suppress_ragged_eofs=False)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        why = _DISTRUST.get(error.verify_code, "its certificate does not hold")
        raise NoDocument(url, f"the server could not prove that it is {host}: {why}") from error
    except TimeoutError as error:
        plain.close()
        raise Unreached(host, f"no answer within {deadline.seconds:.0f} seconds") from error
    except OSError as error:
        plain.close()
        raise Unreached(host, "no secure connection came about", again=True) from error
    assert isinstance(secured, _Timed)  # noqa: S101 - the context makes its sockets of that class
    secured.deadline = deadline
    return secured


def _connected(network: Network, host: str, url: str, deadline: Deadline) -> socket.socket:
    """A connection to the first address of a name that answers; all of them must be such as may be reached."""
    try:
        addresses = tuple(network.resolve(host, deadline.left()))
    except TimeoutError as error:
        raise Unreached(host, "its name was not found in time") from error
    except OSError as error:
        raise Unreached(host, "name not found") from error
    for address in addresses:
        if why := refusal(address):
            raise NoDocument(url, f"not asked: {host} leads to {address}, an address that is {why}")
    return _first(network, host, addresses[:ADDRESSES], deadline)


def _first(network: Network, host: str, addresses: Sequence[str], deadline: Deadline) -> socket.socket:
    why = "name not found"
    for address in addresses:
        try:
            return network.dial(address, min(CONNECT_SECONDS, deadline.left()))
        except TimeoutError:
            why = "no answer in time"
        except ConnectionRefusedError:
            why = "it takes no connections"
        except OSError:
            why = "there is no way to it"
    raise Unreached(host, why, again=bool(addresses))


def _addresses(host: str, seconds: float) -> list[str]:
    """The addresses of a name, each once, in the system's order. The look-up has no time limit of its own, so it runs aside."""
    answers: queue.Queue[list[str] | OSError] = queue.Queue(1)

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _dialled(address: str, seconds: float) -> socket.socket:
    """A connection to an address that is a number: nothing is looked up here."""
    return socket.create_connection((address, PORT), timeout=seconds)
