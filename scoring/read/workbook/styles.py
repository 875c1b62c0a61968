"""Which number format each cell style of a workbook has."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.read.package import Attributes, Package

GENERAL = "General"

# Formats a workbook may use by number without writing them out, as Chinese Office has them.
_MONEY = '_ * #,##0{0}_ ;_ * \\-#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
_YUAN = '_ "¥"* #,##0{0}_ ;_ "¥"* \\-#,##0{0}_ ;_ "¥"* "-"{1}_ ;_ @_ '
_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
_NOON = '上午/下午h"时"mm"分"'
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, 30), "yyyy/m/d"),
    **dict.fromkeys((18, 20), "h:mm"),
    **dict.fromkeys((19, 21), "h:mm:ss"),
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), _NOON),
    **dict.fromkeys((35, 56), _NOON + 'ss"秒"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    41: _MONEY.format("", ""),
    42: _YUAN.format("", ""),
    43: _MONEY.format(".00", "??"),
    44: _YUAN.format(".00", "??"),
    45: "mm:ss",
    47: "mm:ss",
    49: "@",
}


def read_styles(package: Package, part: str) -> list[str]:
    """The format code of each cell style, in the order in which cells number them."""
    written: dict[int, str] = {}
    used: list[int] = []
    table = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal table
        if name in ("numFmts", "cellStyleXfs", "cellXfs", "dxfs"):
            table = name
        elif name == "numFmt" and table == "numFmts":
            written[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and table == "cellXfs":
            used.append(int(attributes.get("numFmtId", "0")))

    package.parse(part, start)
    return [format_code(number, written) for number in used]


def format_code(number: int, written: Mapping[int, str]) -> str:
    """The code of a format by its number, as the workbook wrote it or as it is built in."""
    return written.get(number) or _BUILT_IN.get(number, GENERAL)
