"""Rich workbooks for the tests of changing them, and what two of them have in common."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from scoring.place import Place
from scoring.write.worksheet import position

SHEET = "自评表"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# What programs put into a workbook that no library writes.
_FOREIGN = {
    "xl/printerSettings/printerSettings1.bin": b"\x00\x01printer",
    "customXml/item1.xml": b"<p:x xmlns:p='urn:p'><p:y/></p:x>",
    "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
}


def at(cell: str, sheet: str = SHEET, file: str = "表.xlsx") -> Place:
    """The place of a cell: at("F12")."""
    row, column = position(cell)
    return Place(file, sheet, row=row, column=column)


def by_xlsxwriter(path: Path) -> Path:
    """A form-like sheet with all that people put into one, a second sheet, and parts no library knows."""
    book = xlsxwriter.Workbook(path)
    book.set_calc_mode("manual")
    book.define_name("得分", f"='{SHEET}'!$C$4:$C$6")
    sheet, other = book.add_worksheet(SHEET), book.add_worksheet("资料")
    money = book.add_format({"num_format": "0.00", "border": 1, "align": "center", "font_name": "仿宋"})
    sheet.merge_range("A1:E1", "项目支出绩效自评表", book.add_format({"bold": True}))
    sheet.write_row("A3", ["指标", "分值", "得分", "说明"])
    for row, points in enumerate((10, 20, 30), start=3):
        sheet.write(row, 0, f"指标{row}")
        sheet.write_number(row, 1, points, money)
        sheet.write_blank(row, 2, None, money)
    sheet.write_formula("C7", "=SUM(C4:C6)", money, 999)
    sheet.write_formula("B7", "=SUM(B4:B6)", money, 60)
    sheet.merge_range("D4:E4", "", money)
    sheet.write_comment("B4", "原有批注", {"author": "张某", "visible": True})
    sheet.data_validation("D5:D6", {"validate": "list", "source": ["好", "较好"]})
    sheet.conditional_format("B4:B6", {"type": "cell", "criteria": ">", "value": 5, "format": money})
    sheet.insert_image("G2", "点.png", {"image_data": io.BytesIO(_DOT)})
    sheet.insert_textbox("G6", "文本框")
    sheet.insert_button("G12", {"caption": "按钮"})
    sheet.set_header("&C&G", {"image_center": "点.png", "image_data_center": io.BytesIO(_DOT)})
    sheet.write_url("A9", "https://example.org/")
    sheet.autofilter("A3:D6")
    sheet.set_landscape()
    sheet.repeat_rows(0, 2)
    sheet.print_area("A1:E9")
    sheet.protect("口令", {"format_cells": True})
    other.write_column("A1", [1, 2, 3])
    other.write_formula("B1", f"='{SHEET}'!C7*2", None, 999)
    other.write_formula("B2", "=SUM(A1:A3)", None, 6)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=资料!$A$1:$A$3"})
    other.insert_chart("D2", chart)
    book.add_vba_project(io.BytesIO(b"not really a macro"), is_stream=True)
    book.close()
    return rewritten(path, _FOREIGN)


def by_openpyxl(path: Path) -> Path:
    """The same kind of workbook as another program writes it, with a hidden sheet."""
    book = openpyxl.Workbook()
    sheet, hidden = book.worksheets[0], book.create_sheet("往年")
    sheet.title, hidden.sheet_state = SHEET, "hidden"
    hidden["A1"] = 1
    rows: list[tuple[str | int | None, ...]] = [("指标", "分值", "得分"), ("甲", 10, None), ("乙", 20, None)]
    for row, values in enumerate(rows, start=3):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value).fill = PatternFill("solid", fgColor="EEEEEE")
    sheet["B4"].comment = Comment("原有批注", "张某")
    sheet.merge_cells("D4:E5")
    red = Rule(
        "cellIs", operator="greaterThan", formula=["5"], dxf=DifferentialStyle(font=Font(color="FF0000"))
    )
    sheet.conditional_formatting.add("B4:B5", red)
    rule = DataValidation("list", formula1='"好,较好"')
    rule.add("D4")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=5))
    sheet.add_chart(chart, "G2")
    book.defined_names["分值"] = DefinedName("分值", attr_text=f"'{SHEET}'!$B$4:$B$5")
    sheet.print_title_rows = "1:3"
    book.save(path)
    return path


def rewritten(path: Path, changes: Mapping[str, bytes]) -> Path:
    """The same package with some parts replaced or added."""
    contents = parts(path.read_bytes()) | dict(changes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in contents.items():
            package.writestr(name, data)
    return path


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts that differ, or that only one of two packages has."""
    old, new = parts(before), parts(after)
    return {name for name in old | new if old.get(name) != new.get(name)}


def tree(data: bytes, part: str) -> etree._Element:
    """A part of a package, parsed."""
    return etree.fromstring(parts(data)[part])


def rest(data: bytes, part: str, cells: Iterable[str] = (), *tags: str) -> bytes:
    """A part in canonical form, without some of its cells and without elements of some names."""
    root = tree(data, part)
    touched = set(cells)
    for element in list(root.iter(f"{MAIN}c", *(f"{MAIN}{tag}" for tag in tags))):
        parent = element.getparent()
        if parent is not None and (element.tag != f"{MAIN}c" or element.get("r") in touched):
            parent.remove(element)
    return etree.tostring(root, method="c14n")
