"""Bounds on the time and memory that any one file may take, whatever it makes a reader or a library do.

Such a file is read in a process of its own (scoring/process.py), which stays for the next one and is
ended where a file goes beyond the bounds.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from threading import Lock

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.place import Place
from scoring.process import Cause, Worker, WorkerError, can_start, command
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS, MEGABYTE
from scoring.read.understand import understand

COMMAND = command("scoring.read.worker")

_RETIRED_BYTES = MAX_MEMORY_BYTES // 2  # a worker that keeps more is not asked again

_LESS = "请只保留自评表、删去图片等无关内容，另存后再试。"
_TOLD = {
    Cause.SLOW: f"文件内容过大或过于复杂，{MAX_SECONDS} 秒内没有读完，{_LESS}",
    Cause.LARGE: f"文件内容过大或过于复杂，读取时占用的内存超过 {MAX_MEMORY_BYTES // MEGABYTE} MB，{_LESS}",
    Cause.DIED: "读取这个文件时程序意外中断，文件可能已损坏，请用 Office 或 WPS 打开并重新保存后再试。",
}


class Guard:
    """Reads files in a worker process, which it starts when first asked, and again after each end."""

    def __init__(self, command: Sequence[str] = COMMAND, seconds: int = MAX_SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._lock = Lock()
        self._worker: Worker | None = None
        self._can_start = can_start()

    def read(self, data: bytes, file: str, covered: bool = False) -> tuple[Document, ...]:
        """Everything the content of a file holds, see understand. Raises ReadError, also beyond the bounds.

        Where no process can be started, the file is read in this one.
        """
        with self._lock:
            worker = self._started()
            if worker is not None:
                return self._asked(worker, data, file, covered)
        return understand(data, file, covered)

    def close(self) -> None:
        """End the worker."""
        if self._worker:
            self._worker.end()
            self._worker = None

    def _started(self) -> Worker | None:
        if self._worker is None and self._can_start:
            try:
                self._worker = Worker(self._command)
            except (OSError, WorkerError):
                self._can_start = False
        return self._worker

    def _asked(self, worker: Worker, data: bytes, file: str, covered: bool) -> tuple[Document, ...]:
        self._worker = None  # until it has answered: whatever stops it, it is gone
        try:
            answer: tuple[Document, ...] | Exception = worker.ask(
                (data, file, covered), self._seconds, MAX_MEMORY_BYTES
            )
        except WorkerError as ended:
            raise ReadError(_TOLD[ended.cause], Place(file=file)) from None
        self._worker = worker
        if worker.memory > _RETIRED_BYTES:
            self.close()
        if isinstance(answer, Exception):
            raise answer
        return answer


_guard = Guard()


def read_guarded(data: bytes, file: str, covered: bool = False) -> tuple[Document, ...]:
    """Everything the content of a file holds. Raises ReadError, also beyond the bounds; see Guard."""
    return _guard.read(data, file, covered)


def _forget_worker() -> None:
    """In a copy of this process, which must neither talk to the worker of the first one nor end it."""
    global _guard
    _guard = Guard()


atexit.register(lambda: _guard.close())
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_worker)
