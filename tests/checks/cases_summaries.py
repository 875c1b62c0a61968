"""CS: 勾稽关系 — the rows of a summary table (CS011, CS012, CS013)."""

from collections.abc import Iterable

from case import Said, cannot, finds, passes
from support import PARTS, document, output, project, summary, summary_row

from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.form import ProjectForm

RATES = (
    ("fund_management", "100%"),
    ("cost", "100%"),
    ("output", "90%"),
    ("effect", "100%"),
    ("satisfaction", "100%"),
)
NAME = "汇总表“社区图书角建设”的产出指标填"
FORM = "自评表为 27 分（分值 30 分，得分率 90%）"
NOTHING = "汇总表没有各部分的得分率，或没有对应的自评表"


def table(
    parts: Iterable[tuple[str, str]] = PARTS, form: ProjectForm | None = None, rate: str = ""
) -> Document:
    """A form beside the table whose row tells of it."""
    row = summary_row(parts=tuple(parts), executed_rate=rate)
    return document(form or project(), summaries=(summary(row),))


def told(part: str, figure: str, parts: Iterable[tuple[str, str]] = PARTS) -> list[tuple[str, str]]:
    """The parts with one of them told otherwise."""
    return [(name, figure if name == part else right) for name, right in parts]


def wrong_rate(printed: str, right: str) -> Said:
    message = f"汇总表“社区图书角建设”的预算执行率填 {printed}，58.05 ÷ 100 应为 {right}，请改正。"
    return Said("自评表!E4", message, printed, right)


CASES = [
    passes("CS011", "填的是得分", table()),
    passes("CS011", "填的是得分率", table(RATES)),
    passes("CS011", "填的是小数", table(told("output", "0.9", RATES))),
    passes(
        "CS011",
        "得分率按写出的位数",
        table(told("output", "94%", RATES), project(output("≥40个", "38个", "30", "28.29"))),
    ),
    finds(
        "CS011",
        "得分多计0.01",
        table(told("output", "27.01%")),
        Said("自评表!H4", f"{NAME} 27.01%，{FORM}，多计 0.01 分，请核对改正。", "27.01%", "27"),
    ),
    finds(
        "CS011",
        "得分少计",
        table(told("output", "7%")),
        Said("自评表!H4", f"{NAME} 7%，{FORM}，少计 20 分，请核对改正。", "7%", "27"),
    ),
    finds(
        "CS011",
        "得分率填错",
        table(told("output", "91%", RATES)),
        Said("自评表!H4", f"{NAME} 91%，{FORM}，与得分、得分率都不符，请核对改正。", "91%", "27"),
    ),
    finds(
        "CS011",
        "得分保留一位小数",
        table(told("output", "28.3%"), project(output("≥40个", "38个", "30", "28.29"))),
        Said(
            "自评表!H4",
            f"{NAME} 28.3%，自评表为 28.29 分（分值 30 分，得分率 94.3%），差异为四舍五入所致。",
            "28.3%",
            "28.29",
            severity=Severity.NOTICE,
            rounding=True,
        ),
    ),
    cannot("CS011", "没有自评表", document(summaries=(summary(),)), NOTHING),
    cannot("CS011", "没有各部分的栏", table(()), NOTHING),
    cannot(
        "CS011",
        "自评表有得分未填",
        table([("output", "27%")], project(output("≥40个", "36个", "30", ""))),
        NOTHING,
    ),
    cannot(
        "CS011",
        "自评表没有这一部分",
        table([("cost", "0%")], project(output("≥40个", "36个", "30", "27"))),
        NOTHING,
    ),
    cannot("CS011", "自评表不完整", table(form=project(missing=("end",))), NOTHING),
    passes("CS012", "填的是得分率", table(RATES)),
    passes("CS012", "都是0，两样都对", table([("output", "0%")], project(output("≥40个", "0个", "30", "0")))),
    finds(
        "CS012",
        "填的是得分，举头一个为例",
        table(),
        Said(
            "自评表!F4",
            "汇总表各部分的“得分率”栏填的是得分，如“社区图书角建设”的资金管理情况填 20%，"
            "自评表为 20 分（分值 20 分，得分率 100%），请改填得分率，或把栏名改为“得分”。",
            "20%",
            "100%",
            severity=Severity.NOTICE,
        ),
    ),
    finds(
        "CS012",
        "不写百分号的得分",
        table([("output", "27")]),
        Said(
            "自评表!F4",
            "汇总表各部分的“得分率”栏填的是得分，如“社区图书角建设”的产出指标填 27，"
            f"{FORM}，请改填得分率，或把栏名改为“得分”。",
            "27",
            "90%",
            severity=Severity.NOTICE,
        ),
    ),
    cannot("CS012", "没有自评表", document(summaries=(summary(),)), NOTHING),
    passes("CS013", "两位小数", table(rate="58.05%")),
    passes("CS013", "一位小数，写成小数也算对", table(rate="0.581")),
    finds("CS013", "差0.01", table(rate="58.04%"), wrong_rate("58.04%", "58.05%")),
    finds(
        "CS013",
        "没有自评表也能核对",
        document(summaries=(summary(summary_row(executed_rate="85%")),)),
        wrong_rate("85%", "58.05%"),
    ),
    cannot("CS013", "未填执行率", table(), "汇总表没有预算执行率，或没有全年预算数、全年执行数"),
    cannot(
        "CS013",
        "没有执行数",
        document(summaries=(summary(summary_row(executed="", executed_rate="85%")),)),
        "汇总表没有预算执行率，或没有全年预算数、全年执行数",
    ),
]
