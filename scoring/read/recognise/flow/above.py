"""What stands above the indicators: the head of the form, its money and its goals."""

from __future__ import annotations

from dataclasses import replace

from scoring.model.raw import Cell
from scoring.read.recognise.flow.fits import fit_money, fit_unlabelled_total, is_value_like
from scoring.read.recognise.flow.stream import Stream
from scoring.read.recognise.labels import (
    fund_label,
    heading,
    is_fund_row,
    is_known,
    management_item,
    money_unit,
    title_kind,
)
from scoring.read.recognise.rows import is_number
from scoring.read.recognise.words import (
    ACTUAL_GOAL,
    EXPECTED_GOAL,
    FUND_COLUMNS,
    FUND_TOTALS,
    HEAD_LABELS,
    MANAGEMENT_COLUMNS,
    PROJECT_NAME,
)

_MANAGEMENT = ("label", "description", "points", "score", "problem")


def _opens(cell: Cell) -> bool:
    """Whether another item or section begins here."""
    return is_known(cell.text) or management_item(cell.text) is not None


class Above:
    """Reads labels with their values, rows of money under their headings, and the goals."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._money: list[str] = []
        self._managed = self._named = False

    def step(self) -> None:
        """Read what begins here."""
        stream, here = self._stream, self._stream.here
        assert here is not None
        if stream.word in HEAD_LABELS:
            self._label(here)
        elif stream.word in EXPECTED_GOAL or stream.word in ACTUAL_GOAL:
            self._goals()
        elif self._money and is_fund_row(here.text):
            self._row_of_money(here)
        elif self._managed and management_item(here.text):
            self._item(here)
        elif is_known(here.text) or title_kind(here.text):
            if title_kind(here.text) or money_unit(here.text):
                stream.emit({1: here})
            stream.at += 1
        else:
            self._loose()

    def money_headings(self, run: list[Cell]) -> None:
        """Note the headings of the money. What stands right behind them is the total's, whose label
        stands elsewhere."""
        stream = self._stream
        self._money = [FUND_COLUMNS.get(heading(cell.text), "") for cell in run]
        stream.emit(dict(enumerate(run, start=2)))
        values = stream.take_while(is_value_like)
        label = next((cell for cell in stream.cells if fund_label(cell.text) in FUND_TOTALS), None)
        found = fit_unlabelled_total(values, self._money) if label else {}
        if found and label:
            stream.emit_by_role({"label": label} | found, ["label", *self._money])
        used = list(found.values())
        stream.left += [cell for cell in values if cell not in used and is_number(cell)]

    def management_headings(self, run: list[Cell]) -> None:
        """Note the headings of 资金管理情况."""
        self._managed = True
        roles = ((MANAGEMENT_COLUMNS.get(heading(cell.text)), cell) for cell in run)
        by_role = {role: cell for role, cell in roles if role}
        self._stream.emit_by_role(by_role, _MANAGEMENT)

    def _item(self, label: Cell) -> None:
        """An item of 资金管理情况: what was done, points and score, and the problems found."""
        stream = self._stream
        stream.at += 1
        told = stream.take_while(lambda cell: not is_number(cell) and not _opens(cell))
        numbers = stream.take_while(is_number)
        problem = stream.take_while(lambda cell: not is_number(cell) and not _opens(cell))
        found = dict(zip(("points", "score"), numbers, strict=False)) if len(numbers) == 2 else {}
        found |= dict(zip(("description",), told, strict=False))
        found |= dict(zip(("problem",), problem, strict=False))
        stream.emit_by_role({"label": label} | found, _MANAGEMENT)
        stream.left += [cell for cell in (*told, *numbers, *problem) if cell not in found.values()]

    def _label(self, label: Cell) -> None:
        stream = self._stream
        stream.at += 1
        value = stream.here
        if value is None or is_known(value.text) or is_value_like(value):
            return
        stream.at += 1
        self._named = self._named or heading(label.text) in PROJECT_NAME
        stream.emit({1: label, 2: value})

    def _loose(self) -> None:
        """Words in the head: before the project's name is given they may be the name itself."""
        texts = self._stream.take_while(lambda cell: not is_known(cell.text) and not title_kind(cell.text))
        years = [cell for cell in texts if "年度" in cell.text]
        others = [cell for cell in texts if cell not in years]
        for cell in years:
            self._stream.emit({1: cell})
        if others and not self._named and not self._money:
            self._stream.emit({1: replace(others[0], text="".join(cell.text for cell in others))})
        else:
            self._stream.left += others

    def _goals(self) -> None:
        stream = self._stream
        heads = stream.take_while(lambda cell: heading(cell.text) in EXPECTED_GOAL | ACTUAL_GOAL)
        texts = stream.take_while(lambda cell: not is_known(cell.text))
        if len(heads) == len(texts) == 2:
            stream.emit(dict(enumerate(heads, start=1)))
            stream.emit(dict(enumerate(texts, start=1)))
        else:
            stream.left += texts

    def _row_of_money(self, label: Cell) -> None:
        stream = self._stream
        stream.at += 1
        values = stream.take_while(is_value_like)
        found = fit_money(values, self._money)
        figures = [cell for cell in values if is_number(cell)]
        is_part = fund_label(label.text) not in FUND_TOTALS
        if found or (is_part and not figures):
            stream.emit_by_role({"label": label} | found, ["label", *self._money])
        else:
            stream.left += figures
