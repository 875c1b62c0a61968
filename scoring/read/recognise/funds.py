"""项目资金 / 部门整体支出情况: budget, execution, rate and score, a row for each source of money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.model.form import Figure, FundRow, Remark, Text
from scoring.model.raw import Cell, Row
from scoring.read.recognise.flow.fits import fit_money
from scoring.read.recognise.labels import fund_label, heading
from scoring.read.recognise.rows import by_column, figure_of, is_number, is_rate, is_value, place_of, rate_of
from scoring.read.recognise.words import FUND_AMOUNTS, FUND_COLUMNS, FUND_SOURCES, FUND_TOTALS, FUND_YEARS


@dataclass
class Funds:
    """The rows read so far, and what has to be said about them."""

    rows: list[FundRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    short: Row | None = None

    def add(self, row: Row, columns: Mapping[str, int], ruled: bool) -> bool:
        """Read a row if it is one of this section."""
        label = next((cell for cell in row.cells if _is_label(cell)), None)
        if label is None and columns:
            label = _other_source(row, columns)
        if label is None:
            return False
        values = [cell for cell in row.cells if cell.column > label.column]
        if heading(label.text) in FUND_COLUMNS and not any(is_rate(cell) for cell in values):
            return False
        aligned = ruled or _aligned(label, values, columns)
        cells = _by_columns(row, columns) if aligned else self._by_order(values, row)
        self.rows.append(_fund_row(row, label, columns, cells))
        return True

    def settled(self) -> tuple[FundRow, ...]:
        """The rows, the total first. Where text has moved the labels up by a row, only the row that
        carries the points is kept, as the total."""
        if any(fund_label(row.label.text) in FUND_YEARS for row in self.rows):
            # 当年财政拨款 and 上年结转资金 may be parts of 财政拨款: it is not known what adds up.
            self.rows = [_unsure(row) for row in self.rows]
        total = next((row for row in self.rows if row.is_total), None)
        scored = next((row for row in self.rows if row.points.written is not None), None)
        if scored is None or scored is total:
            return tuple(self.rows)
        message = "资金各行的名称与数字错位，只按有分值的一行读作年度资金总额，请对照原表核对。"
        self.remarks.append(Remark(message, scored.label.place))
        return (replace(scored, is_total=True),)

    def _by_order(self, values: list[Cell], row: Row) -> dict[str, Cell]:
        """Columns have slipped."""
        found = fit_money(values, [*FUND_AMOUNTS, "points", "rate", "score"])
        if found and "initial_budget" not in found and self.short is None:
            self.short = row
            self.remarks.append(Remark("资金各行少一个数，年初预算数未读到，请对照原表核对。", row.place))
        return found


def _unsure(row: FundRow) -> FundRow:
    return replace(row, is_source=row.is_source and fund_label(row.label.text) != "财政拨款")


def _is_label(cell: Cell) -> bool:
    label = fund_label(cell.text)
    return label in FUND_TOTALS or label in FUND_SOURCES or heading(cell.text) in ("年初预算数",)


def _other_source(row: Row, columns: Mapping[str, int]) -> Cell | None:
    """The label of a row of money under a name of its own: a text before amounts in their columns."""
    amounts = {columns[role] for role in FUND_AMOUNTS if role in columns}
    standing = [cell for cell in row.cells if cell.column in amounts and is_number(cell)]
    labels = [cell for cell in row.cells if standing and cell.column < standing[0].column]
    return labels[-1] if labels and not is_value(labels[-1]) else None


def _aligned(label: Cell, values: list[Cell], columns: Mapping[str, int]) -> bool:
    standing = set(columns.values())
    if len(standing) < len(FUND_COLUMNS) or label.column >= min(standing):
        return False
    kinds = {cell.column: is_rate(cell) for cell in values}
    slipped = kinds.get(columns["points"]) or kinds.get(columns["rate"]) is False
    return not slipped and all(cell.column in standing for cell in values if is_value(cell))


def _by_columns(row: Row, columns: Mapping[str, int]) -> dict[str, Cell]:
    cells = by_column(row)
    return {role: cells[column] for role, column in columns.items() if column in cells}


def _fund_row(row: Row, label: Cell, columns: Mapping[str, int], cells: Mapping[str, Cell]) -> FundRow:
    def amount(role: str) -> Figure:
        return figure_of(cells.get(role), place_of(row, columns.get(role, 0)))

    return FundRow(
        label=Text(label.text, label.place),
        is_total=fund_label(label.text) in FUND_TOTALS,
        is_source=fund_label(label.text) in FUND_SOURCES,
        initial_budget=amount("initial_budget"),
        budget=amount("budget"),
        executed=amount("executed"),
        points=amount("points"),
        rate=rate_of(cells.get("rate"), place_of(row, columns.get("rate", 0))),
        score=amount("score"),
    )
