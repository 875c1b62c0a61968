"""CS, PL: what only all papers of a folder together can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from case import Case, Said, cannot, finds, passes
from support import (
    COST,
    EFFECT,
    ITEMS,
    OUTPUT,
    SATISFACTION,
    Item,
    Money,
    department,
    document,
    effect,
    figure,
    project,
    summary,
    summary_row,
)

from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.model.money import MoneyUnit
from scoring.model.summary import Claim, Told

warned = partial(Said, severity=Severity.WARNING)
noticed = partial(Said, severity=Severity.NOTICE)

NO_TEXT = "没有说到这些数的文字说明"
DEPARTMENTS = "文件夹中有几个部门的材料，不知文字说明说的是哪些项目"


def count(number: str) -> Claim:
    """涵盖项目…个, told in A3."""
    return Claim(Told.PROJECTS, figure(number, "A3"))


def money(amount: str, unit: MoneyUnit = MoneyUnit.WAN) -> Claim:
    """涉及资金, told in A4."""
    return Claim(Told.PROJECT_MONEY, figure(amount, "A4"), money_unit=unit)


def expenditure(amount: str, unit: MoneyUnit = MoneyUnit.WAN) -> Claim:
    """项目支出, told in A2."""
    return Claim(Told.PROJECT_EXPENDITURE, figure(amount, "A2"), money_unit=unit)


def grades(*counts: str, line: int = 5) -> tuple[Claim, ...]:
    """How many 优, 良, 中, 差, told in a line from A on."""
    return tuple(
        Claim(Told.GRADED, figure(number, f"{column}{line}"), grade)
        for number, grade, column in zip(counts, "优良中差", "ABCD", strict=False)
    )


def several(number: int, make: Callable[..., AnyForm] = project) -> list[AnyForm]:
    """Projects of different names, each with 58.05 of 100 spent and a total of 92.81."""
    return [make(name=f"项目{n}") for n in range(1, number + 1)]


COUNT = "文字说明写自评项目 3 个，报送的{}，请补齐或改正文字。"
NUMBERS = [
    passes(
        "CS014",
        "三个都在，有一个送来两次",
        document(*several(3), project(name="项目1"), claims=(count("3"),)),
    ),
    finds(
        "CS014",
        "少一张",
        document(*several(2), claims=(count("3"),)),
        noticed("自评表!A3", COUNT.format("项目自评表 2 张，少 1 张"), "3", "2", "1"),
    ),
    finds(
        "CS014",
        "多一张，汇总表少两行",
        document(*several(4), summaries=(summary(),), claims=(count("3"),)),
        noticed("自评表!A3", COUNT.format("项目自评表 4 张，多 1 张；汇总表 1 行，少 2 行"), "3", "4", "-1"),
    ),
    finds(
        "CS014",
        "只有汇总表，说了两处",
        document(summaries=(summary(),), claims=(count("3"), count("1"), count("3"))),
        noticed("自评表!A3", COUNT.format("汇总表 1 行，少 2 行"), "3", "1", "2"),
        noticed("自评表!A3", COUNT.format("汇总表 1 行，少 2 行"), "3", "1", "2"),
    ),
    passes(
        "CS014",
        "几张行数不同的汇总表，不知哪张是全的",
        document(*several(3), summaries=(summary(), summary(*[summary_row()] * 2)), claims=(count("3"),)),
    ),
    passes(
        "CS014",
        "几个部门的决算各在一个文件里，各有自己的表",
        document(*several(3), claims=(count("3"),), file="甲.txt"),
        document(*several(1), claims=(count("1"),), file="乙.txt"),
    ),
    passes(
        "CS014",
        "文字说明只有一份，附了一张表，其余的表另有文件",
        document(*several(1), claims=(count("3"),), file="说明.docx"),
        document(*several(3), file="表.xlsx"),
    ),
    cannot("CS014", "没有文字说明", project(), NO_TEXT),
    cannot("CS014", "只说到等级", document(project(), claims=grades("1")), NO_TEXT),
    cannot("CS014", "没有表", document(claims=(count("3"),)), "没有一同报送的项目自评表或汇总表"),
    cannot(
        "CS014",
        "几个部门",
        document(
            department(), replace(department(), name=project(name="另一个局").name), claims=(count("3"),)
        ),
        DEPARTMENTS,
    ),
]

SUM = "文字说明写等级为优、良、中、差的项目 {} 个，比所写的项目总数 {} 个，请核对改正。"
GRADE = "文字说明写等级为“{}”的项目 {} 个，报送的自评表按总分有 {} 个，文字{} 个，请核对改正。"


def graded(*totals: str) -> list[AnyForm]:
    """Projects with these totals."""
    return [project(name=f"项目{n}", total=total) for n, total in enumerate(totals)]


GRADES = [
    passes(
        "CS015",
        "两优一良一差，优从90分起",
        document(*graded("100", "90", "89.99", "59.99"), claims=(count("4"), *grades("2", "1", "0", "1"))),
    ),
    finds(
        "CS015",
        "各等级相加比总数多1个",
        document(claims=(count("25"), *grades("10", "12", "0", "4"))),
        warned("自评表!A5", SUM.format("10 + 12 + 0 + 4 = 26", "25 个多 1"), "26", "25", "1"),
    ),
    finds(
        "CS015",
        "各等级相加比总数少1个",
        document(claims=(count("25"), *grades("10", "10", "0", "4"))),
        warned("自评表!A5", SUM.format("10 + 10 + 0 + 4 = 24", "25 个少 1"), "24", "25", "-1"),
    ),
    cannot(
        "CS015",
        "没有写全四个等级的，少了不算错",
        document(claims=(count("25"), *grades("10", "10"))),
        "有总分的项目自评表 0 张，文字说明写的是 25 个项目，各等级的个数不能逐一核对",
    ),
    finds(
        "CS015",
        "没有写全，已经超过总数",
        document(claims=(count("25"), *grades("10", "16"))),
        warned(
            "自评表!A5",
            "文字说明写等级为优、良的项目 10 + 16 = 26 个，比所写的项目总数 25 个多 1 个，请核对改正。",
            "26",
            "25",
            "1",
        ),
    ),
    finds(
        "CS015",
        "表都在，两个等级的个数不同",
        document(*graded("95", "85", "85"), claims=(count("3"), *grades("2", "1", "0", "0"))),
        warned("自评表!A5", GRADE.format("优", "2", 1, "多 1"), "2", "1", "1"),
        warned("自评表!B5", GRADE.format("良", "1", 2, "少 1"), "1", "2", "-1"),
    ),
    finds(
        "CS015",
        "表没有送齐，已经比所写的多",
        document(*graded("95", "92"), claims=(count("3"), *grades("1", "2", "0", "0"))),
        warned("自评表!A5", GRADE.format("优", "1", 2, "少 1"), "1", "2", "-1"),
    ),
    finds(
        "CS015",
        "说了两处，第二处错",
        document(
            *graded("95", "85"),
            claims=(count("2"), *grades("1", "1", "0", "0"), *grades("2", "0", "0", "0", line=9)),
        ),
        warned("自评表!A9", GRADE.format("优", "2", 1, "多 1"), "2", "1", "1"),
        warned("自评表!B9", GRADE.format("良", "0", 1, "少 1"), "0", "1", "-1"),
    ),
    cannot(
        "CS015",
        "表没有送齐",
        document(*graded("95", "85"), claims=(count("3"), *grades("1", "2", "0", "0"))),
        "有总分的项目自评表 2 张，文字说明写的是 3 个项目，各等级的个数不能逐一核对",
    ),
    cannot(
        "CS015",
        "有一张没有总分",
        document(*graded("95", ""), claims=(count("2"), *grades("1", "1", "0", "0"))),
        "有总分的项目自评表 1 张，文字说明写的是 2 个项目，各等级的个数不能逐一核对",
    ),
    cannot(
        "CS015",
        "表比所写的多",
        document(*graded("95", "95"), claims=(count("1"), *grades("1", "0", "0", "0"))),
        "有总分的项目自评表 2 张，文字说明写的是 1 个项目，各等级的个数不能逐一核对",
    ),
    cannot(
        "CS015",
        "没有写总数",
        document(*graded("95"), claims=grades("2", "0", "0", "0")),
        "有总分的项目自评表 1 张，文字说明没有写明项目总数，或前后不一，各等级的个数不能逐一核对",
    ),
    cannot("CS015", "没有文字说明", project(), NO_TEXT),
]


def spent(*claims: Claim, forms: list[AnyForm] | None = None) -> Document:
    """Two projects that spent 58.05 each of 100, and what a text tells of them: 116.1 of 200."""
    return document(*(forms or several(2)), claims=(count("2"), *claims))


TOLD = "报送的 2 个项目全年执行数合计 {} 万元，文字说明写{} {}，文字{}，请核对各表的执行数和文字。"
ROUNDED = "报送的 2 个项目全年执行数合计 116.1 万元，文字说明写项目支出 {} 万元，差异为四舍五入所致。"
SPENDING = [
    passes("CS016", "合计相等", spent(expenditure("116.10"), money("116.1"))),
    passes("CS016", "写的是元", spent(expenditure("1,161,000.00", MoneyUnit.YUAN))),
    passes("CS016", "文字保留整数", spent(expenditure("116"))),
    passes("CS016", "涉及资金写的是预算", spent(money("200"))),
    passes("CS016", "只评了一部分项目，不与全部支出比", spent(money("116.1"), expenditure("324.49"))),
    finds(
        "CS016",
        "少0.02",
        spent(expenditure("116.08")),
        warned(
            "自评表!A2",
            TOLD.format("116.1", "项目支出", "116.08 万元", "少 0.02 万元"),
            "116.08",
            "116.1",
            "-0.02",
        ),
    ),
    finds(
        "CS016",
        "各表四舍五入，最多差两个半分加半分",
        spent(expenditure("116.11")),
        noticed("自评表!A2", ROUNDED.format("116.11"), "116.11", "116.1", "0.01", rounding=True),
    ),
    finds(
        "CS016",
        "以元填写的表不差分毫",
        spent(
            expenditure("116.11"),
            forms=[
                replace(form, money_unit=MoneyUnit.YUAN)
                for form in several(2, partial(project, money=Money(budget="1000000", executed="580500")))
            ],
        ),
        warned(
            "自评表!A2",
            TOLD.format("116.1", "项目支出", "116.11 万元", "多 0.01 万元"),
            "116.11",
            "116.1",
            "0.01",
        ),
    ),
    finds(
        "CS016",
        "涉及资金与执行数、预算数都不同",
        spent(money("150"), expenditure("324.49")),
        warned(
            "自评表!A4",
            TOLD.format("116.1", "自评项目涉及资金", "150 万元", "多 33.9 万元"),
            "150",
            "116.1",
            "33.9",
        ),
    ),
    cannot(
        "CS016",
        "表没有送齐",
        document(*several(2), claims=(count("3"), expenditure("116.1"))),
        "有全年执行数的项目自评表 2 张，文字说明写的是 3 个项目，合计不能核对",
    ),
    cannot(
        "CS016",
        "有一张没有执行数",
        spent(expenditure("1"), forms=[project(), project(name="缺页", money=None)]),
        "有全年执行数的项目自评表 1 张，文字说明写的是 2 个项目，合计不能核对",
    ),
    cannot(
        "CS016",
        "没有写个数",
        document(*several(2), claims=(expenditure("1"),)),
        "文字说明没有写明自评项目的个数，或前后不一，不知报送的自评表是否齐全",
    ),
    cannot(
        "CS016",
        "前后写的个数不同",
        document(*several(2), claims=(count("2"), count("3"), expenditure("1"))),
        "文字说明没有写明自评项目的个数，或前后不一，不知报送的自评表是否齐全",
    ),
    cannot("CS016", "没有说到金额", spent(), NO_TEXT),
]

TWO = "有 2 个项目的名称都是“社区图书角建设”（{}），请在名称中加以区分；是同一项目的，请只留一份。"
OTHER_MONEY = project(money=Money(budget="20", executed="0", rate="0%", score="0"))
OTHER_ROW = summary_row(budget="20", executed="0", line=5)
NAMESAKES = [
    passes("CS017", "名称不同", document(*several(2))),
    passes("CS017", "同一张表送来两次", document(project(), project(), *several(1))),
    passes("CS017", "缺页的表没有金额", document(project(), project(money=None))),
    passes(
        "CS017", "都没有名称", document(project(name=""), replace(OTHER_MONEY, name=project(name="").name))
    ),
    passes(
        "CS017",
        "汇总表的一行与自评表金额不同，不一定是两个项目",
        document(project(), summaries=(summary(OTHER_ROW),)),
    ),
    passes(
        "CS017",
        "汇总表同一行写了两次",
        document(project(), summaries=(summary(summary_row(), summary_row(line=5)),)),
    ),
    finds(
        "CS017",
        "两张自评表，汇总表也有的不再报",
        document(project(), OTHER_MONEY, summaries=(summary(summary_row(), OTHER_ROW),)),
        noticed("自评表!C4", TWO.format("预算 100 万元、执行 58.05 万元；预算 20 万元、执行 0 万元")),
    ),
    finds(
        "CS017",
        "汇总表两行",
        document(project(), summaries=(summary(summary_row(), OTHER_ROW),)),
        noticed("自评表!B5", TWO.format("预算 100 万元、执行 58.05 万元；预算 20 万元、执行 0 万元")),
    ),
    finds(
        "CS017",
        "汇总表只有年初预算数",
        document(
            summaries=(
                summary(
                    *(
                        replace(row, budget=figure("", "C1"), initial_budget=row.budget)
                        for row in (summary_row(), OTHER_ROW)
                    )
                ),
            )
        ),
        noticed("自评表!B5", TWO.format("预算 100 万元、执行 58.05 万元；预算 20 万元、执行 0 万元")),
    ),
    cannot("CS017", "只有一张表", project(), "只有一张项目自评表，也没有汇总表"),
]

ALIKE = [
    finds(
        "PL004",
        "五个项目都是92.81分",
        document(*several(5)),
        noticed("自评表!G21", "报送的 5 个项目自评总分都是 92.81 分，请核实是否逐项据实评分。", "92.81"),
    ),
    passes("PL004", "有一个不同", document(*several(5), project(total="92.8"))),
    cannot("PL004", "四个太少", document(*several(4)), "有总分的项目自评表不足 5 张"),
    cannot(
        "PL004", "有一个没有总分", document(*several(4), project(total="")), "有总分的项目自评表不足 5 张"
    ),
    cannot("PL004", "同一个项目送来五次", document(*[project()] * 5), "有总分的项目自评表不足 5 张"),
    finds(
        "PL005",
        "五个项目，写法略有不同",
        document(*several(4), project(COST, effect(" 方便 ", "好", "25", name="方便 居民"))),
        noticed(
            "自评表!C19",
            "5 个项目用同一个效益指标“方便居民”（“项目1”、“项目2”、“项目3”等），"
            "指标值也相同，请按各个项目的效果分别设置。",
        ),
    ),
    passes("PL005", "四个项目", document(*several(4), project(COST, effect("提高", "好", "25")))),
    passes(
        "PL005",
        "同一个项目用了五次",
        document(project(*[EFFECT] * 5), *several(3), project(OUTPUT, name="另一个")),
    ),
    passes(
        "PL005",
        "满意度和产出指标可以相同",
        document(*[project(COST, OUTPUT, SATISFACTION, name=f"项目{n}") for n in range(5)]),
    ),
    cannot("PL005", "四张表", document(*several(4)), "项目自评表不足 5 张"),
]

REASON = "由于人员有变动，有一段时间没有招满，支出减少"  # 22 characters
GOAL = ("建图书角", "完成了四十个社区图书角的建设，居民借阅方便")
PROBLEM = Item("预算绩效管理情况", "5", "4", f"问题：{REASON}")
SAME = "2 个项目（“项目1”、“项目2”）的{}一字不差：“{}…”，请按各个项目的实际改写。"


def reasons(*texts: str) -> Document:
    """Projects that give these reasons for what they did not complete."""
    return document(
        *[
            project(COST, replace(OUTPUT, reason=reason), name=f"项目{n}")
            for n, reason in enumerate(texts, start=1)
        ]
    )


COPIES = [
    finds(
        "PL010",
        "偏差原因",
        reasons(REASON, f"{REASON[:8]}\n{REASON[8:]}"),
        noticed("自评表!I18", SAME.format("偏差原因", REASON[:20])),
    ),
    finds(
        "PL010",
        "正好20个字",
        reasons(REASON[:20], REASON[:20]),
        noticed("自评表!I18", SAME.format("偏差原因", REASON[:20]).replace("…", "")),
    ),
    finds(
        "PL010",
        "四个项目只报一次",
        reasons(*[REASON] * 4),
        noticed(
            "自评表!I18",
            SAME.format("偏差原因", REASON[:20]).replace(
                "2 个项目（“项目1”、“项目2”）", "4 个项目（“项目1”、“项目2”、“项目3”等）"
            ),
        ),
    ),
    finds(
        "PL010",
        "目标完成情况和存在问题",
        document(*several(2, partial(project, goals=[GOAL], items=[*ITEMS[:3], PROBLEM]))),
        noticed("自评表!F15", SAME.format("目标完成情况", GOAL[1][:20])),
        noticed("自评表!I14", SAME.format("存在问题", PROBLEM.problem[:20])),
    ),
    passes("PL010", "19个字太短", reasons(REASON[:19], REASON[:19])),
    passes("PL010", "差一个字", reasons(REASON, f"{REASON}。")),
    passes(
        "PL010", "一个项目里写了两次", document(project(*[replace(OUTPUT, reason=REASON)] * 2), *several(1))
    ),
    passes(
        "PL010",
        "情况说明各表通用",
        document(*several(2, partial(project, items=[replace(item, description=REASON) for item in ITEMS]))),
    ),
    passes(
        "PL010",
        "一处是原因，一处是完成情况",
        document(project(replace(OUTPUT, reason=REASON)), project(name="另一个", goals=[("", REASON)])),
    ),
    cannot("PL010", "只有一张表", project(), "项目自评表不足 2 张"),
]

CASES: list[Case] = [*NUMBERS, *GRADES, *SPENDING, *NAMESAKES, *ALIKE, *COPIES]
