"""A process that reads files for another one, which watches over it and ends it (see guard.py).

On its standard streams it first says its number (a launcher may stand between the two processes),
then takes pickles of what understand() wants, and answers each with what it gives, or an error.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from typing import IO, Any

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS
from scoring.read.understand import understand

OUT_OF_MEMORY = 77  # exit code

_STDERR = 2


def main() -> None:
    """Answer until the input ends."""
    questions, answers = _taken(0, "rb"), _taken(1, "wb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process, which then ends this
    _limit_memory()
    importlib.import_module("scoring.read.paper.pdf")  # loading it shall not count as reading
    _give(answers, os.getpid())
    with suppress(EOFError, OSError, pickle.UnpicklingError):  # the other process has gone
        while True:
            data, file, covered = pickle.load(questions)
            # Should the other process be gone, nobody would end this one in the middle of a file.
            faulthandler.dump_traceback_later(2 * MAX_SECONDS, exit=True, file=_STDERR)
            try:
                _give(answers, answer(data, file, covered))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            faulthandler.cancel_dump_traceback_later()
            del data


def answer(data: bytes, file: str, covered: bool) -> tuple[Document, ...] | Exception:
    """What the file holds, or the error to be raised; see understand. Raises MemoryError."""
    try:
        return understand(data, file, covered)
    except ReadError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of the tool, to be raised where it can be seen
        failure = RuntimeError(f"{type(error).__name__}: {error}")
        failure.add_note(traceback.format_exc())
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


def _limit_memory() -> None:
    """Where the system can, refuse what a look at the memory now and then would notice too late."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):  # a lower limit is set already
            resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


if __name__ == "__main__":
    main()
