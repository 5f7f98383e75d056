"""The child process: reads one file after another from its standard input and answers on its standard output.

A request is a frame of JSON and a frame with the file's content; so is an answer. A frame is eight bytes of length and
as many bytes. The process limits itself before it imports anything that reads workbooks.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = struct.Struct(">Q")
_LARGEST_WRITTEN = 128 * 2**20


def main() -> None:
    """Answer until the other side closes."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_WRITTEN, _LARGEST_WRITTEN))
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        request = _frame(source)
        if request is None:
            return
        content = _frame(source) or b""
        _allow(seconds)
        told, result = _answered(json.loads(request), content)
        for frame in (json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"), result):
            answers.write(_LENGTH.pack(len(frame)) + frame)
        answers.flush()


def _frame(source: BinaryIO) -> bytes | None:
    head = source.read(_LENGTH.size)
    return source.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _allow(seconds: int) -> None:
    """Let the process use so many more seconds of the processor."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _answered(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    from exports.inside.refused import Refused

    do: Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]] = _mark if "marks" in request else _read
    try:
        return do(request, content)
    except Refused as refused:
        return {"refused": refused.kind, "what": refused.what}, b""
    except MemoryError:
        return {"refused": "memory", "what": ""}, b""


def _read(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    from exports.inside.cells import read_sheets

    return read_sheets(content, request["sheets"]), b""


def _mark(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    from exports.inside.marking import marked

    return {}, marked(content, request["marks"])


main()
