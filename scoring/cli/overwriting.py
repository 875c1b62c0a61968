"""No result is written over what it was made from, or over what people have written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scoring.errors import JixiaoError


def refuse_input(output: Path, inputs: Iterable[Path], instead: str) -> None:
    """Raise JixiaoError where the file to be written is one that is to be read."""
    if output.resolve() in {path.resolve() for path in inputs}:
        raise JixiaoError(f"“{output}”也是要读取的文件，为免覆盖，请给 -o 换一个文件名，如 {instead}。")


def refuse_loss(output: Path, paths: Iterable[Path], waivers: Path | None) -> None:
    """Raise JixiaoError where the result would replace an input, or waivers that people filled in.

    An earlier list may be replaced, also in a folder that is searched.
    """
    from scoring.read.sources import sources
    from scoring.waivers import is_list, would_lose

    instead = f"新的{output.name}"
    refuse_input(output, [waivers] if waivers else [], instead)
    earlier = output.exists() and is_list(output)
    if earlier and would_lose(output, waivers):
        raise JixiaoError(
            f"“{output}”里已经填写了认可，为免丢失，请给 -o 换一个文件名，如 {instead}；"
            f"要使用这些认可，请加 --waivers {output}。"
        )
    refuse_input(output, [source.path for source in sources(paths) if source.named or not earlier], instead)
