"""部门预算项目绩效目标表: the projects of a department one below the other, with all their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scoring.model.form import Remark, Text
from scoring.model.raw import Cell, Row
from scoring.model.target import ProjectTarget, TargetIndicator
from scoring.read.recognise.remarks import not_understood
from scoring.read.recognise.rows import by_column, snap
from scoring.read.recognise.targets.cells import ended, has_room, is_aside, joined
from scoring.read.recognise.targets.header import HEIGHT, Header, find_header, heads_projects
from scoring.read.recognise.targets.lead import Lead, Sum, is_long_code, read_lead
from scoring.read.recognise.targets.pairs import PairReader


@dataclass
class _Project:
    """A project while its rows are read; `unit` is the sum that it stands under."""

    lead: Lead
    unit: Lead | None
    indicators: list[TargetIndicator] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class ProjectTable:
    """Takes the rows below the headings in their order."""

    title: Text
    header: Header
    ruled: bool
    year: int | None
    pairs: PairReader = field(init=False)
    projects: list[_Project] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    totals: list[Sum] = field(default_factory=list)
    unit: Sum | None = None
    remarks: list[Remark] = field(default_factory=list)
    left: bool = False
    ended: bool = False

    def __post_init__(self) -> None:
        self.pairs = PairReader(self.header, self.ruled)

    def read(self, rows: Sequence[Row]) -> list[ProjectTarget]:
        """All projects; what belongs to none of them is told in `remarks`."""
        for number, row in enumerate(rows):
            if self.header.repeated(row):
                self.left = self.ended = False
                self._head(rows[: number + 1])
            elif is_aside(row) and not is_long_code(row.cells[0]):
                self.left = True
            elif not self.ended:
                self._take(snap(row, self.header.widths) if self.ruled else row)
        self.remarks += [remark for total in self.sums if (remark := total.remark())]
        return [self._target(project) for project in self.projects]

    def _head(self, rows: Sequence[Row]) -> None:
        """Headings repeated on another page, where the columns may be counted in another way."""
        block = rows[-HEIGHT:]
        known = not heads_projects(block[-1]) or self.header.stands_at(block[-1])
        if not known and (header := find_header(block)):
            self.header = self.pairs.header = self.header.counted_as(header)

    def _take(self, row: Row) -> None:
        lead = read_lead(row, self.header, self.ruled)
        tail = [cell for cell in row.cells if cell.column not in lead.columns]
        if self.left and not self._goes_on(lead, tail):
            self.ended = True
            self.remarks.append(ended(row))
            return
        self.left = False
        if lead.is_sum(tail, self.header.by_unit):
            self._sum(Sum(lead))
        elif lead.code or lead.has_money or (lead.name and self.ruled and tail):
            self._open(lead)
            self._indicators(row, tail)
        elif self.projects:
            if lead.name:
                self._name_goes_on(row)
            self._indicators(row, tail)
        else:
            self.remarks.append(not_understood(list(row.cells)))

    def _goes_on(self, lead: Lead, tail: Sequence[Cell]) -> bool:
        """Whether the table goes on with a row after text outside it: a page may have ended in between."""
        if tail:
            return self.pairs.knows(tail) or (len(tail) == 1 and not lead.columns)
        known = len(self.unit.lead.code.text) if self.unit else 0
        return not self.projects or len(lead.code.text) == known

    def _sum(self, total: Sum) -> None:
        self.sums.append(total)
        if not total.lead.is_total:
            self.unit = total
        elif not self.totals:
            self.totals.append(total)

    def _open(self, lead: Lead) -> None:
        self.projects.append(_Project(lead, self.unit.lead if self.unit else None))
        if not lead.name:
            told = "本行的项目没有名称，请对照原表核对。"
            self.projects[-1].remarks.append(Remark(told, lead.name.place))
        for total in (*self.totals, *([self.unit] if self.unit else [])):
            total.of.append(lead.amounts.total.value)

    def _name_goes_on(self, row: Row) -> None:
        project = self.projects[-1]
        cell = by_column(row)[self.header.columns["name"]]
        if not has_room(project.lead.name):
            project.remarks.append(not_understood([cell]))
            return
        name, remark = joined(project.lead.name, cell)
        project.lead = replace(project.lead, name=name)
        project.remarks.append(remark)

    def _indicators(self, row: Row, tail: Sequence[Cell]) -> None:
        project = self.projects[-1]
        if tail:
            project.remarks += self.pairs.take(row, tail, project.indicators)

    def _place_of(self, indicator: TargetIndicator) -> int:
        """The order of the categories in the headings; indicators of one category keep theirs."""
        names = [(pair.category_text, pair.subcategory) for pair in self.header.pairs]
        return names.index((indicator.category_text, indicator.subcategory))

    def _target(self, project: _Project) -> ProjectTarget:
        lead, unit, remarks = project.lead, project.unit, project.remarks
        if not project.indicators:
            remarks = [*remarks, Remark(f"项目“{lead.name.text}”没有绩效指标，请核对。", lead.name.place)]
        return ProjectTarget(
            title=self.title,
            place=lead.name.place,
            year=self.year,
            code=lead.code,
            name=lead.name,
            unit_code=unit.code.text if unit else "",
            unit_name=unit.name.text if unit else "",
            money_unit=self.header.money_unit,
            amounts=lead.amounts,
            goal=Text("", lead.name.place),
            indicators=tuple(sorted(project.indicators, key=self._place_of)),
            remarks=tuple(remarks),
        )
