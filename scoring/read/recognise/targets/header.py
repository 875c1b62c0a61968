"""The headings of 部门预算项目绩效目标表: two or three rows, a pair of columns for each category."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.model.form import Category
from scoring.model.raw import Cell, Row
from scoring.read.recognise.labels import heading, key, money_unit, title_kind
from scoring.read.recognise.rows import widths
from scoring.read.recognise.words import CATEGORIES, INDICATOR_COLUMNS, SUBCATEGORIES

_LONGEST = 12  # characters of a heading
HEIGHT = 4  # rows that headings may take
_CODE = re.compile(r"编码|代码")
_NAME = re.compile(r"(?<!指标)名称|项目单位")
_MONEY = re.compile(r"金额|资金|预算|^合计$")
_AMOUNTS = {
    "政府预算资金": "government",
    "财政拨款": "government",
    "财政专户管理资金": "special",
    "单位资金": "own",
}
_MONEY_UNIT = re.compile(r"\((亿元|万元|千元|元)\)$")
AMOUNTS = ("total", "government", "special", "own")


@dataclass(frozen=True, slots=True)
class Pair:
    """Where the indicators of a category stand: the columns of 三级指标 and of 指标值 beside it."""

    category: Category
    category_text: str
    subcategory: str
    name: int
    target: int


@dataclass(frozen=True, slots=True)
class Header:
    """The headings, which end in row `last` of the table: columns by role and the pairs of columns.

    `words` are all headings, by which they are known again on the next page; `by_unit` tells that rows
    of units stand between those of projects.
    """

    last: int
    columns: Mapping[str, int]
    pairs: tuple[Pair, ...]
    widths: Mapping[int, int]
    words: frozenset[str]
    by_unit: bool
    money_unit: str

    def stands_at(self, row: Row) -> bool:
        """Whether the lowest row of headings stands in the same columns again."""
        return [pair.name for pair in self.pairs] == [cell.column for cell in _by_role(row, "name")]

    def counted_as(self, other: Header) -> Header:
        """These headings with the columns that they have on another page; of the upper rows some may not
        be repeated there."""
        if len(other.pairs) != len(self.pairs):
            return self
        both = zip(self.pairs, other.pairs, strict=True)
        pairs = tuple(replace(own, name=new.name, target=new.target) for own, new in both)
        columns = {**self.columns, **other.columns}
        return replace(self, columns=columns, pairs=pairs, widths={**self.widths, **other.widths})

    def repeated(self, row: Row) -> bool:
        """Whether the row only holds headings."""
        return all(heading(cell.text) in self.words for cell in row.cells)


def heads_projects(row: Row) -> bool:
    """Whether a row is the lowest one of these headings: 三级指标 and 指标值 several times over."""
    names, targets = _by_role(row, "name"), _by_role(row, "target")
    return len(names) > 1 and len(targets) > 1


def is_heading(row: Row) -> bool:
    """Whether at least half of a row's cells are headings such as stand over these tables."""
    if len(row.cells) < 2:
        return False
    return 2 * sum(_is_known(heading(cell.text)) for cell in row.cells) >= len(row.cells)


def _is_known(word: str) -> bool:
    known = word in CATEGORIES or word in SUBCATEGORIES or word in INDICATOR_COLUMNS or word in _AMOUNTS
    leads = _CODE.search(word) or _NAME.search(word) or _MONEY.search(word) or word == "绩效目标"
    return known or (bool(leads) and len(word) <= _LONGEST)


def find_header(rows: Sequence[Row]) -> Header | None:
    """The headings among the rows of a table, None where it has none of this kind."""
    last = next((n for n, row in enumerate(rows) if heads_projects(row)), None)
    if last is None:
        return None
    block = [row for row in rows[max(0, last + 1 - HEIGHT) : last + 1] if is_heading(row)]
    cells = [cell for row in block for cell in row.cells if not title_kind(cell.text)]
    known = [cell for cell in cells if key(cell.text)]
    columns = _columns(known)
    name = next((cell for cell in known if cell.column == columns.get("name")), None)
    units = [found[1] for cell in known if (found := _MONEY_UNIT.search(key(cell.text)))]
    return Header(
        last=last,
        columns=columns,
        pairs=_pairs(block),
        widths={column: width for row in block for column, width in widths(row).items()},
        words=frozenset(heading(cell.text) for cell in known),
        by_unit=bool(name and "单位" in name.text),
        money_unit=next(iter(units), "") or _told_unit(rows[:last]) or "万元",
    )


def _told_unit(rows: Sequence[Row]) -> str:
    return next((unit for row in rows for cell in row.cells if (unit := money_unit(cell.text))), "")


def _by_role(row: Row, role: str) -> list[Cell]:
    return [cell for cell in row.cells if INDICATOR_COLUMNS.get(heading(cell.text)) == role]


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    """The columns that lead to the indicators; a lower heading counts before the one it stands under."""
    found: dict[str, int] = {}
    for cell in reversed(cells):
        word = heading(cell.text)
        if word in CATEGORIES or word in SUBCATEGORIES or word in INDICATOR_COLUMNS:
            continue
        if word in _AMOUNTS:
            found.setdefault(_AMOUNTS[word], cell.column)
        elif _CODE.search(word):
            found.setdefault("code", cell.column)
        elif _NAME.search(word):
            found.setdefault("name", cell.column)
        elif _MONEY.search(word):
            found.setdefault("total", cell.column)
    return found


def _pairs(block: Sequence[Row]) -> tuple[Pair, ...]:
    names, targets = _by_role(block[-1], "name"), _by_role(block[-1], "target")
    categories = [cell for row in block for cell in row.cells if heading(cell.text) in CATEGORIES]
    subcategories = [cell for row in block for cell in row.cells if heading(cell.text) in SUBCATEGORIES]
    pairs = []
    for number, name in enumerate(names):
        target = next((cell.column for cell in targets if cell.column > name.column), name.column + 1)
        above = _above(categories, number, len(names), name)
        below = _above(subcategories, number, len(names), name)
        category = SUBCATEGORIES.get(below) or CATEGORIES.get(above) or Category.OTHER
        pairs.append(Pair(category, above, below, name.column, target))
    return tuple(pairs)


def _above(cells: Sequence[Cell], number: int, of: int, name: Cell) -> str:
    """The heading over a pair: in its turn where there are as many, else the last one not to its right."""
    if len(cells) == of:
        return heading(cells[number].text)
    left = [cell for cell in cells if cell.column <= name.column]
    return heading(max(left, key=lambda cell: cell.column).text) if left else ""
