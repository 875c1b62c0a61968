"""What runs in a worker process (see process.py): answer questions until the other process is gone.

On its standard streams it first says its number (a launcher may stand between the two processes), then
takes pickled questions and gives pickled answers.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

OUT_OF_MEMORY = 77  # exit code

_STDERR = 2


def serve(answer: Callable[[Any], object], load: Callable[[], object], seconds: int, memory: int) -> None:
    """Answer until the input ends; `load` brings in what shall not count as work.

    A question that takes longer than `seconds` ends this process: should the other one be gone, nobody
    else would. Beyond `memory` (bytes) the system refuses more, where it can.
    """
    questions, answers = _taken(0, "rb"), _taken(1, "wb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process, which then ends this
    _limit_memory(memory)
    load()
    _give(answers, os.getpid())
    with suppress(EOFError, OSError, pickle.UnpicklingError):  # the other process has gone
        while True:
            question = pickle.load(questions)
            faulthandler.dump_traceback_later(seconds, exit=True, file=_STDERR)
            try:
                _give(answers, answer(question))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            faulthandler.cancel_dump_traceback_later()
            del question


def fault(error: Exception) -> RuntimeError:
    """A fault of the tool as an answer, to be raised where it can be seen."""
    failure = RuntimeError(f"{type(error).__name__}: {error}")
    failure.add_note("".join(traceback.format_exception(error)))
    return failure


def _taken(descriptor: int, mode: str) -> IO[Any]:
    """A standard stream for this module alone: whatever a library prints goes nowhere."""
    own = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(own, mode)


def _give(answers: IO[Any], thing: object) -> None:
    pickle.dump(thing, answers)
    answers.flush()


def _limit_memory(memory: int) -> None:
    """Where the system can, refuse what a look at the memory now and then would notice too late."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):  # a lower limit is set already
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
