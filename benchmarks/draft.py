"""How fast workbooks are drafted, beside openpyxl writing the same pages, in one run.

The projects are those of examples/jiaozuo-2023, again and again. “draft” is the whole way from a target
table (the tool's own data) to files; the two writers only write pages that are laid out already.

python benchmarks/draft.py [--projects N] [--rounds N]

Machines differ and are noisy: quote the ratio and the medians, not single times. Every round takes the
stages in turn, so that a slow spell of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scoring.drafting.run import draft, plan_all
from scoring.model.exchange import dump
from scoring.read.sources import sources
from scoring.verification import read_all
from scoring.write.draft.form import form
from scoring.write.draft.guide import guide
from scoring.write.draft.page import Area, Fill, Formula, Page, Style, name_of
from scoring.write.draft.xlsx import COLOURS, write

EXAMPLE = Path(__file__).parent.parent / "examples" / "jiaozuo-2023"
PEERS = 50  # workbooks that the writers are compared on


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--projects", type=int, default=1000, help="projects to draft (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    documents, _ = read_all(list(sources([EXAMPLE])), covered=True)
    projects = [target for target in documents[0].targets if target.kind == "project"]
    plans, _ = plan_all([replace(documents[0], targets=tuple(projects))], None)
    books = [[form(plan), guide(plan)] for plan in islice(cycle(plans), PEERS)]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "targets.json"
        many = tuple(islice(cycle(projects), options.projects))
        table.write_text(dump([replace(documents[0], targets=many)]), encoding="utf-8")
        stages: dict[str, tuple[int, Callable[[], object]]] = {
            "draft": (options.projects, lambda: draft(table, output=Path(folder) / "out", force=True)),
            "XlsxWriter (in use)": (PEERS, lambda: [write(pages) for pages in books]),
            "openpyxl": (PEERS, lambda: [with_openpyxl(pages) for pages in books]),
        }
        times: dict[str, list[float]] = {name: [] for name in stages}
        for _ in range(options.rounds):
            for name, (_, stage) in stages.items():
                start = time.perf_counter()
                stage()
                times[name].append(time.perf_counter() - start)
    _print({name: number for name, (number, _) in stages.items()}, times)


def _print(numbers: dict[str, int], times: dict[str, list[float]]) -> None:
    peer = statistics.median(times["openpyxl"]) / numbers["openpyxl"]
    print(f"median of {len(times['draft'])} rounds (min–max)\n")
    print(f"{'stage':22}{'workbooks':>10}{'s':>9}{'s min–max':>18}{'ms each':>10}{'× openpyxl':>12}")
    for name, runs in times.items():
        middle = statistics.median(runs)
        each = middle / numbers[name]
        spread = f"{min(runs):.2f}–{max(runs):.2f}"
        print(
            f"{name:22}{numbers[name]:>10}{middle:>9.2f}{spread:>18}{each * 1000:>10.1f}{peer / each:>12.2f}"
        )


def with_openpyxl(pages: Sequence[Page]) -> bytes:
    """The same workbook, written with the other library."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for column, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row, height in page.heights.items():
            sheet.row_dimensions[row].height = height
        _cells(sheet, page)
        _entries(sheet, page)
        for colour in page.colours:
            look = DifferentialStyle(fill=PatternFill(bgColor=COLOURS[colour.fill].lstrip("#")))
            rule = Rule(type="expression", dxf=look, formula=[colour.formula])
            sheet.conditional_formatting.add(_range(colour.area), rule)
        sheet.protection.sheet = True
        sheet.print_area = f"A1:{name_of(page.last_row, page.columns)}"
        sheet.page_setup.paperSize = 9
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _cells(sheet: Worksheet, page: Page) -> None:
    for cell in page.cells:
        target = sheet.cell(cell.row, cell.column)
        value = cell.value
        target.value = f"={value.text}" if isinstance(value, Formula) else value or None
        if isinstance(value, str) and value:
            target.data_type = "s"
        target.font, target.alignment, target.border, target.fill, target.protection = _style(cell.style)
        target.number_format = cell.style.number_format
        if cell.rows * cell.columns > 1:
            last = name_of(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            sheet.merge_cells(f"{name_of(cell.row, cell.column)}:{last}")


@cache
def _style(style: Style) -> tuple[Font, Alignment, Border, PatternFill, Protection]:
    thin = Side(style="thin")
    fill = (
        PatternFill("solid", COLOURS[style.fill].lstrip("#"))
        if style.fill is not Fill.NONE
        else PatternFill()
    )
    return (
        Font(name="仿宋", size=10),
        Alignment(style.align, "center", wrap_text=not style.shrink, shrink_to_fit=style.shrink),
        Border(left=thin, right=thin, top=thin, bottom=thin),
        fill,
        Protection(locked=style.locked),
    )


def _entries(sheet: Worksheet, page: Page) -> None:
    for entry in page.entries:
        if entry.choices:
            rule = DataValidation("list", f'"{",".join(entry.choices)}"', showErrorMessage=entry.strict)
        else:
            low, high = (str(value if value is not None else Decimal(0)) for value in (entry.low, entry.high))
            rule = DataValidation("decimal", low, high, operator="between")
        rule.prompt, rule.error = entry.told or None, entry.refusal or None
        rule.add(_range(entry.area))
        sheet.add_data_validation(rule)


def _range(area: Area) -> str:
    return f"{name_of(area.top, area.left)}:{name_of(area.bottom, area.right)}"


if __name__ == "__main__":
    main()
