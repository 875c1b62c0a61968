"""A process that reads files for another one, which watches over it and ends it (see guard.py)."""

from __future__ import annotations

import importlib

from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS
from scoring.read.understand import understand
from scoring.serve import fault, serve


def main() -> None:
    """Answer what is asked with answer()."""
    serve(
        lambda question: answer(*question),
        load=lambda: importlib.import_module("scoring.read.paper.pdf"),
        seconds=2 * MAX_SECONDS,
        memory=MAX_MEMORY_BYTES,
    )


def answer(data: bytes, file: str, covered: bool) -> tuple[Document, ...] | Exception:
    """What the file holds, or the error to be raised; see understand. Raises MemoryError."""
    try:
        return understand(data, file, covered)
    except ReadError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001
        return fault(error)


if __name__ == "__main__":
    main()
