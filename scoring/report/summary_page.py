"""项目支出绩效自评汇总表, made from the forms of one folder.

Two sets of columns: for the bureau the points of each part and the stated beside the recomputed total; and
those of the published table, with what was stated and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scoring.model.form import CATEGORY_NAMES, Category, FundRow
from scoring.model.money import MoneyUnit
from scoring.number import HUNDRED, ZERO, half_up, plain, ratio
from scoring.report import view
from scoring.report.folder import Folder, amounts
from scoring.report.order import Columns, Size
from scoring.results import FormAudit
from scoring.score import Line, Part
from scoring.score.execution import execution_rate

_HEADING = 4  # characters in a line of a narrow column's heading


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the forms: `name` over its points, `share`, in lines, over its 得分率; `belongs` tells its
    lines."""

    name: str
    share: tuple[str, ...]
    belongs: Callable[[Line], bool]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A project."""

    number: int
    name: str
    budget: str
    executed: str
    rate: str
    parts: tuple[view.Compared, ...]
    total: view.Compared
    grade: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """All projects handed in together. `shares` are the stated points of each part, row by row, in percent
    of all points; `left_out` says which rows the sums lack, `remarks` what the table could not take in."""

    unit: str
    year: str
    footer: tuple[str, ...]
    columns: Columns
    size: Size
    parts: tuple[Column, ...]
    shares: tuple[tuple[str, ...], ...]
    rows: tuple[SummaryRow, ...]
    budget: str
    executed: str
    rate: str
    left_out: str
    grades: tuple[str, ...]
    departments: tuple[str, ...]
    remarks: tuple[str, ...]


def summary_page(
    folder: Folder, columns: Columns = Columns.POINTS, size: Size = Size.A4, *, public: bool = False
) -> SummaryPage:
    """Sum the forms of a folder up; a `public` table tells nothing but what the forms say.

    The published columns hold what was stated, and what stands under them does, too.
    """
    projects = folder.projects
    parts = _columns(projects)
    known = [pair for audited in projects if (pair := amounts(audited.form))]
    budget, executed = (sum(money, ZERO) for money in zip(*known, strict=True)) if known else (ZERO, ZERO)
    return SummaryPage(
        unit=folder.unit,
        year=view.years(projects),
        footer=folder.footer[-1:] if public else folder.footer,
        columns=columns,
        size=size,
        parts=parts,
        shares=tuple(tuple(_share(audited, part) for audited in projects) for part in parts),
        rows=tuple(_row(n, audited, parts, columns) for n, audited in enumerate(projects, start=1)),
        budget=view.money(budget),
        executed=view.money(executed),
        rate=view.percent(ratio(executed, HUNDRED, by=budget)) if budget > 0 else "",
        left_out="、".join(str(n) for n, a in enumerate(projects, start=1) if amounts(a.form) is None),
        grades=_grades(projects, recomputed=columns is Columns.POINTS),
        departments=tuple(map(_department, folder.departments)) if columns is Columns.POINTS else (),
        remarks=() if public else tuple(_remarks(folder, settled=columns is Columns.POINTS)),
    )


def _remarks(folder: Folder, *, settled: bool) -> Iterator[str]:
    for number, audited in enumerate(folder.projects, start=1):
        if settled and (settlement := view.settlement(audited.sheet)):
            yield f"序号 {number} 的复算总分：{settlement}。"
    for copy in folder.copies:
        yield f"{view.source(copy.form.place)} 的表与前面的表为同一项目，没有重复列入。"
    for item in folder.unread:
        yield f"{view.source(item.place)} 未能处理，没有列入：{item.reason}"


def _columns(projects: Sequence[FormAudit]) -> tuple[Column, ...]:
    """The parts that any of the forms has."""
    lines = [line for audited in projects for line in audited.sheet.lines]
    columns = [
        Column("资金管理", ("资金管理", "情况", "得分率"), lambda line: line.part is Part.FUND_MANAGEMENT)
    ]
    for category in Category:
        name = CATEGORY_NAMES[category]
        share = (*view.broken(name, _HEADING), "得分率")
        columns.append(Column(name.removesuffix("指标"), share, partial(_in_category, category)))
    return tuple(column for column in columns if any(map(column.belongs, lines)))


def _in_category(category: Category, line: Line) -> bool:
    return line.category is category


def _row(number: int, audited: FormAudit, parts: Sequence[Column], columns: Columns) -> SummaryRow:
    form, places = audited.form, audited.ruleset.rounding.places
    funds = form.total_funds
    in_other_unit = amounts(form) if form.money_unit is not MoneyUnit.WAN else None
    budget, executed = map(view.money, in_other_unit) if in_other_unit else _as_written(funds)
    return SummaryRow(
        number=number,
        name=audited.name,
        budget=budget,
        executed=executed,
        rate=_rate(funds, columns),
        parts=tuple(view.subtotal(_lines(audited, part), places) for part in parts),
        total=view.total(audited),
        grade=view.grade(audited),
    )


def _rate(funds: FundRow | None, columns: Columns) -> str:
    """The execution rate: computed for the bureau, as it was stated in what is published."""
    if funds is None:
        return ""
    if columns is Columns.PUBLISHED:
        return view.figure(funds.rate)
    rate = execution_rate(funds.budget, funds.executed)
    return view.percent(rate) if rate is not None else ""


def _as_written(funds: FundRow | None) -> tuple[str, str]:
    return (view.figure(funds.budget), view.figure(funds.executed)) if funds else ("", "")


def _lines(audited: FormAudit, part: Column) -> list[Line]:
    return [line for line in audited.sheet.lines if part.belongs(line)]


def _share(audited: FormAudit, part: Column) -> str:
    stated = view.stated_sum(_lines(audited, part))
    points = audited.ruleset.total.points
    return f"{plain(half_up(ratio(stated, HUNDRED, by=points), 2))}%" if stated is not None else ""


def _grades(projects: Sequence[FormAudit], *, recomputed: bool) -> tuple[str, ...]:
    """How many projects have each grade, as stated and as recomputed."""
    stated = _count("自评", [view.stated_grade(audited) for audited in projects], "总分未填", projects)
    right = _count("复算", [audited.sheet.grade or "" for audited in projects], view.OPEN, projects)
    return (stated, right) if recomputed else (stated,)


def _count(what: str, grades: Sequence[str], none: str, projects: Sequence[FormAudit]) -> str:
    names = dict.fromkeys(grade.name for audited in projects for grade in audited.ruleset.grade)
    count = Counter(grades)
    parts = [f"{name} {count[name]} 个" for name in names]
    parts += [f"{none} {count['']} 个"] if count[""] else []
    return f"按{what}得分：{'、'.join(parts)}"


def _department(audited: FormAudit) -> str:
    total = view.total(audited)
    difference = f"，差异 {total.difference} {total.sign}" if total.difference else ""
    return (
        f"部门整体支出绩效自评（{audited.form.name.text}）：自评 {total.stated} 分，"
        f"复算 {total.recomputed} 分{difference}，等级{view.grade(audited)}。"
    )
