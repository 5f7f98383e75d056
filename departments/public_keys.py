"""Public keys by which a person may sign in instead of a password: reading one, and telling it by its fingerprint."""

from __future__ import annotations

import base64
import binascii
import hashlib
from types import MappingProxyType
from typing import ClassVar

from attrs import define, frozen

from departments.clean_text import clean_line
from departments.refusals import BadInput, Refusal
from departments.wording import N_

_ED25519, _ED25519_BYTES = "ssh-ed25519", 32
_CURVES = MappingProxyType({"nistp256": 65, "nistp384": 97, "nistp521": 133})
"""Of the ECDSA kinds the curve, and the bytes of a point on it."""
_ECDSA = "ecdsa-sha2-"
_RSA = "ssh-rsa"
LEAST_RSA_BITS = 2048
_LONGEST = 16 * 1024
_PUTTY_BEGIN, _PUTTY_END = "---- BEGIN SSH2 PUBLIC KEY ----", "---- END SSH2 PUBLIC KEY ----"
_COMMENT = "comment"
_BYTE_ORDER_MARK = "\ufeff"
"""What Windows' editor puts before a text."""


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
    text = text.lstrip(_BYTE_ORDER_MARK).strip()
    if "PRIVATE KEY" in text or text.startswith("PuTTY-User-Key-File"):
        raise PrivateKeyShown("")
    key = None if len(text) > _LONGEST else _of_putty(text) if text.startswith(_PUTTY_BEGIN) else _of_line(text)
    if key is None or not _is_taken(key):
        raise NotAPublicKey(clean_line(text[:20]))
    return key


def _of_line(text: str) -> PublicKey | None:
    algorithm, blob, comment, *_ = [*text.split(maxsplit=2), "", "", ""]
    return PublicKey(algorithm, _canonical(blob), clean_line(comment)) if "\n" not in text else None


def _of_putty(text: str) -> PublicKey | None:
    # A header may go on in the next line (RFC 4716): the line before it ends with a backslash.
    lines = text.replace("\r\n", "\n").replace("\\\n", "").splitlines()
    if lines[-1].strip() != _PUTTY_END:
        return None
    heads = [line.partition(":") for line in lines[1:-1] if ":" in line]
    comments = [value.strip().strip('"') for name, _, value in heads if name.lower() == _COMMENT]
    blob = "".join(line.strip() for line in lines[1:-1] if ":" not in line)
    fields = _fields(_decoded(blob))
    algorithm = fields[0].decode("ascii", "replace") if fields else ""
    return PublicKey(algorithm, _canonical(blob), clean_line("".join(comments[:1])))


def _is_taken(key: PublicKey) -> bool:
    kind, *numbers = _fields(_decoded(key.blob)) or [b""]
    if kind.decode("ascii", "replace") != key.algorithm:
        return False
    sizes = [len(each) for each in numbers]
    if key.algorithm == _RSA:
        return len(numbers) == 2 and int.from_bytes(numbers[1], "big").bit_length() >= LEAST_RSA_BITS  # noqa: PLR2004 - exponent and modulus
    if key.algorithm == _ED25519:
        return sizes == [_ED25519_BYTES]
    curve = key.algorithm.removeprefix(_ECDSA)
    return key.algorithm == _ECDSA + curve and curve in _CURVES and sizes == [len(curve), _CURVES[curve]]


def _canonical(blob: str) -> str:
    """The base64 of the same bytes as SSH writes it; keys are compared by it."""
    return base64.b64encode(_decoded(blob)).decode()


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
