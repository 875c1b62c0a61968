"""Presses in processes of their own, side by side: each takes the next paper when it is free.

A press asks for HTML while it works (see pdf.py), so that papers need not be handed over whole. A process
that has grown, or is lost over a paper, is followed by a new one. Where none can be started, one press in
this process does the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import redirect_stdout
from io import StringIO
from itertools import islice
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, TypeVar

from scoring.errors import RenderError
from scoring.process import Cause, Worker, WorkerError, can_start, command
from scoring.report.job import Equipment, Html, Job, Wanted

if TYPE_CHECKING:
    from scoring.report.pdf import Press

COMMAND = command("scoring.report.pressworker")
NO_PANGO = (
    "打印需要的 Pango 程序库没有安装或不能载入，Debian、Ubuntu 请运行 "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0，然后重试。"
)
_MEGABYTE = 1024 * 1024
MAX_MEMORY_BYTES = 2000 * _MEGABYTE  # of one press; the bound book of a large department takes a quarter
RETIRED_BYTES = 500 * _MEGABYTE  # a press that keeps more between two papers is not asked again
SECONDS = 60  # for any paper, and one more for each CHARACTERS of its HTML: ten times what it takes
CHARACTERS = 10_000
_AHEAD = 2  # papers handed out for each press, so that none waits for the next
_LOOK_SECONDS = 0.2  # in between Ctrl-C is noticed

_LESS = "请删减该表的文字或行数后重试。"
_TOLD = {
    Cause.SLOW: f"内容过多，在限定的时间内没有排完版，{_LESS}",
    Cause.LARGE: f"内容过多，排版占用的内存超过 {MAX_MEMORY_BYTES // _MEGABYTE} MB，{_LESS}",
    Cause.DIED: "打印时程序意外中断，请重试；如仍不成功，请把文件发给维护者。",
}


def lost(job: Job, error: OSError | WorkerError) -> RenderError:
    """What to tell of a paper over which the press was lost."""
    cause = error.cause if isinstance(error, WorkerError) else Cause.DIED
    return RenderError(f"“{job.subject}”{_TOLD[cause]}")


Thing = TypeVar("Thing")
Done = TypeVar("Done")


class AnyPress(Protocol):
    """Prints a paper, wherever it works."""

    def print(self, job: Job, html: Html) -> bytes:
        """The PDF of a paper. Raises RenderError where anything is amiss with it, WorkerError or OSError
        where the press is lost over it."""


def local_press(equipment: Equipment) -> Press:
    """A press in this process; RenderError where a library that WeasyPrint loads is missing."""
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint prints advice in English before it raises
            from scoring.report.pdf import Press
    except OSError:
        raise RenderError(NO_PANGO) from None
    return Press(equipment)


class RemotePress:
    """A press in another process. Raises OSError or WorkerError where that does not come to run."""

    def __init__(self) -> None:
        self._worker: Worker | None = Worker(COMMAND)
        self._equipment: Equipment | None = None

    def open(self, equipment: Equipment) -> None:
        """Hand over what it works with."""
        self._equipment = equipment
        self._ask(equipment)

    def print(self, job: Job, html: Html) -> bytes:
        """See AnyPress."""
        if self._worker is None and self._equipment:
            self._worker = Worker(COMMAND)
            self.open(self._equipment)
        answer = self._ask(job)
        while isinstance(answer, Wanted):
            answer = self._ask(html(answer))
        if self._worker and self._worker.memory > RETIRED_BYTES:
            self.end()
        assert isinstance(answer, bytes)
        return answer

    def end(self) -> None:
        """End the process."""
        worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def _ask(self, question: Equipment | Job | str) -> object:
        worker = self._worker
        if worker is None:
            raise WorkerError(Cause.DIED)
        size = len(question) if isinstance(question, str) else 0
        try:
            answer = worker.ask(question, SECONDS + size // CHARACTERS, MAX_MEMORY_BYTES)
        except WorkerError:
            self._worker = None
            raise
        if isinstance(answer, Exception):
            raise answer
        return answer


class Presses:
    """As many presses as `jobs`; with 0 one in this process. To be used as a context, which ends them all."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs if can_start() else 0
        self._pool = ThreadPoolExecutor(max(1, self._jobs))
        self._starting: list[Future[RemotePress]] = []
        self._idle: SimpleQueue[AnyPress] = SimpleQueue()
        self._local: AnyPress | None = None

    def __enter__(self) -> Presses:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """End all presses: also those in the middle of a paper, after Ctrl-C."""
        self._pool.shutdown(wait=False, cancel_futures=True)  # so that no press begins another paper
        for starting in self._starting:
            if not starting.cancelled() and starting.exception() is None:
                starting.result().end()
        self._pool.shutdown()

    def prepare(self) -> None:
        """Start one more press, where more are wanted: it loads its libraries meanwhile."""
        if len(self._starting) < self._jobs:
            self._starting.append(self._pool.submit(RemotePress))

    def open(self, equipment: Equipment) -> None:
        """Hand the equipment to every press. Raises RenderError where a library is missing."""
        try:
            for starting in self._starting:
                press = starting.result()
                press.open(equipment)
                self._idle.put(press)
        except (OSError, WorkerError):
            self._jobs = 0
        if not self._jobs:
            self._local = local_press(equipment)

    def each(self, work: Callable[[AnyPress, Thing], Done], things: Iterable[Thing]) -> Iterator[Done]:
        """What `work` makes of each thing with some press, in the order in which they are done."""
        if self._local:
            yield from (work(self._local, thing) for thing in things)
            return
        rest, at_work = iter(things), set[Future[Done]]()
        while True:
            free = _AHEAD * len(self._starting) - len(at_work)
            at_work |= {self._pool.submit(self._with_press, work, thing) for thing in islice(rest, free)}
            if not at_work:
                return
            done, at_work = wait(at_work, _LOOK_SECONDS, FIRST_COMPLETED)
            yield from (future.result() for future in done)

    def _with_press(self, work: Callable[[AnyPress, Thing], Done], thing: Thing) -> Done:
        press = self._idle.get()
        try:
            return work(press, thing)
        finally:
            self._idle.put(press)
