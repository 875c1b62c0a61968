"""A second Python process that answers questions, and may be slow, grow or die without harm to this one.

It is a plain command with pipes rather than multiprocessing, which would run the caller's script again;
so it works alike on Linux, Windows and macOS, from a script or a notebook. The other side is serve.py.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from threading import Thread
from typing import Any

import psutil

from scoring.serve import OUT_OF_MEMORY

_START_SECONDS = 60  # loading the libraries for the first time, under a virus scanner
_LOOK_MILLISECONDS = 20  # between two looks at the memory
_KILLED = -9  # exit code; by the system, for want of memory


class Cause(Enum):
    """Why a worker is gone."""

    SLOW = "slow"
    LARGE = "large"
    DIED = "died"


class WorkerError(Exception):
    """The worker is gone in the middle of its work, and why."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


def command(module: str) -> tuple[str, ...]:
    """What runs a module of this package as a worker."""
    # -P: the current folder, which may hold anything, is no place to import from.
    return (sys.executable, "-P", "-m", module)


def can_start() -> bool:
    """Whether this program is one that can start Python again."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


class Worker:
    """A running worker process. Raises OSError or WorkerError where it does not come to run."""

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
        self._waiting: Thread | None = None
        self._watched: psutil.Process | None = None
        self._watched = self._within(
            _START_SECONDS, sys.maxsize, lambda: psutil.Process(pickle.load(self._answers))
        )

    @property
    def memory(self) -> int:
        """The bytes that the process takes at present; 0 before it runs and once it is gone."""
        try:
            return self._watched.memory_info().rss if self._watched else 0
        except psutil.Error:
            return 0

    def ask(self, question: object, seconds: int, memory: int) -> Any:
        """The answer to a question, given within bounds of time and memory (bytes).

        Raises WorkerError where none is given; the worker is gone then.
        """

        def exchange() -> Any:
            pickle.dump(question, self._questions)
            self._questions.flush()
            return pickle.load(self._answers)

        return self._within(seconds, memory, exchange)

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        with suppress(psutil.Error):
            if self._watched:
                self._watched.kill()
        self._process.kill()
        self._process.wait()
        if self._waiting:
            self._waiting.join()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()

    def _within(self, seconds: int, memory: int, work: Callable[[], Any]) -> Any:
        """What `work` gives, which waits for the process, if that keeps within its bounds meanwhile."""
        given: list[Any] = []

        def wait() -> None:
            with suppress(Exception):  # whatever pipes and pickles raise when the process dies
                given.append(work())

        waiting = Thread(target=wait, daemon=True)
        try:
            waiting.start()
            self._waiting = waiting  # not before: whoever ends the process joins it
            self._watch(waiting, time.monotonic() + seconds, memory)
            if not given:
                raise WorkerError(self._cause_of_death())
        except BaseException:  # Ctrl-C, too
            self.end()
            raise
        return given[0]

    def _watch(self, waiting: Thread, ends: float, memory: int) -> None:
        while waiting.is_alive():
            waiting.join(_LOOK_MILLISECONDS / 1000)
            if self.memory > memory:
                raise WorkerError(Cause.LARGE)
            if time.monotonic() > ends and waiting.is_alive():
                raise WorkerError(Cause.SLOW)

    def _cause_of_death(self) -> Cause:
        with suppress(subprocess.TimeoutExpired):
            if self._process.wait(timeout=1) in (OUT_OF_MEMORY, _KILLED):
                return Cause.LARGE
        return Cause.DIED


def _import_path() -> list[str]:
    """Where this process finds its modules, for the worker to find the same ones."""
    package = str(Path(__file__).parents[1])
    given = [folder for folder in sys.path if folder]
    return given if package in given else [*given, package]
