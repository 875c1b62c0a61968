"""Bounds on the time and memory that any one file may take, whatever it makes a reader or a library do.

Such a file is read in a process of its own, which stays for the next one and is ended where a file
goes beyond the bounds. It is a plain command with pipes rather than multiprocessing, which would run
the caller's script again.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import psutil

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.place import Place
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS, MEGABYTE
from scoring.read.understand import understand
from scoring.read.worker import OUT_OF_MEMORY

# -P: the current folder, which may hold anything, is no place to import from.
COMMAND = (sys.executable, "-P", "-m", "scoring.read.worker")

_START_SECONDS = 60  # loading the libraries for the first time, under a virus scanner
_LOOK_MILLISECONDS = 20  # between two looks at the memory
_RETIRED_BYTES = MAX_MEMORY_BYTES // 2  # a worker that keeps more is not asked again
_KILLED = -9  # exit code; by the system, for want of memory

_LESS = "请只保留自评表、删去图片等无关内容，另存后再试。"
_SLOW = f"文件内容过大或过于复杂，{MAX_SECONDS} 秒内没有读完，{_LESS}"
_LARGE = f"文件内容过大或过于复杂，读取时占用的内存超过 {MAX_MEMORY_BYTES // MEGABYTE} MB，{_LESS}"
_DIED = "读取这个文件时程序意外中断，文件可能已损坏，请用 Office 或 WPS 打开并重新保存后再试。"


class _WorkerError(Exception):
    """The worker is gone; the message is what to tell about the file it was reading."""


class Guard:
    """Reads files in a worker process, which it starts when first asked, and again after each end."""

    def __init__(self, command: Sequence[str] = COMMAND, seconds: int = MAX_SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._lock = Lock()
        self._worker: _Worker | None = None
        self._can_start = bool(sys.executable) and not getattr(sys, "frozen", False)

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

    def _started(self) -> _Worker | None:
        if self._worker is None and self._can_start:
            try:
                self._worker = _Worker(self._command)
            except (OSError, _WorkerError):
                self._can_start = False
        return self._worker

    def _asked(self, worker: _Worker, data: bytes, file: str, covered: bool) -> tuple[Document, ...]:
        self._worker = None  # until it has answered: whatever stops it, it is gone
        try:
            answer: tuple[Document, ...] | Exception = worker.ask((data, file, covered), self._seconds)
        except _WorkerError as ended:
            raise ReadError(str(ended), Place(file=file)) from None
        self._worker = worker
        if worker.memory > _RETIRED_BYTES:
            self.close()
        if isinstance(answer, Exception):
            raise answer
        return answer


class _Worker:
    """A running worker process. Raises OSError or _WorkerError where it does not come to run."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(_import_path())},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions, self._answers = self._process.stdin, self._process.stdout
        self._watched: psutil.Process | None = None
        self._watched = self._within(_START_SECONDS, lambda: psutil.Process(pickle.load(self._answers)))

    @property
    def memory(self) -> int:
        """The bytes that the process takes at present; 0 before it runs and once it is gone."""
        try:
            return self._watched.memory_info().rss if self._watched else 0
        except psutil.Error:
            return 0

    def ask(self, question: object, seconds: int) -> Any:
        """The answer to a question. Raises _WorkerError where none is given; the worker is gone then."""

        def exchange() -> Any:
            pickle.dump(question, self._questions)
            self._questions.flush()
            return pickle.load(self._answers)

        return self._within(seconds, exchange)

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        with suppress(psutil.Error):
            if self._watched:
                self._watched.kill()
        self._process.kill()
        self._process.wait()
        self._waiting.join()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()

    def _within(self, seconds: int, work: Callable[[], Any]) -> Any:
        """What `work` gives, which waits for the process, if that keeps within its bounds meanwhile."""
        given: list[Any] = []

        def wait() -> None:
            with suppress(Exception):  # whatever pipes and pickles raise when the process dies
                given.append(work())

        self._waiting = Thread(target=wait, daemon=True)
        self._waiting.start()
        try:
            self._watch(time.monotonic() + seconds)
            if not given:
                raise _WorkerError(self._cause_of_death())
        except BaseException:  # Ctrl-C, too
            self.end()
            raise
        return given[0]

    def _watch(self, ends: float) -> None:
        while self._waiting.is_alive():
            self._waiting.join(_LOOK_MILLISECONDS / 1000)
            if self.memory > MAX_MEMORY_BYTES:
                raise _WorkerError(_LARGE)
            if time.monotonic() > ends and self._waiting.is_alive():
                raise _WorkerError(_SLOW)

    def _cause_of_death(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            if self._process.wait(timeout=1) in (OUT_OF_MEMORY, _KILLED):
                return _LARGE
        return _DIED


def _import_path() -> list[str]:
    """Where this process finds its modules, for the worker to find the same ones."""
    package = str(Path(__file__).parents[2])
    given = [folder for folder in sys.path if folder]
    return given if package in given else [*given, package]


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
