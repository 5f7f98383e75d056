"""An operating system that refuses: the n-th call on anything below a directory fails, once or from then on."""

from __future__ import annotations

import builtins
import fcntl
import io
import os
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self
from unittest import mock

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BY_PATH = ("open", "stat", "lstat", "mkdir", "unlink", "rename", "chmod", "listdir", "scandir")
BY_DESCRIPTOR = ("write", "pwrite", "fsync", "ftruncate", "fstat", "close")
SHORT = -1
"""In place of an error's number: the call writes half of what it was given, and the next one finds the disk full."""


@define
class Refusing:
    """Counts the calls and makes one of them fail."""

    root: Path
    at: int = -1
    """Which call fails, from 0; -1 for none."""
    errno: int = 0
    is_for_ever: bool = False
    """Whether every later call of the same name fails as well."""
    calls: list[str] = field(factory=list)
    """The names of the calls made so far."""
    _descriptors: set[int] = field(factory=set)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Stand between the program and the operating system."""
        with ExitStack() as stack:
            for name in BY_PATH:
                stack.enter_context(mock.patch.object(os, name, partial(self._on_path, name, getattr(os, name))))
            for name in BY_DESCRIPTOR:
                stack.enter_context(mock.patch.object(os, name, partial(self._on_descriptor, name, getattr(os, name))))
            stack.enter_context(mock.patch.object(fcntl, "flock", partial(self._on_descriptor, "flock", fcntl.flock)))
            stack.enter_context(mock.patch.object(os, "fdopen", partial(self._on_fdopen, os.fdopen)))
            stack.enter_context(mock.patch.object(io, "open", partial(self._on_path, "open", builtins.open)))
            yield

    def _on_path(self, name: str, real: Callable[..., Any], path: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(path, int):
            return self._on_descriptor(name, real, path, *rest, **named)
        if not os.fspath(path).startswith(str(self.root)):
            return real(path, *rest, **named)
        self._count(name)
        result = real(path, *rest, **named)
        if isinstance(result, int) and name == "open":
            self._descriptors.add(result)
        return result

    def _on_descriptor(self, name: str, real: Callable[..., Any], fd: Any, *rest: Any, **named: Any) -> Any:
        if fd not in self._descriptors:
            return real(fd, *rest, **named)
        if name == "close":
            # Linux gives the descriptor back even where close() tells of an error.
            self._descriptors.discard(fd)
            real(fd)
            self._count(name)
            return None
        if name == "write" and self.errno == SHORT and len(self.calls) == self.at:
            self.calls.append(name)
            return real(fd, bytes(rest[0])[: max(1, len(rest[0]) // 2)])
        self._count(name)
        return real(fd, *rest, **named)

    def _on_fdopen(self, real: Callable[..., Any], fd: int, *rest: Any, **named: Any) -> Any:
        stream = real(fd, *rest, **named)
        is_ours = fd in self._descriptors
        self._descriptors.discard(fd)
        return _Stream(stream, self) if is_ours else stream

    def _count(self, name: str) -> None:
        number = len(self.calls)
        self.calls.append(name)
        if self.at < 0 or number < self.at:
            return
        if self.errno == SHORT:
            if number == self.at + 1 and name == "write":
                raise OSError(28, os.strerror(28))
            return
        if number == self.at or (self.is_for_ever and name == self.calls[self.at]):
            raise OSError(self.errno, os.strerror(self.errno))


@define
class _Stream:
    stream: Any
    refusing: Refusing

    def read(self, *size: int) -> Any:
        self.refusing._count("read")
        return self.stream.read(*size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
