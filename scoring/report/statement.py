"""预算绩效情况说明: the paragraph on self-evaluation for the published accounts of a department.

It tells what the department stated and nothing else; where recomputing comes to something else, or a figure
is not to be had from the forms, `remarks` tell the reviewer, outside the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.number import HUNDRED, ZERO, Verdict, half_up, plain, ratio
from scoring.report import view
from scoring.report.folder import Folder, amounts
from scoring.results import FormAudit
from scoring.score.trace import points_text

BLANK = "【待填写】"
TITLE = "预算绩效情况说明"
_PLACES = 2  # decimals of amounts and scores in accounts; a figure that has more keeps them


@dataclass(frozen=True, slots=True)
class Statement:
    """The paragraphs under their headings; `remarks` are for the reviewer and belong to no publication."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    remarks: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """Title, headings and paragraphs in order."""
        return [TITLE, *(line for heading, texts in self.sections for line in (heading, *texts))]


def statement(folder: Folder) -> Statement:
    """The statement of a department that handed its forms in together.

    A figure that any of its forms leaves open is left to be filled in (待填写), never estimated.
    """
    management = (_handed(folder), *_money(folder), _department(folder))
    sections = [("（一）绩效管理工作开展情况", management)]
    if folder.projects:
        sections.append(("（二）项目绩效自评结果", (_grades(folder),)))
    return Statement(tuple(sections), tuple(_remarks(folder)))


def _year(folder: Folder) -> str:
    return view.years(folder.forms) or f"{BLANK}年度"


def _handed(folder: Folder) -> str:
    own = amounts(folder.departments[0].form) if len(folder.departments) == 1 else None
    told = (
        f"{_year(folder)}，我部门纳入预算绩效管理的支出总额为{_amount(own[1]) if own else BLANK}万元，"
        f"其中基本支出{BLANK}万元，项目支出{BLANK}万元。"
    )
    if not folder.projects:
        return told
    sums = _sums(folder)
    return (
        f"{told}按照“谁用款、谁评价”的要求，对预算项目支出全面开展自评，涵盖项目{len(folder.projects)}个，"
        f"涉及预算资金{_amount(sums[1]) if sums else BLANK}万元，占部门预算项目支出总额的{BLANK}%。"
    )


def _money(folder: Folder) -> Iterator[str]:
    if not folder.projects:
        return
    budget, executed = map(_amount, sums) if (sums := _sums(folder)) else (BLANK, BLANK)
    rate = view.percent(ratio(sums[1], HUNDRED, by=sums[0])) if sums and sums[0] > 0 else f"{BLANK}%"
    yield f"上述项目全年预算数合计{budget}万元，全年执行数合计{executed}万元，执行率{rate}。"


def _department(folder: Folder) -> str:
    stated = folder.departments[0].stated if len(folder.departments) == 1 else None
    told = f"对部门整体支出也开展了自评，部门整体支出绩效自评结果为{_amount(stated)}分"
    return f"{told}，等级为{view.stated_grade(folder.departments[0]) if stated is not None else BLANK}。"


def _grades(folder: Folder) -> str:
    projects = folder.projects
    count = Counter(view.stated_grade(audited) for audited in projects)
    counts = (f"{BLANK if count[''] else count[name]}个项目自评等级为{name}" for name in _names(projects))
    return f"我部门{_year(folder)}{len(projects)}个项目支出绩效自评中，{'，'.join(counts)}。"


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
