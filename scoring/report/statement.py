"""预算绩效情况说明: the paragraph on self-evaluation for the published accounts of a department.

It tells what the department stated and nothing else; where recomputing comes to something else, or a figure
is not to be had from the forms, `remarks` tell the reviewer, outside the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from scoring.number import HUNDRED, ZERO, Verdict, half_up, plain, ratio
from scoring.report import view
from scoring.report.folder import Folder, amounts
from scoring.results import FormAudit
from scoring.score.trace import points_text

BLANK = "【待填写】"
TITLE = "预算绩效情况说明"
_PLACES = 2  # decimals of amounts and scores in accounts; a figure that has more keeps them
_HEADING = re.compile(r"（[一二三四五六七八九十]+）")


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What the template tells: amounts in 万元, scores in points, `blank` wherever a form leaves a figure
    open; `grades` are the names and how many projects have them."""

    blank: str
    year: str
    spending: str
    projects: int
    budget: str
    executed: str
    rate: str
    score: str
    grade: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Title, headings and paragraphs in order; `remarks` are for the reviewer, never for publication."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...]


def is_heading(line: str) -> bool:
    """Whether a line of a statement is a heading: （一）…"""
    return bool(_HEADING.match(line))


def statement(folder: Folder, templates: Path | None = None) -> Statement:
    """The statement of a department that handed its forms in together; `templates` is the user's own folder.

    A figure that any of its forms leaves open is left to be filled in (待填写), never estimated. Raises
    RenderError with file and line of what is wrong with a template.
    """
    from scoring.report.html import filled  # jinja2 is loaded only to print

    text = filled("statement/statement.txt", templates, page=statement_page(folder))
    return Statement(tuple(filter(None, map(str.strip, text.split("\n")))), tuple(_remarks(folder)))


def statement_page(folder: Folder) -> StatementPage:
    """The figures of a statement."""
    projects = folder.projects
    department = folder.departments[0] if len(folder.departments) == 1 else None
    own = amounts(department.form) if department else None
    sums = _sums(folder)
    count = Counter(view.stated_grade(audited) for audited in projects)
    stated = department.stated if department else None
    return StatementPage(
        blank=BLANK,
        year=view.years(folder.forms) or f"{BLANK}年度",
        spending=_amount(own[1]) if own else BLANK,
        projects=len(projects),
        budget=_amount(sums[0]) if sums else BLANK,
        executed=_amount(sums[1]) if sums else BLANK,
        rate=view.percent(ratio(sums[1], HUNDRED, by=sums[0])) if sums and sums[0] > 0 else f"{BLANK}%",
        score=_amount(stated),
        grade=view.stated_grade(department) if department and stated is not None else BLANK,
        grades=tuple((name, BLANK if count[""] else str(count[name])) for name in _names(projects)),
    )


def _names(projects: Sequence[FormAudit]) -> list[str]:
    """The grades that the rules of these forms know, best first."""
    return list(dict.fromkeys(grade.name for audited in projects for grade in audited.ruleset.grade))


def _sums(folder: Folder) -> tuple[Decimal, Decimal] | None:
    """全年预算数 and 全年执行数 of all projects in 万元; None where one of them is open."""
    known = [pair for audited in folder.projects if (pair := amounts(audited.form))]
    if not known or len(known) < len(folder.projects):
        return None
    return sum((budget for budget, _ in known), ZERO), sum((executed for _, executed in known), ZERO)


def _amount(value: Decimal | None) -> str:
    if value is None:
        return BLANK
    return format(value, f".{_PLACES}f") if half_up(value, _PLACES) == value else plain(value)


def _remarks(folder: Folder) -> Iterator[str]:
    yield "基本支出、项目支出和占部门预算项目支出总额的比例自评表中没有，请按决算填写。"
    if len(folder.departments) != 1:
        yield f"部门整体支出绩效自评表有 {len(folder.departments)} 张，支出总额和自评结果请核对后填写。"
    for audited in folder.projects:
        if amounts(audited.form) is None:
            yield f"“{view.numbered(audited)}”没有全年预算数或全年执行数，金额合计没有计算。"
    for audited in (*folder.departments, *folder.projects):
        yield from _differs(audited)
    projects = folder.projects
    right = Counter(audited.sheet.grade or view.OPEN for audited in projects)
    if any(audited.sheet.grade != view.stated_grade(audited) for audited in projects):
        names = [*_names(projects), *([view.OPEN] if right[view.OPEN] else [])]
        yield f"项目等级按复算为：{'、'.join(f'{name} {right[name]} 个' for name in names)}。"
    for audited in folder.copies:
        yield f"“{view.numbered(audited)}”与前面的表为同一项目，没有重复计入。"
    for item in folder.unread:
        yield f"{view.source(item.place)} 未能处理，没有计入：{item.reason}"


def _differs(audited: FormAudit) -> Iterator[str]:
    """What to know of a form whose stated total is missing, or is not the recomputed one."""
    name, places = view.numbered(audited), audited.ruleset.rounding.places
    before, after = view.stated_grade(audited), audited.sheet.grade or ""
    if audited.stated is None:
        yield f"“{name}”自评总分未填或不是数字，相应的得分、等级个数没有计算。"
    elif audited.sheet.recomputed is None:
        yield f"“{name}”总分不能复算，按自评 {plain(audited.stated)} 分、等级“{before}”计入。"
    elif audited.sheet.verdict is Verdict.DIFFERENT or before != after:
        right = points_text(audited.sheet.recomputed, places)
        grade = f"等级由“{before}”变为“{after}”" if before != after else f"等级仍为“{after}”"
        yield f"“{name}”自评 {plain(audited.stated)} 分，复算 {right} 分，{grade}；说明按自评计。"
