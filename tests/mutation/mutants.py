"""What offices do to a form without changing what it says.

Each way changes a sheet, or tells that it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from sheet import Sheet, Value

Way = Callable[["Mutant", Random], bool]

TITLES = {
    "项目支出绩效自评情况表": [
        "项目支出绩效自评表",
        "示例区文旅局2023年度项目支出绩效自评情况表",
        "附件2：项目支出绩效自评情况表",
    ],
    "项目支出绩效自评表": [
        "项目支出绩效自评情况表",
        "财政项目支出绩效自评表",
        "项目支出绩效自评表（2023年度）",
    ],
    "部门整体支出绩效自评情况表": ["部门整体支出绩效自评表", "部门（单位）整体支出绩效自评表"],
}
HEADINGS = {
    "项目名称": ["项 目 名 称", "项目名称："],
    "主管部门": ["主管部门及代码", "主管\n部门"],
    "实施单位": ["项目实施单位", "实施单位："],
    "年初预算数": ["年初预算", "年初\n预算数", "年初预算数（万元）"],
    "全年预算数": ["全年预算", "全年预算数（A）", "调整后预算数"],
    "全年执行数": ["全年执行数 (B)", "全年执行"],
    "执行率": ["预算执行率", "执行率（B/A×100%）"],
    "分值": ["分  值", "权重", "分值（分）"],
    "得分": ["自评得分", "得 分", "得\n分"],
    "预期目标": ["年度预期目标", "预期\n目标"],
    "实际完成情况": ["全年实际完成情况"],
    "一级指标": ["一级\n指标"],
    "三级指标": ["指标名称", "三级 指标"],
    "年度指标值": ["年度目标值", "年初目标值", "指标值", "年度\n指标值", "目标值"],
    "实际完成值": ["全年实际完成值", "完成值", "实际值", "全年实际值", "实际\n完成值"],
    "偏差度": ["偏差度（%）"],
    "偏差原因分析及改进措施": ["偏差原因和改进措施", "未完成原因及改进措施", "偏差原因分析\n及改进措施"],
    "总分": ["合计", "总 分", "自评总分"],
    "产出指标": ["产出指标（40分）", "产出\n指标"],
    "效益指标": ["效益指标（25分）", "效 益 指 标"],
    "满意度指标": ["满意度\n指标", "满意度指标（5分）"],
    "年度资金总额": ["年度资金总额：", "资金总额"],
}


@dataclass
class Mutant:
    """A form spread over `sheets`, and what was done to it."""

    sheets: list[Sheet]
    done: list[str] = field(default_factory=list)


def mutant(sheet: Sheet, random: Random) -> Mutant:
    """Change a copy of a form in one to four ways; splitting comes last."""
    changed = Mutant([replace(sheet, cells=dict(sheet.cells), merged=list(sheet.merged))])
    ways = random.choices(WAYS, k=random.randint(1, 4))
    for way in sorted(ways, key=lambda way: way is split):
        if len(changed.sheets) == 1 and way(changed, random):
            changed.done.append(way.__name__)
    return changed


def blank_rows(form: Mutant, random: Random) -> bool:
    """Empty rows anywhere."""
    (sheet,) = form.sheets
    for _ in range(random.randint(1, 4)):
        sheet.insert_row(random.randint(1, sheet.rows))
    return True


def blank_columns(form: Mutant, random: Random) -> bool:
    """Empty columns anywhere; what is merged over them grows."""
    (sheet,) = form.sheets
    for _ in range(random.randint(1, 2)):
        sheet.insert_column(random.randint(1, sheet.columns))
    return True


def move_columns(form: Mutant, random: Random) -> bool:
    """Two columns of the indicators change places, headings, totals and all."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "三级指标")
    movable = [c for c in range(1, sheet.columns + 1) if _moves(sheet, c, top)]
    if len(movable) < 2:
        return False
    _swap(sheet, random.sample(movable, 2), top, _last_row(sheet, top))
    return True


def move_money(form: Mutant, random: Random) -> bool:
    """Two columns of the money change places."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "年初预算数")
    bottom = _heading_row(sheet, "情况说明", "预期目标") - 1
    movable = [
        c
        for c in range(1, sheet.columns + 1)
        if (top, c) in sheet.cells
        and "资金" not in sheet.text(top, c)
        and "支出" not in sheet.text(top, c)
        and not any(sheet.is_merged(row, c) for row in range(top, bottom + 1))
    ]
    if len(movable) < 2:
        return False
    _swap(sheet, random.sample(movable, 2), top, bottom)
    return True


def merge_across(form: Mutant, random: Random) -> bool:
    """A cell of the indicators is merged with the empty one to its right."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "三级指标")
    for row, column in _shuffled(sheet, random):
        free = not sheet.is_merged(row, column) and not sheet.is_merged(row, column + 1)
        empty = (row, column + 1) not in sheet.cells and column < sheet.columns
        if top < row < _last_row(sheet, top) and free and empty:
            sheet.merged.append((row, column, row, column + 1))
            return True
    return False


def part_merged(form: Mutant, random: Random) -> bool:
    """Categories and subcategories are merged no more; their words stand in the first row, or in each."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "三级指标")
    repeated = random.random() < 0.5
    for box in [box for box in sheet.merged if box[0] > top and box[1] == box[3]]:
        first, column, last, _ = box
        sheet.merged.remove(box)
        for row in range(first + 1, last + 1):
            if repeated and (first, column) in sheet.cells:
                sheet.cells[(row, column)] = sheet.cells[(first, column)]
    return True


def merge_heading(form: Mutant, random: Random) -> bool:
    """A column is put in beside a heading, and the heading is merged over both; below, each value
    stands in either of them."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "三级指标")
    column = random.choice([c for c in range(1, sheet.columns + 1) if _moves(sheet, c, top)] or [0])
    if not column:
        return False
    before = random.random() < 0.5
    sheet.insert_column(column if before else column + 1)
    heading = (top, column + 1) if before else (top, column)
    sheet.cells[(top, column)] = sheet.cells.pop(heading)
    sheet.merged.append((top, column, top, column + 1))
    return True


def rename_headings(form: Mutant, random: Random) -> bool:
    """Headings as other places print them."""
    (sheet,) = form.sheets
    known = [(place, HEADINGS[name]) for place in sheet.cells if (name := _bare(sheet, *place)) in HEADINGS]
    for place, names in random.sample(known, min(len(known), random.randint(1, 6))):
        sheet.cells[place] = Value(random.choice(names), "General")
    return bool(known)


def rename_title(form: Mutant, random: Random) -> bool:
    """The title as other places print it."""
    (sheet,) = form.sheets
    for place in sheet.cells:
        if sheet.text(*place) in TITLES:
            sheet.cells[place] = Value(random.choice(TITLES[sheet.text(*place)]), "General")
            return True
    return False


def repeat_headings(form: Mutant, random: Random) -> bool:
    """The headings of the indicators once more, as at the top of a printed page."""
    (sheet,) = form.sheets
    top = _heading_row(sheet, "三级指标")
    at = random.randint(top + 2, _last_row(sheet, top) - 1)
    headings = {column: value for (row, column), value in sheet.cells.items() if row == top}
    merged = [(at, left, at, right) for t, left, b, right in sheet.merged if t == b == top]
    sheet.insert_row(at)
    _part(sheet, at)
    sheet.cells |= {(at, column): value for column, value in headings.items()}
    sheet.merged += merged
    return True


def split(form: Mutant, random: Random) -> bool:
    """The form goes on on the next worksheet."""
    (sheet,) = form.sheets
    rows = sorted({row for row, _ in sheet.cells})
    above, below = sheet.cut(random.choice(rows[4:-5]))
    if random.random() < 0.5:
        below.insert_row(1)
    form.sheets = [above, below]
    return True


WAYS: tuple[Way, ...] = (
    blank_rows,
    blank_columns,
    move_columns,
    move_money,
    merge_across,
    part_merged,
    merge_heading,
    rename_headings,
    rename_title,
    repeat_headings,
    split,
)


def _bare(sheet: Sheet, row: int, column: int) -> str:
    return sheet.text(row, column).replace(" ", "").removesuffix("：")


def _heading_row(sheet: Sheet, *words: str) -> int:
    """The first row that has one of these headings, whatever it has been changed into."""
    others = [other for word in words for other in HEADINGS.get(word, [])]
    names = {*words, *(other.replace("\n", "").replace(" ", "") for other in others)}
    return next(row for row, column in sorted(sheet.cells) if _bare(sheet, row, column) in names)


def _last_row(sheet: Sheet, top: int) -> int:
    names = {"总分", *(name.replace(" ", "") for name in HEADINGS["总分"])}
    return next(
        row for row, column in sorted(sheet.cells) if row > top and _bare(sheet, row, column) in names
    )


def _moves(sheet: Sheet, column: int, top: int) -> bool:
    """Whether a column stands right of the names of the indicators and nothing is merged across it."""
    name = next(
        c for r, c in sorted(sheet.cells) if r == top and _bare(sheet, r, c) in ("三级指标", "指标名称")
    )
    rows = range(top, _last_row(sheet, top) + 1)
    return (
        column > name
        and (top, column) in sheet.cells
        and not any(sheet.is_merged(row, column) for row in rows)
    )


def _swap(sheet: Sheet, columns: list[int], top: int, bottom: int) -> None:
    one, other = columns
    for row in range(top, bottom + 1):
        values = {c: sheet.cells.pop((row, c), None) for c in columns}
        for column, value in ((one, values[other]), (other, values[one])):
            if value is not None:
                sheet.cells[(row, column)] = value


def _part(sheet: Sheet, row: int) -> None:
    """Part what is merged across a row; what is below stays empty, as after printing."""
    kept = []
    for top, left, bottom, right in sheet.merged:
        if top < row <= bottom:
            kept.append((top, left, row - 1, right))
            if row < bottom:
                kept.append((row + 1, left, bottom, right))
        else:
            kept.append((top, left, bottom, right))
    sheet.merged = kept


def _shuffled(sheet: Sheet, random: Random) -> Iterator[tuple[int, int]]:
    places = sorted(sheet.cells)
    random.shuffle(places)
    return iter(places)
