"""A process that prints papers for another one, which watches over it and ends it (see presses.py)."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Generator

from scoring.errors import RenderError
from scoring.report.job import Equipment, Job
from scoring.report.presses import MAX_MEMORY_BYTES, local_press
from scoring.serve import fault, serve

_LONG = 3600  # seconds; the other process ends this one much sooner


def main() -> None:
    """Answer what is asked with answers()."""
    desk = answers()
    next(desk)
    serve(
        desk.send,
        load=lambda: importlib.import_module("scoring.report.pdf"),
        seconds=_LONG,
        memory=MAX_MEMORY_BYTES,
    )


def answers() -> Generator[object, Equipment | Job | str, None]:
    """Take the equipment, then jobs, each followed by the HTML asked for; give what the press wants to know,
    the PDF, or the error to be raised. Raises MemoryError."""
    equipment = yield None
    assert isinstance(equipment, Equipment)
    press = local_press(equipment)
    gc.freeze()  # what is loaded by now is no garbage, and need not be looked at after each paper
    question, printing = (yield None), None
    while True:
        try:
            if isinstance(question, Job):
                printing = press.printing(question)
                answer: object = next(printing)
            else:
                assert printing is not None
                assert isinstance(question, str)
                answer = printing.send(question)
        except StopIteration as done:
            answer = done.value
        except RenderError as error:
            answer = error
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001
            answer = fault(error)
        question = yield answer


if __name__ == "__main__":
    main()
