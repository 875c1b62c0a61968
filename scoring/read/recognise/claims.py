"""Figures about all projects of a department, told in running text: how many were evaluated, with how
much money, how many got each grade, and what the accounts say was spent on projects.

A page breaks sentences over lines, so that a sentence is read once it has ended. What speaks of a part of
the projects, or of another evaluation, is left out: a figure that is missed costs less than one misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scoring.model.form import Figure
from scoring.model.money import MoneyUnit
from scoring.model.raw import Cell, Row
from scoring.model.summary import Claim, Told
from scoring.read.recognise.labels import key
from scoring.read.recognise.rows import figure_in

LONGEST = 500  # characters of lines that may lead up to the end of a sentence

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_MONEY = rf"{_NUMBER}(亿元|万元|千元|元)"
_REACHES = r"(?:涵盖|涉及|覆盖)了?"
_QUOTE = r"[“”\"‘’']?"

_SENTENCE = re.compile(r"[^。]+")
_PART = re.compile(
    r"重点|选取|选择|抽取|抽查|部门(?:绩效)?评价|财政(?:绩效)?评价|问题|不足|未达|未完成"
    r"|财政拨款|一般公共预算|政府性基金|国有资本|社会保险基金|预算支出|支出预算|上年|去年"
)
_ITEMS = r"(?:预算)?项目(?!单位|[类组库点])"
_PROJECTS = re.compile(
    rf"(?:{_REACHES}|纳入|共|(?<!的)自评的?){_ITEMS}(?:支出)?(?:共计|共|合计)?(?P<a>\d+)个"  # 涵盖项目25个
    rf"|{_REACHES}(?P<b>\d+)个{_ITEMS}"  # 涉及25个项目
    rf"|(?:年度?|对|全部|所有|部门|单位)(?P<c>\d+)个{_ITEMS}(?:支出)?"  # 2023年度25个项目支出绩效自评中
    r"(?:全面|全部|均)?(?:开展|进行|组织|实施|完成)?了?(?:全面)?(?:绩效)?自评(?!价?(?:等级|得分|结果为))"
)
_PROJECT_MONEY = re.compile(
    rf"(?:涉及|[,;])(?:预算|财政|项目)?(?:资金|金额)(?:总额|共计|共|合计)?为?{_MONEY}"
)
_EXPENDITURE = re.compile(
    rf"支出(?:总额|合计|总计)为?{_MONEY},?其中:?基本支出为?{_MONEY}[^。]{{0,30}}?项目支出为?{_MONEY}"
)
_GRADED = re.compile(
    rf"(?P<a>\d+)个项目(?:支出)?(?:绩效)?(?:自评|评价)*等级为{_QUOTE}(?P<x>[优良中差])"  # 10个项目…为优
    rf"|(?P<b>\d+)个{_QUOTE}(?P<y>[优良中差])[秀好等]?{_QUOTE}(?=[,、;和及]|$)"  # 10个优、
    rf"|(?<=[,、;:为“\"中级])(?P<z>[优良中差])[秀好等]?{_QUOTE}的?(?:项目)?有?(?P<c>\d+)个(?!百分)"  # 优10个
)


@dataclass
class ClaimReader:
    """Takes the rows of running text in order; `said` is what has not come to the end of a sentence."""

    claims: list[Claim] = field(default_factory=list)
    said: str = ""
    lines: list[tuple[int, Cell]] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Read a line or paragraph."""
        if len(row.cells) != 1:
            self.end()
            return
        (cell,) = row.cells
        self.lines.append((len(self.said), cell))
        self.said += key(cell.text)
        if self.said.endswith("。") or len(self.said) > LONGEST:
            self.end()

    def end(self) -> tuple[Claim, ...]:
        """Read what is left over; all that was told."""
        for sentence in _SENTENCE.finditer(self.said):
            self.claims += self._read(sentence[0], sentence.start())
        self.said, self.lines = "", []
        return tuple(self.claims)

    def _read(self, sentence: str, start: int) -> Iterator[Claim]:
        """What one sentence tells, up to where it goes on to something else."""
        aside = _PART.search(sentence)
        whole = sentence[: aside.start()] if aside else sentence

        def figure(match: re.Match[str], group: str | int) -> Figure:
            return figure_in(self._cell(start + match.start(group)), match[group])

        if match := _EXPENDITURE.search(whole):
            yield Claim(Told.PROJECT_EXPENDITURE, figure(match, 5), money_unit=MoneyUnit(match[6]))
        if "自评" not in whole:
            return
        if (match := _PROJECTS.search(whole)) and "其中" not in _clause(whole, match.start()):
            yield Claim(Told.PROJECTS, figure(match, match.lastgroup or 0))
            if money := _PROJECT_MONEY.search(whole, match.end()):
                yield Claim(Told.PROJECT_MONEY, figure(money, 1), money_unit=MoneyUnit(money[2]))
        for match in _GRADED.finditer(whole):
            if "指标" in whole[: match.start()]:
                return
            count, grade = next((n, g) for n, g in ("ax", "by", "cz") if match[n])
            yield Claim(Told.GRADED, figure(match, count), grade=match[grade])

    def _cell(self, position: int) -> Cell:
        """The cell whose text stands there."""
        return next(cell for start, cell in reversed(self.lines) if start <= position)


def _clause(sentence: str, end: int) -> str:
    """What stands before a position, back to the last comma."""
    return re.split("[,;:]", sentence[:end])[-1]
