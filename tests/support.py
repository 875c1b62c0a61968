"""Papers for tests: complete and right unless a test says otherwise, every figure made from text.

A form stands on the sheet 自评表 as the published ones do, so that places can be asserted:
money in row 7, its sources from row 8, 资金管理情况 from row 11, goals from row 15, indicators from
row 17, 总分 below them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from scoring import numerals
from scoring.errors import NumeralError
from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.form import (
    BLANKS,
    AnyForm,
    Category,
    DepartmentForm,
    Figure,
    FundManagementItem,
    FundRow,
    Goal,
    Indicator,
    ProjectForm,
    Remark,
    Text,
)
from scoring.model.summary import Claim, Personal, Statement, Subject, SummaryRow, SummaryTable
from scoring.number import Written
from scoring.place import Place
from scoring.read.recognise.labels import fund_label
from scoring.read.recognise.words import FUND_SOURCES
from scoring.results import Audit, FormAudit
from scoring.rules import RuleSet, load_ruleset
from scoring.rules.tables import Method
from scoring.score import Line
from scoring.score.line import indicator_line
from scoring.verification import examine

FILE = "自评表.xlsx"
PROJECT_RULES = load_ruleset("henan-project-2023")
DEPARTMENT_RULES = load_ruleset("henan-department-2023")


def at(cell: str, file: str = FILE, sheet: str = "自评表") -> Place:
    """The place of a cell: at("F12")."""
    return Place(file, sheet, row=int(cell[1:]), column=ord(cell[0]) - ord("A") + 1)


def text(words: str, cell: str) -> Text:
    """A text in a cell."""
    return Text(words, at(cell))


def figure(written: str, cell: str) -> Figure:
    """A number in a cell; what is no number stays unread."""
    return Figure(written, at(cell), _read(numerals.figure, written))


def rate(written: str, cell: str) -> Figure:
    """A percentage in a cell; a plain number is taken as it stands."""
    return Figure(written, at(cell), _read(numerals.percentage, written) or _read(numerals.figure, written))


def _read(grammar: Callable[[str], Written], written: str) -> Written | None:
    try:
        return None if written in BLANKS else grammar(written)
    except NumeralError:
        return None


NAMES = {
    Category.INPUT_MANAGEMENT: "制度健全性",
    Category.COST: "采购成本",
    Category.OUTPUT: "建成数量",
    Category.EFFECT: "方便居民",
    Category.SATISFACTION: "居民满意度",
}


@dataclass(frozen=True)
class Row:
    """An indicator as written. Without a score it states full points; `deviation` is None on forms
    that have no such column."""

    category: Category
    target: str
    actual: str
    points: str
    score: str | None = None
    deviation: str | None = "0.00"
    reason: str = ""
    name: str | None = None
    subcategory: str = ""

    @property
    def stated(self) -> str:
        """The score as written."""
        return self.points if self.score is None else self.score


management = partial(Row, Category.INPUT_MANAGEMENT)
cost = partial(Row, Category.COST)
output = partial(Row, Category.OUTPUT)
effect = partial(Row, Category.EFFECT)
satisfaction = partial(Row, Category.SATISFACTION)

COST = cost("≤12万元", "9万元", "10")
OUTPUT = output("≥40个", "36个", "30", "27.00", "-10.00", "场地没有落实")  # 30 × 36 ÷ 40
EFFECT = effect("方便", "方便", "25")
SATISFACTION = satisfaction("≥90%", "93%", "5")
ROWS = (COST, OUTPUT, EFFECT, SATISFACTION)
DEPARTMENT_ROWS = (
    management("健全", "100%", "30"),
    output("=100%", "100%", "25"),
    effect("提高", "100%", "35"),
)


@dataclass(frozen=True)
class Item:
    """An item of 资金管理情况 as written."""

    name: str
    points: str = "5"
    score: str = "5"
    problem: str = ""
    description: str = "按规定执行"


ITEMS = (Item("安排科学性"), Item("拨付合规性"), Item("使用规范性"), Item("预算绩效管理情况"))


@dataclass(frozen=True)
class Money:
    """A row of 项目资金 as written."""

    label: str = "年度资金总额"
    budget: str = "100"
    executed: str = "58.05"
    initial_budget: str = "100"
    points: str = "10"
    rate: str = "58.05%"
    score: str = "5.81"  # 10 × 58.05 ÷ 100 = 5.805


MONEY = Money()


def project(
    *rows: Row,
    name: str = "社区图书角建设",
    year: int | None = 2023,
    money: Money | None = MONEY,
    sources: Sequence[Money] = (),
    items: Sequence[Item] = ITEMS,
    goals: Sequence[tuple[str, str]] = (),
    total: str | None = None,
    total_points: str | None = None,
    grade: str | None = None,
    missing: tuple[str, ...] = (),
    remarks: tuple[Remark, ...] = (),
) -> ProjectForm:
    """项目支出绩效自评表. With no rows given it has ROWS and is right in everything: 92.81, 优.

    `total` and `total_points` sum what is stated, unless they are given.
    """
    rows = rows or ROWS
    moneys = [*([money] if money else []), *sources]
    below = 17 + len(rows)
    scores = [*(item.score for item in items), *(row.stated for row in rows), money.score if money else ""]
    points = [*(item.points for item in items), *(row.points for row in rows), money.points if money else ""]
    return ProjectForm(
        title=text("项目支出绩效自评情况表", "A1"),
        year=year,
        date="",
        place=at("A1"),
        name=text(name, "C4"),
        supervising_department=text("示例区文化和旅游局", "C5"),
        implementing_unit=text("示例区图书馆", "G5"),
        funds=tuple(_money(row, 7 + n) for n, row in enumerate(moneys)),
        fund_management=tuple(_item(item, 11 + n) for n, item in enumerate(items)),
        goals=tuple(_goal(*goal, 15 + n) for n, goal in enumerate(goals)),
        indicators=tuple(indicator(row, 17 + n) for n, row in enumerate(rows)),
        total_points=figure(_sum(points) if total_points is None else total_points, f"F{below}"),
        total=figure(_sum(scores) if total is None else total, f"G{below}"),
        grade=text(grade, f"I{below}") if grade is not None else None,
        missing=missing,
        remarks=remarks,
    )


def department(*rows: Row, money: Money | None = None, total: str | None = None) -> DepartmentForm:
    """部门整体支出绩效自评表: executed to 90 %, which earns full points; total 100."""
    rows = rows or DEPARTMENT_ROWS
    money = money or Money("部门预算总额", "1000", "900", "1000", "10", "90%", "10")
    below = 17 + len(rows)
    return DepartmentForm(
        title=text("部门整体支出绩效自评情况表", "A1"),
        year=2023,
        date="",
        place=at("A1"),
        name=text("示例区文化和旅游局", "C3"),
        funds=(_money(money, 7),),
        goals=(),
        indicators=tuple(indicator(row, 17 + n) for n, row in enumerate(rows)),
        total_points=figure(_sum([money.points, *(row.points for row in rows)]), f"F{below}"),
        total=figure(
            _sum([money.score, *(row.stated for row in rows)]) if total is None else total, f"G{below}"
        ),
    )


def indicator(row: Row, line: int = 17) -> Indicator:
    """An indicator in a line of the form."""
    return Indicator(
        category=row.category,
        category_text="",
        subcategory=row.subcategory,
        name=text(NAMES[row.category] if row.name is None else row.name, f"C{line}"),
        target=text(row.target, f"D{line}"),
        actual=text(row.actual, f"E{line}"),
        points=figure(row.points, f"F{line}"),
        score=figure(row.stated, f"G{line}"),
        deviation=rate(row.deviation, f"H{line}") if row.deviation is not None else None,
        reason=text(row.reason, f"I{line}"),
    )


def scored(row: Row, rules: RuleSet = PROJECT_RULES) -> Line:
    """One indicator, scored."""
    return indicator_line(indicator(row), rules)


def document(
    *forms: AnyForm,
    summaries: tuple[SummaryTable, ...] = (),
    statements: tuple[Statement, ...] = (),
    claims: tuple[Claim, ...] = (),
    personal: tuple[Personal, ...] = (),
    file: str = FILE,
) -> Document:
    """A file with these papers in it."""
    return Document(file, "0" * 64, forms, summaries, statements, claims=claims, personal=personal)


def check(form: AnyForm, rules: RuleSet | None = None) -> FormAudit:
    """Audit one form that stands alone in its file."""
    (audited,) = examine([document(form)], rules).forms
    return audited


def choosing(rules: RuleSet = PROJECT_RULES, **uses: str) -> RuleSet:
    """A rule set with other methods: choosing(ceiling="ratio"). They rest on the citation of the floor."""
    cite = rules.methods.floor.cite
    methods = {name: Method[str](use=use, cite=cite) for name, use in uses.items()}
    return rules.model_copy(update={"methods": rules.methods.model_copy(update=methods)})


def tally(audit: Audit) -> tuple[int, int, int]:
    """How many errors, warnings and notices there are that nobody has accepted."""
    found = [finding.severity for finding in audit.findings if finding.waiver is None]
    return found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.NOTICE)


def told(audit: Audit) -> str:
    """The tally as the tool words it."""
    return "错误 {} 处、提醒 {} 处、提示 {} 处".format(*tally(audit))


PARTS = (
    ("fund_management", "20%"),
    ("cost", "10%"),
    ("output", "27.00%"),
    ("effect", "25%"),
    ("satisfaction", "5%"),
)


def summary_row(
    name: str = "社区图书角建设",
    budget: str = "100",
    executed: str = "58.05",
    total: str = "92.81",
    parts: Iterable[tuple[str, str]] = PARTS,
    line: int = 4,
    grade: str | None = None,
    executed_rate: str = "",
) -> SummaryRow:
    """A row of the summary table; by default it tells of `project()` and is right."""
    return SummaryRow(
        number="1",
        name=text(name, f"B{line}"),
        budget=figure(budget, f"C{line}"),
        executed=figure(executed, f"D{line}"),
        rate=rate(executed_rate, f"E{line}"),
        parts=tuple(
            (part, rate(share, f"{chr(ord('F') + n)}{line}")) for n, (part, share) in enumerate(parts)
        ),
        total=figure(total, f"K{line}"),
        grade=text(grade, f"L{line}") if grade else None,
    )


def summary(*rows: SummaryRow) -> SummaryTable:
    """项目支出绩效自评汇总表."""
    return SummaryTable(text("项目支出绩效自评汇总表", "A1"), at("A1"), rows or (summary_row(),))


def statement(score: str, grade: str | None = None, name: str = "", budget: str | None = None) -> Statement:
    """A score told in running text; without a name it is the department's."""
    return Statement(
        Subject.PROJECT if name else Subject.DEPARTMENT,
        name,
        figure(score, "A30"),
        text(grade, "A30") if grade else None,
        figure(budget, "A29") if budget else None,
    )


def _money(row: Money, line: int) -> FundRow:
    return FundRow(
        label=text(row.label, f"B{line}"),
        is_total=row.label in ("年度资金总额", "部门预算总额"),
        is_source=fund_label(row.label) in FUND_SOURCES,
        initial_budget=figure(row.initial_budget, f"D{line}"),
        budget=figure(row.budget, f"E{line}"),
        executed=figure(row.executed, f"F{line}"),
        points=figure(row.points, f"G{line}"),
        rate=rate(row.rate, f"H{line}"),
        score=figure(row.score, f"I{line}"),
    )


def _goal(expected: str, actual: str, line: int) -> Goal:
    return Goal(text(expected, f"B{line}"), text(actual, f"F{line}"))


def _item(item: Item, line: int) -> FundManagementItem:
    return FundManagementItem(
        name=text(item.name, f"B{line}"),
        description=text(item.description, f"C{line}"),
        points=figure(item.points, f"G{line}"),
        score=figure(item.score, f"H{line}"),
        problem=text(item.problem, f"I{line}"),
    )


def _sum(written: Iterable[str]) -> str:
    """The sum of what is stated, as a department would add it up."""
    figures = [figure(text, "A1").written for text in written]
    return str(sum((found.value for found in figures if found), Decimal(0)))
