"""评价报告: sections in order, figures of the audit, narrative of a file, nothing final that is not whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from printed import facts, needs_fonts, needs_poppler, poisoned, words
from support import Money, Row, check, cost, department, document, effect, output, project, satisfaction, text

from scoring.errors import RenderError
from scoring.model.form import Goal, ProjectForm
from scoring.place import Place
from scoring.report.evaluation import REQUIRED, EvaluationPage, evaluation_page
from scoring.report.evaluations import write_evaluations
from scoring.report.html import render, visible
from scoring.report.narrative import PROBLEMS, SECTIONS, Narrative, narrative
from scoring.report.order import Order
from scoring.results import Audit, FormAudit
from scoring.verification import audit, examine

FINAL = Order(final=True)
EXAMPLE = Path(__file__).parents[2] / "examples" / "minimal"
WHOLE = Narrative("社区图书角.报告.docx", {section: (f"{section}的文字。",) for section in REQUIRED})
HEADINGS = [
    *("一、基本情况", "（一）项目概况", "（二）项目资金", "（三）项目绩效目标"),
    *("二、绩效评价工作开展情况", "三、综合评价情况及评价结论", "四、绩效评价指标分析"),
    *("（一）项目决策情况", "（二）项目过程情况", "（三）项目产出情况", "（四）项目效益情况"),
    *("五、主要经验及做法、存在的问题及原因分析", "六、有关建议", "七、其他需要说明的问题"),
]


def form(*rows: Row, name: str = "社区图书角建设", total: str | None = None) -> ProjectForm:
    made = project(*rows, name=name, total=total)
    return replace(made, goals=(Goal(text("建成图书角", "C15"), text("已建成", "E15")),))


def page_of(made: ProjectForm, told: Narrative = WHOLE, *, public: bool = False) -> EvaluationPage:
    return evaluation_page(check(made), told, public=public)


def shown(page: EvaluationPage) -> str:
    html = render("evaluation", page)
    return re.sub(r"\s+", "", visible(html[html.index("<body") :]))


def beside(folder: Path, *forms: ProjectForm, file: str = "表.xlsx") -> Audit:
    """An audit of forms that came in one file of a folder."""
    path = str(folder / file)
    paper = document(*(replace(one, place=Place(path)) for one in forms))
    return examine([replace(paper, file=path)], None)


def whole_text(sections: Sequence[str] = REQUIRED) -> str:
    return "项目支出绩效评价报告\n" + "".join(f"{name}\n{name}的文字。\n" for name in sections)


def test_the_seven_sections_stand_in_order() -> None:
    html = render("evaluation", page_of(form()))
    assert re.findall(r"<h[23]>(.*?)</h[23]>", html) == HEADINGS


def test_figures_are_those_of_the_audit(xinhua: Audit) -> None:
    audited = next(a for a in xinhua.forms if a.form.name.text == "2023大数据律师费")
    page = evaluation_page(audited, WHOLE)
    assert page.conclusion == "项目综合得分 80.00 分，评价等级为“良”。自评得分与此相符。"
    assert page.spending == "项目全年预算数 2.8 万元，全年执行数 0 万元，预算执行率 0.00%。"
    assert [
        (row.name, row.points, row.scores.stated, row.scores.recomputed, row.share) for row in page.parts
    ] == [
        ("预算执行", "10", "0.00", "0.00", "0.00%"),
        ("资金管理情况", "20", "20.00", "20.00", "100.00%"),
        ("成本指标", "10", "0.00", "0.00", "0.00%"),
        ("产出指标", "30", "30.00", "30.00", "100.00%"),
        ("效益指标", "25", "25.00", "25.00", "100.00%"),
        ("满意度指标", "5", "5.00", "5.00", "100.00%"),
    ]
    rows = [row for group in (*page.outputs, *page.effects) for row in group.rows]
    lines = [line for line in audited.sheet.lines if line.category]
    assert [(row.name, row.score) for row in rows] == [
        (line.name.text, str(line.recomputed)) for line in lines
    ]
    assert page.funds[0].rate == "0.00%"


def test_every_form_of_the_example_sums_to_its_recomputed_total(xinhua: Audit) -> None:
    for audited in xinhua.forms[1:]:
        page = evaluation_page(audited, WHOLE)
        assert page.total.recomputed == str(audited.sheet.recomputed)
        assert f"综合得分 {audited.sheet.recomputed} 分" in page.conclusion


def test_lost_points_are_told_with_their_working_and_reason() -> None:
    (group,) = page_of(form()).outputs[1:]
    assert group.lost == (
        "建成数量：指标值“≥40个”，完成值“36个”，30 × 36 ÷ 40 = 27.00，失分 3 分。原因：场地没有落实。",
    )
    assert [(row.deviation, row.reason) for row in group.rows] == [("−10.00", "场地没有落实")]
    (group,) = page_of(form(output("≥40个", "36个", "40", "36.00", "-10.00"))).outputs
    assert group.lost[0].endswith("失分 4 分。自评表没有说明原因。")
    assert "均得满分" not in shown(page_of(form(output("≥40个", "36个", "40", "36.00"))))


def test_an_open_score_is_neither_lost_nor_full() -> None:
    page = page_of(
        form(output("≥40个", "40个", "40"), effect("方便", "较好", "25", ""), satisfaction("≥9%", "9%", "5"))
    )
    assert page.effects[0].lost == ("方便居民：得分未填，须由人在 20.00–22.49 之间判断，得分【待填写】。",)
    assert page.missing == ("综合得分",)
    assert "效益指标、满意度指标均得满分" not in shown(page)
    assert "产出指标均得满分" in shown(page)


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("92.81", "自评得分与此相符。"),
        ("92.8", "自评得分 92.8 分，差异为四舍五入所致。"),
        ("95", "自评得分 95 分，多计 2.19 分，本报告按复算结果评价。"),
        ("", ""),
    ],
)
def test_the_conclusion_is_the_recomputed_score(total: str, told: str) -> None:
    assert page_of(form(total=total)).conclusion == f"项目综合得分 92.81 分，评价等级为“优”。{told}"


def test_what_is_scored_in_another_way_is_named() -> None:
    rows = (output("≥40个", "36个", "40", "40", "-10.00", "场地没有落实"), effect("方便", "100%", "30"))
    changed = page_of(form(*rows)).changed
    assert changed == "评价得分与自评不同的有：“建成数量”自评 40 分、评价 36.00 分。"
    assert changed.replace(" ", "") in shown(page_of(form(*rows)))
    assert page_of(form(*rows), public=True).changed == page_of(form()).changed == ""
    near = (output("≥40个", "36个", "37", "33", "-10.00"), effect("方便", "100%", "33"))
    assert page_of(form(*near)).changed.endswith("：“建成数量”自评 33 分、评价 33.30 分（四舍五入）。")


def test_a_public_report_tells_no_stated_scores() -> None:
    told = shown(page_of(form(total="95"), public=True))
    assert "自评得分" not in told
    assert "95" not in told
    assert "92.81" in told


def test_what_is_missing_is_marked_where_it_belongs() -> None:
    page = page_of(form(), Narrative("甲.报告.docx"))
    assert page.missing == REQUIRED
    assert shown(page).count("【待填写】") == len(REQUIRED)
    assert page_of(form()).missing == ()
    assert "【待填写】" not in shown(page_of(form()))


def test_a_form_that_lacks_figures_is_missing_them() -> None:
    bare = project(money=Money(executed=""), name="")
    assert page_of(bare).missing == ("项目名称", "项目资金", "年度总体目标", "综合得分")


def test_a_mark_left_in_the_narrative_is_missing_too() -> None:
    told = replace(WHOLE, texts={**WHOLE.texts, "项目产出情况": ("共建成【待填写】个。",)})
    assert page_of(form(), told).missing == ("项目产出情况",)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx"])
def test_the_narrative_is_read_from_word_and_text(suffix: str, tmp_path: Path) -> None:
    lines = [
        *(
            "项目支出绩效评价报告",
            "（社区图书角建设）",
            "一、基本情况",
            "为居民建图书角。",
            "二、绩效评价工作开展情况",
        ),
        *(
            "(一)绩效评价目的。了解情况。",
            "1. 原则。",
            "四、绩效评价指标分析",
            "（一）项目决策情况。",
            "依据充分。",
        ),
        *("六、 有关建议", "无", "三、综合评价情况及评价结论（附相关评分表）", "总体较好。"),
    ]
    path = tmp_path / f"表.报告{suffix}"
    if suffix == ".docx":
        word = Document()
        for line in lines:
            word.add_paragraph(line)
        word.save(str(path))
    else:
        heads = ("一、", "二、", "三、", "四、", "六、") if suffix == ".md" else ()
        path.write_text(
            "\n\n".join("## " + x if x.startswith(heads or ("\0",)) else x for x in lines), "utf-8"
        )
    (audited,) = beside(tmp_path, form()).forms
    assert narrative(audited, [audited]) == Narrative(
        path.name,
        {
            "基本情况": ("为居民建图书角。",),
            "绩效评价工作开展情况": ("(一)绩效评价目的。了解情况。", "1. 原则。"),
            "项目决策情况": ("依据充分。",),
            "有关建议": ("无",),
            "综合评价情况及评价结论": ("总体较好。",),
        },
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_every_heading_is_known_with_its_number(section: str, tmp_path: Path) -> None:
    (tmp_path / "表.报告.txt").write_text(f"（三） {section}：\n文字", "utf-8")
    (audited,) = beside(tmp_path, form()).forms
    assert narrative(audited, [audited]).texts == {section: ("文字",)}


def test_a_heading_of_the_authors_own_stays_in_its_section(tmp_path: Path) -> None:
    (tmp_path / "表.报告.txt").write_text(
        "五、主要经验及做法、存在的问题及原因分析\n（三）建议\n文字", "utf-8"
    )
    (audited,) = beside(tmp_path, form()).forms
    assert narrative(audited, [audited]).of(PROBLEMS) == ("（三）建议", "文字")


def test_several_forms_in_one_file_have_narratives_named_after_the_projects(tmp_path: Path) -> None:
    for name in ("甲", "乙", "表"):
        (tmp_path / f"{name}.报告.txt").write_text(f"有关建议\n{name}的建议", "utf-8")
    forms = beside(tmp_path, form(name="甲"), form(name="乙"), form(name="乙"), form(name="../甲")).forms
    told = [narrative(audited, forms).of("有关建议") for audited in forms]
    assert told == [("甲的建议",), (), (), ()]


def problem(folder: Path, made: ProjectForm) -> str:
    (audited,) = beside(folder, made).forms
    with pytest.raises(RenderError) as caught:
        narrative(audited, [audited])
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("没有标题的一段话。\n一、基本情况\n文字", ("“表.报告.txt”的“没有标题的一段话。”上面没有章节标题，"
            "请移到“一、基本情况”等标题下。")),
        ("只有题目", "“表.报告.txt”中没有“一、基本情况”等章节标题，请加上标题。"),
        ("", "“表.报告.txt”不能使用：文件是空的（0 字节），请检查是否保存成功，或重新索取该文件。"),
        ("一、基本情况\n" + "长" * 350_000, "“表.报告.txt”的文字过多（上限 1 MB），请精简后重试。"),
    ],
)  # fmt: skip
def test_a_narrative_that_cannot_be_used_is_refused(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "表.报告.txt").write_text(content, "utf-8")
    assert problem(tmp_path, form()) == message


def test_a_table_in_the_narrative_is_refused(tmp_path: Path) -> None:
    word = Document()
    word.add_paragraph("一、基本情况")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "得分"
    word.save(str(tmp_path / "表.报告.docx"))
    assert problem(tmp_path, form()) == (
        "“表.报告.docx”中有表格（“指标”），报告的表由工具按自评表生成，请删去表格，只留文字。"
    )


def test_two_narratives_are_one_too_many(tmp_path: Path) -> None:
    for suffix in (".txt", ".md"):
        (tmp_path / f"表.报告{suffix}").write_text("有关建议\n无", "utf-8")
    told = "“表.xlsx”旁边有几个评价报告的文字（表.报告.md、表.报告.txt），请只留一个。"
    assert problem(tmp_path, form()) == told


def test_a_final_report_that_is_not_whole_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "表.报告.txt").write_text(whole_text(REQUIRED[:-2]), "utf-8")
    done = write_evaluations(beside(tmp_path, form()), tmp_path / "报告", order=FINAL)
    assert done.written == ()
    assert [error.message for error in done.failed] == [
        (
            "“1. 社区图书角建设”的评价报告还缺“有关建议”、“其他需要说明的问题”，没有生成正式稿；"
            "文字请写入自评表旁边的“表.报告.txt”，其余请在自评表中补填后重试。"
        )
    ]


@needs_fonts
@needs_poppler
def test_drafts_and_final_reports_are_printed_apart(tmp_path: Path) -> None:
    result, out = beside(tmp_path, form()), tmp_path / "报告"
    (draft,) = write_evaluations(result, out).written
    (tmp_path / "表.报告.txt").write_text(whole_text(), "utf-8")
    (final,) = write_evaluations(result, out, order=FINAL).written
    assert draft.relative_to(out).as_posix() == "绩效评价报告（草稿）/01-社区图书角建设.pdf"
    assert final.relative_to(out).as_posix() == "绩效评价报告/01-社区图书角建设.pdf"
    assert "草稿" in words(draft)
    assert words(draft).count("【待填写】") == len(REQUIRED)
    assert "草稿" not in words(final)
    assert "【待填写】" not in words(final)
    assert facts(final)["Title"] == "项目支出绩效评价报告：社区图书角建设"


@needs_fonts
def test_the_example_is_whole(tmp_path: Path) -> None:
    done = write_evaluations(audit(EXAMPLE), tmp_path, order=FINAL)
    assert [path.name for path in done.written] == ["01-社区图书角建设.pdf"]
    assert done.failed == ()


@needs_fonts
def test_one_bad_narrative_stops_no_other_report(tmp_path: Path) -> None:
    (tmp_path / "甲.报告.txt").write_text("只有题目", "utf-8")
    done = write_evaluations(beside(tmp_path, form(name="甲"), form(name="乙")), tmp_path / "报告")
    assert [path.name for path in done.written] == ["02-乙.pdf"]
    assert len(done.failed) == 1


def test_departments_have_no_such_report(tmp_path: Path) -> None:
    assert write_evaluations(examine([document(department())], None), tmp_path).written == ()


@needs_fonts
@needs_poppler
def test_a_public_copy_masks_the_numbers_of_persons(tmp_path: Path) -> None:
    number = "138" + "12345678"
    (tmp_path / "表.报告.txt").write_text(whole_text() + f"联系电话{number}。", "utf-8")
    rows = (output("≥40个", "36个", "40", "36.00", "-10.00", f"请联系{number}"), effect("方便", "100%", "30"))
    (pdf,) = write_evaluations(
        beside(tmp_path, form(*rows)), tmp_path / "报告", order=Order(public=True, final=True)
    ).written
    assert pdf.relative_to(tmp_path).as_posix() == "报告/公开/绩效评价报告/01-社区图书角建设.pdf"
    assert number not in words(pdf)
    assert words(pdf).count("138****5678") == 3  # in the table, in the sentence below it, in the narrative


@needs_fonts
def test_a_public_file_name_is_masked_too(tmp_path: Path) -> None:
    result = beside(tmp_path, form(name="联系" + "138" + "12345678"))
    (pdf,) = write_evaluations(result, tmp_path / "报告", order=Order(public=True)).written
    assert pdf.name == "01-联系138_5678.pdf"


@needs_fonts
@needs_poppler
def test_hostile_texts_are_printed_as_texts(tmp_path: Path) -> None:
    poison = "<script>alert(1)</script>{{7*7}}<img src=x>file:///etc/passwd"
    (tmp_path / "表.报告.txt").write_text(whole_text() + poison, "utf-8")
    made: ProjectForm = replace(poisoned(form(), poison), place=Place(str(tmp_path / "表.xlsx")))
    lines = poisoned(check(form()).sheet.lines, poison)
    audited: FormAudit = replace(check(form()), form=made, sheet=replace(check(form()).sheet, lines=lines))
    result = Audit(inputs=(), unread=(), forms=(audited,), summaries=())
    done = write_evaluations(result, tmp_path / "报告")
    assert done.failed == ()
    assert words(done.written[0]).count("<script>alert(1)</script>{{7*7}}") > 10
    assert "root:" not in words(done.written[0])


def test_sixty_indicators_and_cost_come_under_outputs() -> None:
    many = [output("≥1个", "1个", "0.5", name=f"产出{n}") for n in range(60)]
    page = page_of(form(cost("≤12万元", "9万元", "10"), *many))
    assert [(group.name, len(group.rows)) for group in page.outputs] == [("成本指标", 1), ("产出指标", 60)]
    assert page.counts == "项目设定三级指标 61 个，其中成本指标 1 个、产出指标 60 个。"


def test_a_section_without_indicators_needs_words() -> None:
    page = page_of(form(output("≥40个", "40个", "70")))
    assert page.missing == ("项目效益情况",)
    assert shown(page).count("【待填写】") == 1
    told = replace(WHOLE, texts={**WHOLE.texts, "项目效益情况": ("方便了居民。",)})
    assert page_of(form(output("≥40个", "40个", "70")), told).missing == ()


def test_an_empty_form_is_a_draft_with_blanks() -> None:
    bare = replace(project(money=None, items=(), missing=("execution",)), indicators=(), name=text("", "C4"))
    page = page_of(bare)
    lacking = ("项目名称", "项目资金", "年度总体目标", "综合得分", "项目产出情况", "项目效益情况")
    assert page.missing == lacking
    assert "项目综合得分【待填写】分" in shown(page)
