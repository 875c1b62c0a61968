"""Read one spoiled file as the tool does, score and check what it holds, and judge how that went."""

from __future__ import annotations

import faulthandler
import re
import signal
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from types import FrameType

import psutil

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.read import guard
from scoring.read.document import read
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS, MEGABYTE
from scoring.read.sources import Source
from scoring.report.json import to_json
from scoring.verification import examine

_GRACE_SECONDS = 2  # to start a worker, and for a busy machine
_GRACE_BYTES = 50 * MEGABYTE  # between two looks at the memory
_HANGS = 4 * MAX_SECONDS
_VARYING = re.compile(r"“[^”]*”|[0-9A-Za-z.!_%-]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _TooSlowError(BaseException):
    """Raised by the clock; no reader catches it."""


@dataclass(slots=True)
class Result:
    """What became of a file: `fault` says what is wrong with the tool, `seen` what it said, in short."""

    outcome: str = "read"
    fault: str = ""
    details: str = ""
    seconds: float = 0
    memory: int = 0
    seen: frozenset[str] = field(default_factory=frozenset)


class Memory(Thread):
    """Looks at the memory of this process and of the worker, time and again."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.own = self.workers = 0  # bytes, the most that was seen
        self._process = psutil.Process()

    def run(self) -> None:
        """See Thread."""
        while True:
            self.own = max(self.own, self._process.memory_info().rss)
            worker = guard._guard._worker
            self.workers = max(self.workers, worker.memory if worker else 0)
            time.sleep(0.01)


def trial(path: Path, memory: Memory) -> Result:
    """Judge one file."""
    result, said = Result(), set[str]()
    memory.own = memory.workers = 0
    start = time.monotonic()
    try:
        faulthandler.dump_traceback_later(_HANGS, exit=True)
        _set_clock(MAX_SECONDS + _GRACE_SECONDS)
        documents = _read(path, result, said)
        result.seconds = time.monotonic() - start
        if documents:
            _set_clock(MAX_SECONDS)
            said |= _examined(documents, result)
    except _TooSlowError:
        result.fault = "slow"
        result.details = traceback.format_exc()
    except Exception as error:  # noqa: BLE001 - what is looked for
        result.fault = _signature(error)
        result.details = "".join([traceback.format_exc(), *getattr(error, "__notes__", ())])
    finally:
        _set_clock(0)
        faulthandler.cancel_dump_traceback_later()
    result.seconds = result.seconds or time.monotonic() - start
    result.memory = max(memory.own, memory.workers)
    if not result.fault and memory.own > MAX_MEMORY_BYTES:
        result.fault = "memory of the tool itself"
    if not result.fault and memory.workers > MAX_MEMORY_BYTES + _GRACE_BYTES:
        result.fault = "memory of the worker"
    result.seen = frozenset(_VARYING.sub("#", text) for text in said)
    return result


def _read(path: Path, result: Result, said: set[str]) -> tuple[Document, ...]:
    try:
        return read(Source(path, named=True))
    except ReadError as error:
        result.outcome = "refused"
        said.add(error.message)
        _check_sentence(error.message, result)
        if error.place is None or "\n" in str(error.place):
            result.fault = "no place, or one of many lines"
        return ()


def _examined(documents: tuple[Document, ...], result: Result) -> set[str]:
    audit = examine(documents, None)
    for crash in audit.crashed:
        result.fault = f"check {crash.code} crashed"
        result.details = str(crash.reason)
    to_json(audit).encode()
    said = {finding.code for finding in audit.findings} | {unread.reason for unread in audit.unread}
    kinds = ("forms", "summaries", "statements", "targets")
    said |= {f"{kind} found" for kind in kinds for document in documents if getattr(document, kind, ())}
    sentences = [remark.message for document in documents for remark in document.remarks]
    for sentence in [*sentences, *(finding.message for finding in audit.findings)]:
        _check_sentence(sentence, result)
    return said | set(sentences)


def _check_sentence(text: str, result: Result) -> None:
    if "\n" in text or not text.endswith("。") or not _CHINESE.search(text):
        result.fault = result.fault or f"no sentence: {_VARYING.sub('#', text)[:60]!r}"
        result.details = text


def _signature(error: BaseException) -> str:
    """The kind of error and where it was raised, so that a fault is told once."""
    if notes := getattr(error, "__notes__", ()):  # of the worker
        where = [line.strip() for line in notes[0].splitlines() if line.strip().startswith("File ")]
        return f"{_VARYING.sub('#', str(error))[:80]} {where[-1] if where else ''}"
    frames: Iterable[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "scoring" in frame.filename]
    where_ours = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "?"
    return f"{type(error).__name__} in {where_ours}"


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlowError


def _set_clock(seconds: int) -> None:
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _too_slow)
        signal.alarm(seconds)
