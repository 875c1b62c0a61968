"""Filling 执行率, 得分, 偏差度 and 总分 into a copy of somebody's own workbook.

Only what the rules decide is filled in, and only into empty cells, unless one asks to overwrite what
differs. What people have to judge stays empty, and formulas are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from scoring.checks.registry import quoted
from scoring.model.form import Figure
from scoring.number import ZERO, Interval, Verdict, half_up, judge, noiseless, plain
from scoring.place import Place
from scoring.results import Audit, FormAudit
from scoring.score import Line, Part
from scoring.score.execution import execution_rate, planned
from scoring.score.trace import range_text, total_working
from scoring.write.manner import Manner, write
from scoring.write.workbook import PatchedWorkbook, unaltered

# The checks that say of a filled cell that another figure belongs there.
_DIFFERING = frozenset({"EX001", "EX002", "IN001", "IN002", "IN004", "DV001"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell, what belongs there, and what is to be said of it: the figure, the range, or a reason."""

    place: Place
    what: str
    said: str


@dataclass(slots=True)
class Filling:
    """What became of the cells."""

    filled: list[Entry] = field(default_factory=list)
    overwritten: list[Entry] = field(default_factory=list)  # held another figure before
    differing: list[Entry] = field(default_factory=list)  # hold another figure than the rules give
    judged: list[Entry] = field(default_factory=list)  # left to people, with the range
    left: list[Entry] = field(default_factory=list)  # left empty for another reason


def fill(book: PatchedWorkbook, audited: FormAudit, filling: Filling, *, overwrite: bool = False) -> None:
    """Fill in one form, and note in `filling` what was done.

    Raises WriteError or ReadError where the workbook cannot be changed.
    """
    filler = _Filler(book, audited, filling, overwrite)
    filler.rates()
    scores = [filler.score(line) for line in audited.sheet.lines]
    filler.deviations()
    filler.total(scores)


def filled_copy(audit: Audit, *, overwrite: bool = False) -> tuple[bytes, Filling]:
    """The one workbook of a run with all its forms filled in, and what was done.

    Raises WriteError or ReadError where the workbook cannot be changed.
    """
    (read,) = audit.inputs
    data = unaltered(read)
    book, filling = PatchedWorkbook(data, read.path), Filling()
    for audited in audit.forms:
        fill(book, audited, filling, overwrite=overwrite)
    return (book.saved() if filling.filled or filling.overwritten else data), filling


class _Filler:
    def __init__(self, book: PatchedWorkbook, audited: FormAudit, filling: Filling, overwrite: bool) -> None:
        self._book, self._audited, self._filling, self._overwrite = book, audited, filling, overwrite
        self._places = audited.ruleset.rounding.places
        self._wrong = {
            finding.place: finding.message
            for finding in audited.findings
            if finding.code in _DIFFERING and not finding.rounding
        }

    def rates(self) -> None:
        """执行率 of each row of money. A dash in the row of a source says that none is wanted there."""
        for row in self._audited.form.funds:
            budget, empty = planned(row, self._audited.ruleset), not row.rate.text
            rate = execution_rate(budget, row.executed)
            if rate is None:
                if row.is_total and empty:
                    self._leave(row.rate, "执行率", "预算数、执行数未填或预算数不大于 0，不能计算")
            elif row.is_total or not row.rate.blank or (empty and self._cell(row.rate)):
                self._put("执行率", row.rate, rate, Manner.RATE)

    def score(self, line: Line) -> Decimal | None:
        """The score that then stands in a line; None where there is none, or not the one the rules give."""
        what = "执行率得分" if line.part is Part.EXECUTION else f"{quoted(line.name.text)}得分"
        if line.interval is not None and line.interval.is_point:
            return self._put(what, line.stated, line.interval.low, Manner.SCORE)
        if line.place in self._wrong and not line.stated.blank:
            self._filling.differing.append(Entry(line.place, what, self._wrong[line.place]))
            return None
        if line.stated.written is not None:
            return line.stated.value
        if line.interval is None:
            self._leave(line.stated, what, "分值未填或无法识别，不能计算")
        else:
            told = range_text(line.interval, self._places)
            self._filling.judged.append(Entry(line.place, what, f"应在 {told} 之间"))
        return None

    def deviations(self) -> None:
        """偏差度 of each line for which one is defined."""
        for line in self._audited.sheet.lines:
            if line.stated_deviation is None:
                continue
            what = f"{quoted(line.name.text)}偏差度"
            if line.deviation is not None:
                self._put(what, line.stated_deviation, line.deviation, Manner.DEVIATION)
            elif not line.stated_deviation.text:
                self._filling.judged.append(Entry(line.stated_deviation.place, what, "随得分判断"))

    def total(self, scores: list[Decimal | None]) -> None:
        """总分, which the rules make of the sum of the scores that then stand, where none is missing."""
        form = self._audited.form
        known = [score for score in scores if score is not None]
        if form.total is None:
            self._filling.left.append(Entry(form.place, "总分", "没有找到“总分”行的得分格"))
        elif form.missing or len(known) < len(scores) or not scores:
            if not form.total.text:
                open_ = f"有 {len(scores) - len(known)} 行得分没有确定，或与规则不符"
                self._leave(form.total, "总分", "自评表不完整" if form.missing or not scores else open_)
        else:
            self._settled_total(form.total, Interval.at(noiseless(sum(known, ZERO))))

    def _settled_total(self, total: Figure, sum_: Interval) -> None:
        settlement = self._audited.sheet.settlement
        exact, said = settlement.exact(sum_), total_working(settlement, sum_, self._places)
        if not exact.is_point:
            self._leave(total, "总分", f"不能确定是否封顶：{said}")
            return
        settled = settlement.of(sum_).low
        if self._differs(total, exact.low):
            said = said or f"各行得分之和为 {plain(settled)} 分"
            self._wrong[total.place] = f"总分填 {total.said} 分，{said}。"
        self._put("总分", total, half_up(settled, self._places), Manner.SCORE)

    def _differs(self, total: Figure, exact: Decimal) -> bool:
        if total.written is None:
            return bool(total.text)
        rounder = self._audited.ruleset.rounding.rounder
        verdict = judge(total.text, total.written, total.stored, exact, self._places, rounder)
        return verdict is Verdict.DIFFERENT

    def _put(self, what: str, figure: Figure, value: Decimal, manner: Manner) -> Decimal | None:
        """Write a figure where it may be written; gives the score that then stands in the cell."""
        told, wrong = manner.told(value), self._wrong.get(figure.place, "")
        if figure.text and figure.written is None:
            wrong = wrong or f"填“{figure.text}”，按规则为 {told}。"
        if figure.text and not wrong:
            return figure.value
        cell = self._cell(figure)
        if cell is None:
            self._leave(figure, what, f"表上没有单独的一格（按规则为 {told}）")
        elif self._book.is_formula(cell):
            self._leave(figure, what, f"是公式，没有改动，请打开副本、重新计算后核对（按规则为 {told}）")
        elif figure.text and not self._overwrite:
            self._filling.differing.append(Entry(figure.place, what, wrong))
        else:
            before = f"（原填 {figure.said}）" if figure.text else ""
            done = self._filling.overwritten if figure.text else self._filling.filled
            done.append(Entry(figure.place, what, write(self._book, cell, value, manner) + before))
            return value
        return None

    def _cell(self, figure: Figure) -> Place | None:
        """The cell of a figure: not one merged with another row, or with a column where something stands."""
        cell = self._book.cell(figure.place) if figure.place.column else None
        if cell is None or cell.row != figure.place.row:
            return None
        return None if cell != figure.place and self._book.holds(cell) else cell

    def _leave(self, figure: Figure, what: str, why: str) -> None:
        self._filling.left.append(Entry(figure.place, what, why))
