"""CS: 勾稽关系 — several projects under one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import loose
from scoring.checks.packet import PacketContext
from scoring.checks.registry import Found, packet_check, quoted
from scoring.finding import Severity
from scoring.model.form import Figure, Text
from scoring.model.summary import SummaryRow

Entry = tuple[Text, Figure, Figure, str]  # a project as a paper tells of it: name, budget, executed, unit


@packet_check(
    "CS017",
    "不同项目使用同一名称",
    Severity.NOTICE,
    what="报送的自评表中、汇总表中，是否有名称相同而预算数或执行数不同的项目。",
    why="只凭名称分不清说的是哪个项目，核对和汇总时容易张冠李戴。",
    basis="一个项目一张自评表，汇总表一个项目一行。",
    mend="在名称中加以区分（如加上年度、批次、资金文号）；是同一项目的两份表的，只留一份。",
)
def same_name(context: PacketContext) -> Iterator[Found]:
    tables = [table for document in context.packet.documents for table in document.summaries]
    if len(context.projects()) < 2 and not tables:
        raise NotChecked("只有一张项目自评表，也没有汇总表")
    papers = [[entry for form in context.projects() if (entry := _form(form))]]
    papers += [[_row(row, table.money_unit) for row in table.rows] for table in tables]
    told: set[str] = set()
    for entries in papers:
        for name, namesakes in _namesakes(entries).items():
            if name not in told:
                told.add(name)
                yield _found(namesakes)


def _form(context: FormContext) -> Entry | None:
    """A form whose money is known; without it nobody can tell whether the project is another one."""
    funds = context.form.total_funds
    if funds is None or funds.budget.value is None or funds.executed.value is None:
        return None
    return context.form.name, funds.budget, funds.executed, context.form.money_unit


def _row(row: SummaryRow, unit: str) -> Entry:
    budget = row.initial_budget if row.budget.blank and row.initial_budget else row.budget
    return row.name, budget, row.executed, unit


def _namesakes(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Of one paper the entries that share a name, with their money, where it differs."""
    found: dict[str, dict[object, Entry]] = defaultdict(dict)
    for entry in entries:
        name, budget, executed, _ = entry
        if name:
            found[loose(name.text)].setdefault((budget.value, executed.value), entry)
    return {name: list(of.values()) for name, of in found.items() if len(of) > 1}


def _found(namesakes: list[Entry]) -> Found:
    name = namesakes[-1][0]
    money = "；".join(
        f"预算 {budget.text} {unit}、执行 {executed.text} {unit}" for _, budget, executed, unit in namesakes
    )
    return Found(
        name.place,
        f"有 {len(namesakes)} 个项目的名称都是{quoted(name.text)}（{money}），请在名称中加以区分；"
        "是同一项目的，请只留一份。",
    )
