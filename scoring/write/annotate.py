"""Copies of the workbooks handed in, with the cells marked that findings are about.

A finding is told in a comment on its cell, so that the mark is understood without its colour.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.errors import JixiaoError
from scoring.finding import Finding, Severity
from scoring.place import Place
from scoring.read.container import load
from scoring.read.package import Package
from scoring.read.sources import Source, sources
from scoring.report.files import write_whole
from scoring.report.findings import waiver
from scoring.results import Audit
from scoring.write.comments import AUTHOR, Run
from scoring.write.workbook import OTHER_KIND, PatchedWorkbook, is_patchable, unaltered
from scoring.write.xml import main, parse

COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTICE: "BDD7EE"}
ACCEPTED = "C6EFCE"  # a cell of which people accept all that was found

_LONGEST = 30_000  # characters of a comment; Excel takes 32 767


@dataclass(frozen=True, slots=True)
class Annotated:
    """What became of the copies: how many are marked, and how many are as the workbook was (no finding).

    `told` is one sentence for each file, or cell, that could not be marked. `failed` says that one of them
    was a workbook that should have been.
    """

    marked: int
    unchanged: int
    told: tuple[str, ...]
    failed: bool


def destinations(paths: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Where the copy of each file goes, by the name under which the file is shown.

    Below `folder` the files lie as they do below the folder that holds all of `paths`, so no two of them
    meet. Raises JixiaoError where a copy would lie among the files to be read, or take the place of one, or
    of a file that is no earlier copy.
    """
    for inside in filter(Path.is_dir, paths):
        if folder.resolve().is_relative_to(inside.resolve()):
            told = f"文件夹“{folder}”在要复核的文件夹“{inside}”里，下次复核会把标注的副本也当作自评表，"
            raise JixiaoError(f"{told}请给 --annotate 换一个别处的文件夹。")
    if folder.exists() and not folder.is_dir():
        raise JixiaoError(f"“{folder}”不是文件夹，请给 --annotate 换一个文件夹。")
    found = list(sources(paths))
    common = _common([path if path.is_dir() else path.parent for path in paths])
    copies = {source.shown_as: folder / _plain(source.path).relative_to(common) for source in found}
    originals = {source.path.resolve() for source in found}
    for copy in copies.values():
        if copy.resolve() in originals:
            raise JixiaoError(f"标注的副本会覆盖原表“{copy}”，请给 --annotate 换一个别处的文件夹。")
    lost = [copies[source.shown_as] for source in found if _would_lose(source, copies[source.shown_as])]
    if lost:
        others = f"（这样的文件共 {len(lost)} 个）" if len(lost) > 1 else ""
        told = f"“{lost[0]}”已经存在，看不出是以前标注的副本{others}，为免覆盖，"
        raise JixiaoError(f"{told}请给 --annotate 换一个文件夹，或先把它移走。")
    return copies


def annotate(audit: Audit, copies: Mapping[str, Path]) -> Annotated:
    """Write a marked copy of each workbook that was read; `copies` says where, see destinations.

    A file that cannot be marked never stops the others.
    """
    findings: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        findings.setdefault(finding.place.file, []).append(finding)
    marked, told, failed = [], [], False
    for read in audit.inputs:
        mine = findings.get(read.path, [])
        try:
            data = unaltered(read)
            if not is_patchable(data, read.path):
                told.append(f"未标注 {read.path}：{OTHER_KIND}")
                continue
            data, remarks = marked_copy(data, read.path, mine) if mine else (data, [])
            write_whole(copies[read.path], data)
            told += remarks
            marked.append(bool(mine))
        except JixiaoError as error:
            failed = True
            told.append(f"未标注 {read.path}：{error.message}")
    return Annotated(sum(marked), len(marked) - sum(marked), tuple(told), failed)


def marked_copy(data: bytes, file: str, findings: Iterable[Finding]) -> tuple[bytes, list[str]]:
    """A workbook with its findings marked, and a sentence for each cell that could get no comment.

    Raises WriteError or ReadError where the workbook cannot be changed.
    """
    book = PatchedWorkbook(data, file)
    cells: dict[Place, list[Finding]] = {}
    for finding in findings:
        cell = book.cell(_cell_of(finding.place, book.first_sheet))
        if cell is not None:
            cells.setdefault(cell, []).append(finding)
    remarks = []
    for cell, found in sorted(cells.items()):
        found.sort(key=lambda finding: (bool(finding.waiver), finding.severity.rank, finding.code))
        book.mark(cell, ACCEPTED if found[0].waiver else COLOURS[found[0].severity])
        if not book.comment(cell, list(_runs(found))):
            codes = "、".join(dict.fromkeys(finding.code for finding in found))
            remarks.append(
                f"{cell} 已有会话式批注，没有再加批注，只标了颜色（{codes}），请看复核结果中的说明。"
            )
    return book.saved(), remarks


def _would_lose(source: Source, copy: Path) -> bool:
    """Whether the copy of a file would replace one that is neither the same nor an earlier marked copy."""
    if not copy.is_file():
        return False
    try:
        data = load(source.path, source.shown_as)
        if not is_patchable(data, source.shown_as):
            return False
    except JixiaoError:
        return False  # no copy is made of what cannot be read
    try:
        there = load(copy, str(copy))
        return there != data and not _is_marked(there, str(copy))
    except JixiaoError:
        return True


def _is_marked(data: bytes, file: str) -> bool:
    """Whether a workbook has comments of ours. Raises JixiaoError where it cannot be read."""
    if not is_patchable(data, file):
        return False
    package = Package(data, file)
    names = [member.filename for member in package.members]
    parts = [name for name in names if "comment" in name.lower() and name.lower().endswith(".xml")]
    roots = (parse(package.read(part), file) for part in parts)
    return any(author.text == AUTHOR for root in roots for author in root.iter(main("author")))


def _cell_of(place: Place, first_sheet: str) -> Place:
    """The cell for a finding about a whole row, sheet or file: the first one of it."""
    sheet = place.sheet or first_sheet
    return replace(place, sheet=sheet, row=place.row or 1, column=place.column or 1)


def _runs(findings: Sequence[Finding]) -> Iterator[Run]:
    """The findings of a cell as its comment tells them."""
    length = 0
    for number, finding in enumerate(findings):
        accepted = "，已认可" if finding.waiver else ""
        head = f"{finding.code} {finding.name}（{finding.severity.chinese}{accepted}）"
        body = f"\n{finding.message}" + (f"\n依据：{finding.basis}" if finding.basis else "")
        body += f"\n认可：{waiver(finding)}" if finding.waiver else ""
        length += len(head) + len(body)
        if number and length > _LONGEST:
            yield Run(f"\n\n还有 {len(findings) - number} 条，请看复核结果。")
            return
        yield Run(("\n\n" if number else "") + head, bold=True)
        yield Run(body[:_LONGEST])


def _common(folders: Sequence[Path]) -> Path:
    try:
        return Path(os.path.commonpath([_plain(folder) for folder in folders]))
    except ValueError:  # on two drives
        raise JixiaoError("要标注的文件不在同一个磁盘上，请分几次标注。") from None


def _plain(path: Path) -> Path:
    """The path from the root, without “..”."""
    return Path(os.path.normpath(path.absolute()))
