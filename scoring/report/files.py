"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scoring.errors import RenderError
from scoring.place import Place


def write_whole(path: Path, data: bytes) -> None:
    """Write to a temporary file beside the target, then rename; folders are made as needed.

    Raises RenderError with one sentence where the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o666 & ~_MASK)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"文件“{path}”不能写入（{reason}），请检查文件夹是否存在、文件是否正在被打开。"
        raise RenderError(message, Place(str(path))) from None


def _umask() -> int:
    """The process's mask, which can only be asked for by setting it; not again, for threads would meet."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_MASK = _umask()
