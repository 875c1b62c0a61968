"""What could not be read, waivers that cover nothing, and what was verified by which rules."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import __version__
from scoring.report import findings, view
from scoring.report.listing import Cell, text
from scoring.report.xlsx.book import Sheet
from scoring.report.xlsx.look import Column, Tone
from scoring.results import Audit

_UNREAD = (
    Column("类别", 10, "center", toned=True),
    Column("文件", 50),
    Column("位置", 24),
    Column("说明", 90),
)
_UNUSED = (
    *(Column("编号", 8, "center"), Column("自评表", 30), Column("文件", 30), Column("位置", 20)),
    *(Column("自评", 10, "right"), Column("复算", 10, "right")),
    *(Column("认可人", 10, "center"), Column("认可日期", 12, "center"), Column("认可理由", 30)),
    *(Column("为什么没有用上", 50), Column("出处", 30)),
)
_ABOUT = (Column("项目", 14, "center"), Column("内容", 120))

_HOW_TO_WAIVE = (
    "经查可以不改的问题，在“差异清单”这一行最后三栏填写认可人、认可日期（如 2024-03-05）和认可理由，"
    "三栏都要填，保存后复核时加上 --waivers 和这个文件名；自评或复算的数字变了，原来的认可就不再有效。"
)
_COLOURS = (
    "红底为错误，是规则能证明的差错；黄底为提醒，要由人看一看；蓝底为提示，仅供参考；"
    "灰字为已认可，不再计入处数。差异 = 自评 − 复算。"
)


def unread(audit: Audit) -> Sheet:
    """The files and forms that got no score, then remarks on what was left out of the others."""
    rows: list[tuple[Tone, tuple[Cell, ...]]] = [
        (Tone.ERROR, ("未能处理", text(item.path), text(item.place.spot), text(item.reason)))
        for item in audit.unread
    ]
    rows += [
        (Tone.WARNING, ("注意", text(remark.place.file), text(remark.place.spot), text(remark.message)))
        for given in audit.inputs
        for remark in given.remarks
    ]
    return Sheet("未能处理", _UNREAD, rows, "全部文件均已处理。")


def unused(audit: Audit) -> Sheet:
    """The waivers that cover nothing, under the headings of a waiver file: they are not lost."""
    rows = [
        (
            Tone.PLAIN,
            (
                *(use.row.code, text(use.row.form), text(use.row.file), text(use.row.spot)),
                *(text(use.row.stated), text(use.row.recomputed)),
                *(text(use.row.waiver.who), use.row.waiver.when, text(use.row.waiver.why)),
                *(text(use.unused), text(str(use.row.place))),
            ),
        )
        for use in audit.unused_waivers
    ]
    return Sheet("未用认可", _UNUSED, rows)


def about(audit: Audit) -> Sheet:
    """What was verified, by which rules, with which version of the tool, and how to read the list."""
    return Sheet("说明", _ABOUT, [(Tone.PLAIN, row) for row in _told(audit)])


def _told(audit: Audit) -> Iterator[tuple[str, str]]:
    yield (
        "复核内容",
        f"{len(audit.inputs)} 个文件、{len(audit.forms)} 张自评表、{len(audit.summaries)} 张汇总表",
    )
    yield "复核结果", findings.counts(audit.findings)
    for rules in dict.fromkeys(view.ruleset(form.ruleset) for form in audit.forms):
        yield "适用规则", text(rules)
    yield "工具", f"jixiao {__version__}"
    yield "怎样认可", _HOW_TO_WAIVE
    yield "怎样看", _COLOURS
