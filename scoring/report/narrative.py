"""The narrative of an evaluation report: a Word or text file beside the form, with the report's headings.

大数据律师费.xlsx has 大数据律师费.报告.docx (or .txt, .md) beside it; where one file holds several forms, the
name is the project's, if no other project there has it. Headings are lines of their own, numbered or not;
what stands under one belongs to it. Nothing is skipped: what cannot be placed is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from scoring.errors import JixiaoError, RenderError
from scoring.place import Place
from scoring.read.container import load, raw_document
from scoring.read.limits import MEGABYTE
from scoring.read.package import Package
from scoring.read.paper.docx import DOCUMENT
from scoring.read.text.encoding import decode
from scoring.report.statement import BLANK
from scoring.results import FormAudit

SUFFIXES = (".docx", ".txt", ".md")
LARGEST = MEGABYTE  # of a text, or of the text part of a Word file; a long report has a tenth
_MARK = ".报告"

# The headings of the report that hold narrative, as the report names them, and what else they are called.
BASICS, WORK, CONCLUSION, ANALYSIS = (
    "基本情况",
    "绩效评价工作开展情况",
    "综合评价情况及评价结论",
    "绩效评价指标分析",
)
DECISION, PROCESS, OUTPUT, EFFECT = ("项目决策情况", "项目过程情况", "项目产出情况", "项目效益情况")
PROBLEMS, ADVICE, OTHER = ("主要经验及做法、存在的问题及原因分析", "有关建议", "其他需要说明的问题")
SECTIONS = (BASICS, WORK, CONCLUSION, ANALYSIS, DECISION, PROCESS, OUTPUT, EFFECT, PROBLEMS, ADVICE, OTHER)
_NAMES = {
    **{name: name for name in SECTIONS},
    **{name.removeprefix("项目"): name for name in (DECISION, PROCESS, OUTPUT, EFFECT)},
    "项目基本情况": BASICS,
    "主要经验及做法、存在问题及原因分析": PROBLEMS,
}
_NUMBER = re.compile(r"^(?:#+\s*)?(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)?\s*")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]$")
_TITLE = 40  # characters that a line above the first heading may have to be taken for a part of the title


@dataclass(frozen=True, slots=True)
class Narrative:
    """Paragraphs by section. `file` is where they stand, or where they are to be written; `remarks` say
    what of the file could not be read."""

    file: str
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def of(self, section: str) -> tuple[str, ...]:
        """The paragraphs of a section; none where nothing is written."""
        return self.texts.get(section, ())


def narrative(audited: FormAudit, forms: Sequence[FormAudit]) -> Narrative:
    """The narrative beside a form, empty where there is none; `forms` are all forms of the run.

    Raises RenderError where there are two files, or one that cannot be used.
    """
    file = Path(audited.form.place.file)
    stem = _stem(audited, forms)
    found = [path for path in _beside(file) if _owner(path) == stem] if stem else []
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise RenderError(f"“{file.name}”旁边有几个评价报告的文字（{names}），请只留一个。", Place(str(file)))
    if not found:
        return Narrative(f"{stem or file.stem}{_MARK}.docx")
    try:
        return _read(found[0])
    except JixiaoError as error:
        if isinstance(error, RenderError):
            raise
        raise RenderError(f"“{found[0].name}”不能使用：{error.message}", error.place) from None


def _stem(audited: FormAudit, forms: Sequence[FormAudit]) -> str:
    """What the narrative is named after; names are compared and never made a path. Empty: nothing is sure."""
    file = audited.form.place.file
    same = [other.form.name.text for other in forms if other.form.place.file == file]
    if len(same) == 1:
        return PurePath(file).stem
    name = audited.form.name.text
    return name if Counter(same)[name] == 1 else ""


def _beside(file: Path) -> list[Path]:
    try:
        return sorted(path for path in file.parent.iterdir() if _owner(path) and path.is_file())
    except OSError:
        return []


def _owner(path: Path) -> str:
    """Whose narrative a file is; empty where it is none."""
    own = path.suffix.lower() in SUFFIXES and path.stem.endswith(_MARK)
    return path.stem.removesuffix(_MARK) if own else ""


def _read(path: Path) -> Narrative:
    data, word = load(path, path.name), path.suffix.lower() == ".docx"
    written = Package(data, path.name).read(DOCUMENT) if word else data
    if len(written) > LARGEST:
        told = f"“{path.name}”的文字过多（上限 {LARGEST // MEGABYTE} MB），请精简后重试。"
        raise RenderError(told, Place(str(path)))
    lines, remarks = _paragraphs(data, path) if word else (decode(data, path.name).splitlines(), ())
    return Narrative(path.name, _placed([line.strip() for line in lines], path), remarks)


def _paragraphs(data: bytes, path: Path) -> tuple[list[str], tuple[str, ...]]:
    raw = raw_document(data, path.name)
    rows = [row for grid in raw.grids for row in grid.rows]
    table = next((row for row in rows if len(row.cells) > 1), None)
    if table is not None:
        cell = table.cells[0].text
        raise RenderError(
            f"“{path.name}”中有表格（“{cell[:12]}”），报告的表由工具按自评表生成，请删去表格，只留文字。",
            table.place,
        )
    lines = [line for row in rows for cell in row.cells for line in cell.text.splitlines()]
    return lines, tuple(message for message, _ in raw.remarks)


def _placed(lines: Sequence[str], path: Path) -> dict[str, tuple[str, ...]]:
    texts: dict[str, list[str]] = {}
    section = ""
    for line in filter(None, lines):
        heading = _heading(line)
        section = heading or section
        if heading:
            texts.setdefault(heading, [])
        elif section:
            texts[section].append(line)
        elif len(line) > _TITLE or line.endswith("。"):
            raise RenderError(
                f"“{path.name}”的“{line[:12]}”上面没有章节标题，请移到“一、基本情况”等标题下。",
                Place(str(path)),
            )
    if not texts and any(lines):
        raise RenderError(f"“{path.name}”中没有“一、基本情况”等章节标题，请加上标题。", Place(str(path)))
    return {section: tuple(own) for section, own in texts.items() if own}


def _heading(line: str) -> str:
    """The section whose heading a line is; empty for text."""
    bare = _ASIDE.sub("", _NUMBER.sub("", line).rstrip("。：: ")).strip()
    return _NAMES.get(bare, "")


def blanks(told: Narrative, required: Sequence[str]) -> Iterator[str]:
    """The sections that have nothing, or say themselves that something is left to be filled in."""
    for section in SECTIONS:
        texts = told.of(section)
        if (section in required and not texts) or any(BLANK in text for text in texts):
            yield section
