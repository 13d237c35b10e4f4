"""Who may write to a store that requires signatures: names, public keys and roles, as `revtrack.toml` lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from revtrack.errors import BadValue

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
_KIND = re.compile(
    r"(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)"
)
_KEY = re.compile(r"[A-Za-z0-9+/]{40,2000}={0,2}")
LONGEST = 4096


class Role(StrEnum):
    """What a signer may do: an adder writes, a keeper also says who may."""

    KEEPER = "keeper"
    ADDER = "adder"


class Signer(Struct, frozen=True):
    """One person or machine with a key; `kind` and `key` are the first two words of a public key file of OpenSSH."""

    name: str
    role: Role
    kind: str
    key: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadValue(
                f"{self.name[:60]!a} cannot name a signer",
                facts=("a name is letters, figures and . _ @ + -, like a mail address",),
                tries=("revtrack signers --add KEY.pub --name ann@example.org",),
            )
        if not _KIND.fullmatch(self.kind) or not _KEY.fullmatch(self.key):
            raise BadValue(
                f"the key of {self.name} is no public key of OpenSSH",
                facts=("it begins with ssh-ed25519, ssh-rsa, ecdsa-sha2-… or their security-key forms",),
                tries=("ssh-keygen -t ed25519   makes a pair; the public half ends in .pub",),
            )

    def __str__(self) -> str:
        return f"{self.role} {self.name} {self.kind} {self.key}"


def read_public_key(data: bytes, *, name: str, role: Role) -> Signer:
    """The signer whose public key file that is. BadValue if it is none, or a private key."""
    words = data[:LONGEST].decode("ascii", "replace").split()
    if "PRIVATE" in words or len(words) < 2:
        raise BadValue(
            "that is no public key" if len(words) < 2 else "that is a private key, which no one else may have",
            tries=("revtrack signers --add KEY.pub --name ann@example.org   takes the file that ends in .pub",),
        )
    return Signer(name, role, words[0], words[1])


def parse(line: str) -> Signer:
    """A signer from its line in `revtrack.toml`: role, name, kind of key, key."""
    words = line.split(" ")
    if len(words) != 4 or words[0] not in frozenset(Role):
        raise BadValue(f"{line[:60]!a} is no signer", tries=("revtrack signers",))
    return Signer(words[1], Role(words[0]), words[2], words[3])


def allowed_signers(signers: Sequence[Signer]) -> bytes:
    """The list in the form that ssh-keygen reads (ssh-keygen(1), ALLOWED SIGNERS), for signatures of git alone."""
    return "".join(f'{who.name} namespaces="git" {who.kind} {who.key}\n' for who in signers).encode("ascii")
