"""Papers to be recognised: a small workbook as rows of values, a text as lines, and what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from scoring.model.document import Document
from scoring.model.form import AnyForm, Figure, Indicator, ProjectForm
from scoring.model.raw import RawDocument
from scoring.read.document import read
from scoring.read.recognise import recognise
from scoring.read.sources import Source
from scoring.read.text.lines import read_text

Value = str | int | float | None
Rows = Sequence[Sequence[Value]]

TITLE: Rows = [["项目支出绩效自评情况表"], ["（2023年度）"]]
HEAD: Rows = [
    ["项目名称", None, "社区图书角建设"],
    ["主管部门", None, "示例区文化和旅游局", None, "实施单位", None, "示例区图书馆"],
    ["项目资金\n（万元）", None, None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额：", None, 12, 12, 9, 10, "75%", 7.5],
    [None, "财政拨款", None, 12, 12, 9, "—", "75%", "—"],
    ["资金管理情况", "情况说明", None, None, None, None, "分值(20)", "得分", "存在问题和改进措施"],
    [None, "安排科学性", "经过论证", None, None, None, 5, 5],
    [None, "拨付合规性", "国库支付", None, None, None, 5, 4, "一笔付错"],
    [None, "使用规范性", "按科目开支", None, None, None, 5, 5],
    [None, "预算绩效管理情况", "开展监控", None, None, None, 5, 5],
    ["年度总体目标", "预期目标", None, None, None, "实际完成情况"],
    [None, "建40个图书角", None, None, None, "建成36个"],
]
COLUMNS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差度",
    "偏差原因分析及改进措施",
]
INDICATORS: Rows = [
    ["绩效指标"],
    COLUMNS,
    ["成本指标", "经济成本指标", "采购成本", "≤12万元", "9万元", 10, 10, "0.00"],
    ["产出指标", "数量指标", "建成图书角", "≥40个", "36个", 20, 18, "-10.00", "场地没有落实"],
    [None, "时效指标", "完成时间", "2023年12月31日前", "100%", 10, 10, "0.00"],
    ["效益指标", "社会效益指标", "方便居民", "方便", "100%", 25, 25, "0.00"],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "93%", 5, 5, "0.00"],
]
TOTAL: Rows = [["总分", None, None, None, None, 100, 94.5]]
FORM: Rows = [*TITLE, *HEAD, *INDICATORS, *TOTAL]


def workbook(path: Path, *sheets: Rows) -> Document:
    """Write the rows into a workbook, a sheet each, and read it back."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(line, column, value)
    book.save(path)
    (document,) = read(Source(path, named=False))
    return document


def text(*lines: str) -> Document:
    """Lines of a text, their fields parted by →."""
    content = "\n".join(lines).replace("→", "\t")
    return recognise(RawDocument("自评.txt", "", read_text(content, "自评.txt")))


def only(document: Document) -> AnyForm:
    """The one form of a document."""
    (form,) = document.forms
    return form


def told(form: AnyForm) -> dict[str, object]:
    """Everything a form says, without its places."""
    items = form.fund_management if isinstance(form, ProjectForm) else ()
    return {
        "name": form.name.text,
        "year": form.year,
        "funds": [
            (
                row.label.text,
                row.is_total,
                _values(row.initial_budget, row.budget, row.executed, row.points, row.rate, row.score),
            )
            for row in form.funds
        ],
        "items": [(item.name.text, _values(item.points, item.score), item.problem.text) for item in items],
        "goals": [(goal.expected.text, goal.actual.text) for goal in form.goals],
        "indicators": [indicator_told(indicator) for indicator in form.indicators],
        "total": _values(*(figure for figure in (form.total_points, form.total) if figure)),
        "missing": form.missing,
        "remarks": [remark.message for remark in form.remarks],
    }


def indicator_told(indicator: Indicator) -> tuple[str, ...]:
    """Category, subcategory, name, target, actual, points, score, deviation, reason."""
    return (
        indicator.category.value,
        indicator.subcategory,
        indicator.name.text,
        indicator.target.text,
        indicator.actual.text,
        indicator.points.text,
        indicator.score.text,
        indicator.deviation.text if indicator.deviation else "",
        indicator.reason.text,
    )


def _values(*figures: Figure) -> list[str]:
    return [str(figure.written.value) if figure.written else figure.text for figure in figures]


def blank_after(rows: Iterable[Sequence[Value]]) -> Rows:
    """The rows with an empty one after each."""
    return [line for row in rows for line in (row, [])]
