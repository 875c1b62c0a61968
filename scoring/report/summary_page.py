"""项目支出绩效自评汇总表, made from the forms of one folder: stated beside recomputed totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import PurePath

from scoring.checks.identity import loose
from scoring.model.form import CATEGORY_NAMES, AnyForm, Category, FundRow, ProjectForm
from scoring.model.money import MoneyUnit
from scoring.number import HUNDRED, ZERO, ratio
from scoring.report import view
from scoring.results import Audit, FormAudit, Unread
from scoring.score import Line, Part
from scoring.score.execution import execution_rate

Belongs = Callable[[Line], bool]  # whether a line counts towards a column


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
    """All projects handed in together. `remarks` say what the table could not take in."""

    unit: str
    year: str
    footer: tuple[str, str]
    parts: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    budget: str
    executed: str
    rate: str
    grades: tuple[str, ...]
    departments: tuple[str, ...]
    remarks: tuple[str, ...]


def folders(result: Audit) -> dict[str, list[FormAudit]]:
    """The forms by the folder they were handed in with; only folders that hold a project form."""
    found: dict[str, list[FormAudit]] = {}
    for audited in result.forms:
        found.setdefault(_folder(audited.form.place.file), []).append(audited)
    return {name: forms for name, forms in found.items() if any(_is_project(form) for form in forms)}


def summary_page(folder: str, forms: Sequence[FormAudit], unread: Sequence[Unread] = ()) -> SummaryPage:
    """Sum the forms of one folder up."""
    projects, copies = _without_copies([form for form in forms if _is_project(form)])
    columns = _columns(projects)
    known = [pair for audited in projects if (pair := _amounts(audited.form))]
    budget, executed = (sum(amounts, ZERO) for amounts in zip(*known, strict=True)) if known else (ZERO, ZERO)
    rules = view.listed([view.ruleset(audited.ruleset) for audited in projects])
    return SummaryPage(
        unit=unit_of(forms),
        year=view.listed([f"{audited.form.year}年度" for audited in projects if audited.form.year]),
        footer=(f"来源：{_sources(forms)}", f"规则：{rules}"),
        parts=tuple(columns),
        rows=tuple(_row(n, audited, list(columns.values())) for n, audited in enumerate(projects, start=1)),
        budget=view.money(budget),
        executed=view.money(executed),
        rate=view.percent(ratio(executed, HUNDRED, by=budget)) if budget > 0 else "",
        grades=_grades(projects),
        departments=tuple(_department(audited) for audited in forms if not _is_project(audited)),
        remarks=(
            *_without_amounts(projects),
            *(
                f"序号 {number} 的复算总分：{settlement}。"
                for number, audited in enumerate(projects, start=1)
                if (settlement := view.settlement(audited.sheet))
            ),
            *(f"{view.source(c.form.place)} 的表与前面的表为同一项目，没有重复列入。" for c in copies),
            *(
                f"{view.source(item.place)} 未能处理，没有列入：{item.reason}"
                for item in unread
                if _folder(item.path) == folder
            ),
        ),
    )


def _folder(file: str) -> str:
    return str(PurePath(file).parent)


def _is_project(audited: FormAudit) -> bool:
    return isinstance(audited.form, ProjectForm)


def unit_of(forms: Sequence[FormAudit]) -> str:
    """The department whose own form is here, else the unit that most forms name."""
    departments = [audited.form.name.text for audited in forms if not _is_project(audited)]
    if len(departments) == 1:
        return departments[0]
    units = Counter(name for audited in forms if (name := audited.form.unit)).most_common()
    if not units:
        return ""
    return units[0][0] if len(units) == 1 else f"{units[0][0]}等 {len(units)} 个单位"


def _sources(forms: Sequence[FormAudit]) -> str:
    files = list(dict.fromkeys(PurePath(audited.form.place.file).name for audited in forms))
    return "".join(files) if len(files) < 2 else f"{files[0]} 等 {len(files)} 个文件"


def _amounts(form: AnyForm) -> tuple[Decimal, Decimal] | None:
    """全年预算数 and 全年执行数 in 万元, where both are known."""
    row = form.total_funds
    if row is None or row.budget.written is None or row.executed.written is None:
        return None
    wan = partial(form.money_unit.in_unit, unit=MoneyUnit.WAN)
    return wan(row.budget.written.value), wan(row.executed.written.value)


def _as_written(funds: FundRow | None) -> tuple[str, str]:
    return (view.figure(funds.budget), view.figure(funds.executed)) if funds else ("", "")


def _without_copies(projects: Sequence[FormAudit]) -> tuple[list[FormAudit], list[FormAudit]]:
    """The projects, and the forms that repeat one of them: name, budget and execution agree."""
    seen: dict[object, FormAudit] = {}
    copies: list[FormAudit] = []
    for audited in projects:
        name, amounts = loose(audited.form.name.text), _amounts(audited.form)
        key = (name, amounts) if name and amounts else audited.id
        if seen.setdefault(key, audited) is not audited:
            copies.append(audited)
    return list(seen.values()), copies


def _without_amounts(projects: Sequence[FormAudit]) -> list[str]:
    numbers = [str(n) for n, audited in enumerate(projects, start=1) if _amounts(audited.form) is None]
    return [f"序号 {'、'.join(numbers)} 的表上没有预算数或执行数，金额没有计入合计。"] if numbers else []


def _columns(projects: Sequence[FormAudit]) -> dict[str, Belongs]:
    """The parts that any of the forms has, each with the lines that belong to it."""
    lines = [line for audited in projects for line in audited.sheet.lines]
    columns: dict[str, Belongs] = {"资金管理": _management}
    columns |= {CATEGORY_NAMES[c].removesuffix("指标"): partial(_in_category, c) for c in Category}
    return {name: belongs for name, belongs in columns.items() if any(map(belongs, lines))}


def _management(line: Line) -> bool:
    return line.part is Part.FUND_MANAGEMENT


def _in_category(category: Category, line: Line) -> bool:
    return line.category is category


def _row(number: int, audited: FormAudit, columns: Sequence[Belongs]) -> SummaryRow:
    form, lines, places = audited.form, audited.sheet.lines, audited.ruleset.rounding.places
    funds = form.total_funds
    rate = execution_rate(funds.budget, funds.executed) if funds else None
    in_other_unit = _amounts(form) if form.money_unit is not MoneyUnit.WAN else None
    budget, executed = map(view.money, in_other_unit) if in_other_unit else _as_written(funds)
    return SummaryRow(
        number=number,
        name=audited.name,
        budget=budget,
        executed=executed,
        rate=view.percent(rate) if rate is not None else "",
        parts=tuple(view.subtotal(list(filter(belongs, lines)), places) for belongs in columns),
        total=view.total(audited),
        grade=view.grade(audited),
    )


def _grades(projects: Sequence[FormAudit]) -> tuple[str, ...]:
    """How many projects have each grade, as recomputed and as stated."""
    names = list(dict.fromkeys(grade.name for audited in projects for grade in audited.ruleset.grade))
    told = []
    for what, grades, none in (
        ("自评", [view.stated_grade(audited) for audited in projects], "总分未填"),
        ("复算", [audited.sheet.grade or "" for audited in projects], view.OPEN),
    ):
        count = Counter(grades)
        parts = [f"{name} {count[name]} 个" for name in names]
        parts += [f"{none} {count['']} 个"] if count[""] else []
        told.append(f"按{what}得分：{'、'.join(parts)}")
    return tuple(told)


def _department(audited: FormAudit) -> str:
    total = view.total(audited)
    difference = f"，差异 {total.difference} {total.sign}" if total.difference else ""
    return (
        f"部门整体支出绩效自评（{audited.form.name.text}）：自评 {total.stated} 分，"
        f"复算 {total.recomputed} 分{difference}，等级{view.grade(audited)}。"
    )
