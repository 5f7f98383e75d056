"""Public keys by which a person may sign in instead of a password: reading one, and telling it by its fingerprint."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import ClassVar

from attrs import define, frozen

from departments.clean_text import clean_line
from departments.refusals import BadInput, Refusal
from departments.wording import N_

_ELLIPTIC = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521")
_RSA = "ssh-rsa"
LEAST_RSA_BITS = 2048
_LONGEST = 16 * 1024
_PUTTY_BEGIN, _PUTTY_END = "---- BEGIN SSH2 PUBLIC KEY ----", "---- END SSH2 PUBLIC KEY ----"
_COMMENT = "Comment:"


@define
class NotAPublicKey(BadInput):
    """Text that is no public key, or one of a kind that is not taken."""

    message: ClassVar[str] = N_(
        "“{value}…” is not a public key that can be used here; give one line of an Ed25519, ECDSA"
        " or RSA (2,048 bits or more) key, as ssh-keygen or PuTTYgen writes it to its .pub file."
    )


@define
class PrivateKeyShown(BadInput):
    """Somebody was about to hand over the secret half of a key."""

    message: ClassVar[str] = N_(
        "That is a private key, which nobody else may see; give the public one (the .pub file), and make a new pair."
    )


@define
class KeyKnown(Refusal):
    """The account has the key already."""

    message: ClassVar[str] = N_("{account} can already sign in with the key {fingerprint}.")
    account: str
    fingerprint: str


@frozen
class PublicKey:
    """A key that proves whoever has its other half."""

    algorithm: str
    blob: str
    """The key as SSH sends it, in base64."""
    comment: str = ""

    @property
    def content(self) -> bytes:
        """The key as SSH sends it."""
        return base64.b64decode(self.blob)

    @property
    def fingerprint(self) -> str:
        """How ``ssh-keygen -l`` and PuTTY name it: ``SHA256:…``."""
        digest = hashlib.sha256(self.content).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def parse_public_key(text: str) -> PublicKey:
    """The key in a line as OpenSSH writes it, or in a file as PuTTYgen does.

    Raises:
        PrivateKeyShown: it is the secret half.
        NotAPublicKey: it is none, it carries options, or its kind or size is not taken.
    """
    text = text.strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise PrivateKeyShown("")
    key = None if len(text) > _LONGEST else _of_putty(text) if text.startswith(_PUTTY_BEGIN) else _of_line(text)
    if key is None or not _is_taken(key):
        raise NotAPublicKey(clean_line(text[:20]))
    return key


def _of_line(text: str) -> PublicKey | None:
    algorithm, _, rest = text.partition(" ")
    blob, _, comment = rest.strip().partition(" ")
    return PublicKey(algorithm, blob, clean_line(comment)) if "\n" not in text else None


def _of_putty(text: str) -> PublicKey | None:
    lines = text.splitlines()
    if lines[-1].strip() != _PUTTY_END:
        return None
    heads = [line for line in lines[1:-1] if ":" in line]
    comments = [line.removeprefix(_COMMENT).strip().strip('"') for line in heads if line.startswith(_COMMENT)]
    blob = "".join(line.strip() for line in lines[1:-1] if ":" not in line)
    content = _decoded(blob)
    fields = _fields(content) if content else []
    algorithm = fields[0].decode("ascii", "replace") if fields else ""
    return PublicKey(algorithm, blob, clean_line("".join(comments[:1])))


def _is_taken(key: PublicKey) -> bool:
    content = _decoded(key.blob)
    fields = _fields(content) if content else []
    if not fields or fields[0] != key.algorithm.encode("utf-8", "replace"):
        return False
    if key.algorithm == _RSA:
        return len(fields) == 3 and int.from_bytes(fields[2], "big").bit_length() >= LEAST_RSA_BITS  # noqa: PLR2004 - name, exponent, modulus
    return key.algorithm in _ELLIPTIC and len(fields) > 1


def _decoded(blob: str) -> bytes:
    try:
        return base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _fields(content: bytes) -> list[bytes]:
    """The parts of a key: each a length of four bytes and so many more; nothing where they don't come out even."""
    fields = []
    while content:
        size = int.from_bytes(content[:4], "big")
        if len(content) < 4 + size:
            return []
        fields.append(content[4 : 4 + size])
        content = content[4 + size :]
    return fields
