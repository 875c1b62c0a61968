"""CS: 勾稽关系."""

from case import Said, cannot, finds, passes
from support import (
    PARTS,
    Money,
    department,
    document,
    project,
    statement,
    summary,
    summary_row,
)

from scoring.finding import Severity

NOTICE = Severity.NOTICE
NAME = "社区图书角建设"
OTHER = project(name="社区阅览室改造")
TWICE = "“社区图书角建设”的自评表与 {} › 自评表!A1 的表为同一项目，请确认是否重复。"


def share(part: str, points: str) -> tuple[tuple[str, str], ...]:
    """The parts of a summary row with one of them changed."""
    return tuple((name, points if name == part else right) for name, right in PARTS)


CASES = [
    passes("CS001", "得分相同", document(project(), summaries=(summary(),))),
    passes(
        "CS001",
        "汇总表在同一文件夹的另一文件里，名称多了空格和另一种引号",
        document(project(name="2023“小新”帮办"), file="a/自评表.xlsx"),
        document(summaries=(summary(summary_row(name='2023 "小新"帮办')),), file="a/汇总表.xlsx"),
    ),
    passes(
        "CS001",
        "同名而预算不同的是另一个项目",
        document(
            project(),
            summaries=(
                summary(summary_row(), summary_row(budget="4.83", executed="4.81", total="100", line=5)),
            ),
        ),
    ),
    finds(
        "CS001",
        "汇总表多计",
        document(project(), summaries=(summary(summary_row(total="95.81")),)),
        Said(
            "自评表!K4",
            "汇总表中“社区图书角建设”的得分为 95.81 分，自评表总分为 92.81 分，多计 3 分，请核对改正。",
            "95.81",
            "92.81",
            "3",
        ),
    ),
    cannot("CS001", "没有汇总表", project(), "没有汇总表"),
    cannot("CS001", "没有总分", project(total=""), "总分未填或不是数字"),
    passes("CS002", "部门得分相同", document(department(), statements=(statement("100"),))),
    passes(
        "CS002",
        "项目得分和等级相同，名称前没有年份",
        document(
            project(name="2023社区图书角建设"), statements=(statement("92.81", "优", NAME, budget="100"),)
        ),
    ),
    passes(
        "CS002",
        "部门表和文字说明在同一文件夹的两个文件里",
        document(department(), file="a/自评表.xlsx"),
        document(statements=(statement("100"),), file="a/说明.txt"),
    ),
    finds(
        "CS002",
        "部门得分不同",
        document(department(), statements=(statement("100.1"),)),
        Said(
            "自评表!A30",
            "文字说明写“示例区文化和旅游局”得 100.1 分，自评表总分为 100 分，多计 0.1 分，请核对改正。",
            "100.1",
            "100",
            "0.1",
        ),
    ),
    finds(
        "CS002",
        "等级与文字说明自己的分数不对应",
        document(project(), statements=(statement("92.81", "良", NAME, budget="100"),)),
        Said(
            "自评表!A30",
            "文字说明写等级为“良”，92.81 分对应“优”，请改正。",
            "良",
            "优",
            basis="评价等级",
        ),
    ),
    cannot("CS002", "没有文字说明", project(), "没有说到这张表得分的文字说明"),
    cannot(
        "CS002",
        "文字说明没有写预算，不能认定是哪个项目",
        document(project(), statements=(statement("90", None, NAME),)),
        "没有说到这张表得分的文字说明",
    ),
    cannot(
        "CS002",
        "文字说明说的是另一个项目",
        document(project(), statements=(statement("90", None, "社区阅览室改造", budget="100"),)),
        "没有说到这张表得分的文字说明",
    ),
    passes("CS003", "两个项目", document(project(), OTHER)),
    passes(
        "CS003",
        "同名而金额不同",
        document(project(), project(money=Money(budget="100", executed="50", rate="50%", score="5"))),
    ),
    finds(
        "CS003",
        "同一文件里有两份",
        document(project(), project()),
        Said("自评表!A1", TWICE.format("自评表.xlsx"), severity=NOTICE),
    ),
    finds(
        "CS003",
        "三份报两次，都指向第一份",
        document(project(), project(), project()),
        Said("自评表!A1", TWICE.format("自评表.xlsx"), severity=NOTICE),
        Said("自评表!A1", TWICE.format("自评表.xlsx"), severity=NOTICE),
    ),
    passes("CS004", "每行都有自评表", document(project(), summaries=(summary(),))),
    finds(
        "CS004",
        "金额对不上",
        document(project(), summaries=(summary(summary_row(executed="58.06")),)),
        Said(
            "自评表!B4",
            "汇总表“社区图书角建设”（预算 100 万元、执行 58.06 万元）没有找到名称和金额都相同的自评表，"
            "得分未能核对。",
            "92.81",
            severity=NOTICE,
        ),
    ),
    cannot("CS004", "只有汇总表", document(summaries=(summary(),)), "没有一同报送的自评表"),
    passes("CS005", "等于各部分之和", document(project(), summaries=(summary(),))),
    finds(
        "CS005",
        "多计0.01",
        document(project(), summaries=(summary(summary_row(total="92.82")),)),
        Said(
            "自评表!K4",
            "汇总表“社区图书角建设”得分填 92.82 分，各部分相加为 92.81 分，多计 0.01 分，请对照自评表改正。",
            "92.82",
            "92.81",
            "0.01",
        ),
    ),
    finds(
        "CS005",
        "一部分填错",
        document(project(), summaries=(summary(summary_row(parts=share("output", "30%"))),)),
        Said(
            "自评表!K4",
            "汇总表“社区图书角建设”得分填 92.81 分，各部分相加为 95.81 分，少计 3 分，请对照自评表改正。",
            "92.81",
            "95.81",
            "-3",
        ),
    ),
    finds(
        "CS005",
        "保留一位小数",
        document(project(), summaries=(summary(summary_row(total="92.8")),)),
        Said(
            "自评表!K4",
            "汇总表“社区图书角建设”得分填 92.8 分，各部分相加为 92.81 分，差异为四舍五入所致。",
            "92.8",
            "92.81",
            "-0.01",
            severity=NOTICE,
            rounding=True,
        ),
    ),
    cannot(
        "CS005",
        "没有自评表",
        document(summaries=(summary(),)),
        "没有一同报送的项目自评表，不知适用哪一规则",
    ),
    cannot(
        "CS005",
        "没有各部分的栏",
        document(project(), summaries=(summary(summary_row(parts=())),)),
        "汇总表没有分部分的得分，或得分率按比例填写",
    ),
    cannot(
        "CS005",
        "得分率是比例",
        document(project(), summaries=(summary(summary_row(parts=share("satisfaction", "100%"))),)),
        "汇总表没有分部分的得分，或得分率按比例填写",
    ),
    passes("CS006", "优", document(project(), summaries=(summary(summary_row(total="90", grade="优")),))),
    passes(
        "CS006",
        "优秀就是优",
        document(project(), summaries=(summary(summary_row(grade="优秀")),)),
    ),
    finds(
        "CS006",
        "差0.01分到优",
        document(project(), summaries=(summary(summary_row(total="89.99", grade="优")),)),
        Said(
            "自评表!L4",
            "汇总表“社区图书角建设”得 89.99 分，等级填“优”，应为“良”，请改正。",
            stated="优",
            recomputed="良",
            basis="评价等级",
        ),
    ),
    cannot(
        "CS006",
        "等级用了自己的说法",
        document(project(), summaries=(summary(summary_row(total="92.81", grade="合格")),)),
        "汇总表没有填写等级",
    ),
    cannot(
        "CS006",
        "没有等级一栏",
        document(project(), summaries=(summary(),)),
        "汇总表没有填写等级",
    ),
    cannot(
        "CS006",
        "没有自评表",
        document(summaries=(summary(summary_row(total="90", grade="优")),)),
        "没有一同报送的项目自评表，不知适用哪一规则",
    ),
]
