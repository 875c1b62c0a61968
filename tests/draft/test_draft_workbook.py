"""The drafted workbook as a file: what is locked, what is a formula, what is printed, and that no text of a
form ever becomes anything but text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from support import DEPARTMENT_RULES, PROJECT_RULES, figure, project, text
from tables import INDICATORS, NOTHING, indicator, plan
from tables import project as target_table

from scoring.drafting.lastyear import plan_form
from scoring.drafting.plan import Plan
from scoring.drafting.targets import plan_target
from scoring.errors import RenderError
from scoring.model.form import Category, ProjectForm, Task
from scoring.model.target import DepartmentTarget, TargetFund, TargetIndicator
from scoring.read.container import raw_document
from scoring.read.recognise import recognise
from scoring.rules import load_ruleset
from scoring.rules.schema import RuleSet
from scoring.rules.tables import Cited, OverAchievement
from scoring.write.draft.book import workbook
from scoring.write.draft.columns import GOAL
from scoring.write.draft.understood import Aspect, not_understood

# All of them are in Excel since 2007, in WPS and in LibreOffice.
FUNCTIONS = {
    *("ABS", "AND", "COUNT", "DATEVALUE", "EOMONTH", "EXACT", "FIND", "IF", "IFERROR", "INT", "ISNUMBER"),
    *("ISTEXT", "MAX", "MIN", "N", "NOT", "OR", "ROUND", "SUBSTITUTE", "SUM", "TEXT", "TRIM", "VALUE"),
}
HOSTILE = (
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org")', "+1+1", "@SUM(A1)", "-2", '"&A1&"', "{=1}"),
    *("https://example.org/", "mailto:a@example.org", "1e5", "2023-1-1", "TRUE", "_x0041_", "a\tb", "100%"),
)


def sheets(drafted: Plan) -> list[Worksheet]:
    """The worksheets: the form, and how to fill it in."""
    book = openpyxl.load_workbook(BytesIO(workbook(drafted)))
    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """Its cells, but for those that merged ones cover."""
    yield from (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))


def formulas(sheet: Worksheet) -> list[Cell]:
    """Its cells with formulas."""
    return [cell for cell in cells(sheet) if cell.data_type == "f"]


def texts(sheet: Worksheet) -> list[str]:
    """Its texts."""
    return [str(cell.value) for cell in cells(sheet) if cell.data_type == "s"]


def cell_of(sheet: Worksheet, words: str, below: int = 0) -> Cell:
    """The cell with a text, or one below it."""
    found = next(cell for cell in cells(sheet) if cell.value == words)
    cell = sheet.cell(found.row + below, found.column)
    assert isinstance(cell, Cell)
    return cell


def again(drafted: Plan) -> ProjectForm:
    """The form as the tool reads it from the workbook."""
    (form,) = recognise(raw_document(workbook(drafted), "自评表.xlsx")).forms
    assert isinstance(form, ProjectForm)
    return form


def department(*indicators: TargetIndicator) -> DepartmentTarget:
    return DepartmentTarget(
        title=NOTHING,
        place=NOTHING.place,
        year=2023,
        name=text("示例区文化和旅游局", "B3"),
        goal=text("办好文化活动", "B4"),
        tasks=(Task(text("办活动", "A5"), text("全年办十场", "B5"), NOTHING),),
        funds=(TargetFund(text("部门预算总额（万元）", "A6"), figure("100", "B6")),),
        indicators=indicators,
    )


DEPARTMENT = plan_target(
    department(
        indicator(Category.INPUT_MANAGEMENT, "预算执行率", "≥95%", "预算和财务管理"),
        indicator(Category.OUTPUT, "活动场次", "≥10场", "履职目标实现"),
        indicator(Category.EFFECT, "群众文化生活", "丰富", "履职效益"),
        indicator(Category.SATISFACTION, "群众满意度", "≥95%", "满意度"),
    ),
    DEPARTMENT_RULES,
)


@pytest.mark.parametrize("drafted", [plan(), DEPARTMENT, plan_form(project(), PROJECT_RULES)])
def test_only_functions_that_every_program_has(drafted: Plan) -> None:
    form, guide = sheets(drafted)
    assert formulas(guide) == []
    assert len(formulas(form)) > 30
    for cell in formulas(form):
        called = set(re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', "", str(cell.value))))
        assert called <= FUNCTIONS, cell.coordinate
    conditions = [rule.formula[0] for rules in form.conditional_formatting for rule in rules.rules]
    assert len(conditions) > 10
    for condition in conditions:
        assert set(re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', "", condition))) <= FUNCTIONS | {"TRUE"}


def test_formulas_are_locked_and_inputs_are_not() -> None:
    form, _ = sheets(plan())
    assert form.protection.sheet
    assert form.protection.password is None
    assert all(cell.protection.locked for cell in formulas(form))
    row = cell_of(form, "建成数量").row
    columns = {form.cell(cell_of(form, "三级指标").row, column).value: column for column in range(1, 17)}
    locked = {word: form.cell(row, column).protection.locked for word, column in columns.items() if word}
    assert {word for word, is_locked in locked.items() if not is_locked} == {
        *("二级指标", "实际完成值", "分值", "偏差原因分析及改进措施", "判断得分")
    }
    coloured = {form.cell(row, columns[word]).fill.fgColor.rgb for word in ("实际完成值", "分值", "得分")}
    assert len(coloured) == 3  # to be filled in, proposed, neither


def test_targets_can_be_changed_where_last_year_s_were_taken_over() -> None:
    form, _ = sheets(plan_form(project(), PROJECT_RULES))
    assert not cell_of(form, "≥40个").protection.locked
    assert cell_of(form, "方便").protection.locked  # a formula could not follow other words
    assert cell_of(sheets(plan())[0], "≥85人").protection.locked


def test_results_are_empty_and_nothing_is_scored() -> None:
    form = again(plan())
    assert [one.target.text for one in form.indicators] == ["≤4万元", "≥85人", "明显", "≥95%"]
    for one in form.indicators:
        assert (one.actual.text, one.score.text, one.reason.text) == ("", "", "")
        assert one.points.value
    assert form.total
    assert (form.total.text, form.grade) == ("", None)
    assert form.total_points
    assert form.total_points.value == 100
    assert [item.points.value for item in form.fund_management] == [Decimal(5)] * 4
    assert [item.score.text for item in form.fund_management] == [""] * 4
    assert form.remarks == ()


def test_a_draft_reads_back_as_what_was_planned() -> None:
    form = again(plan())
    assert (form.name.text, form.year, form.implementing_unit.text) == (
        "社区图书角建设",
        2023,
        "示例区图书馆",
    )
    assert form.goals[0].expected.text == "建成图书角"
    assert form.total_funds
    assert form.total_funds.initial_budget.value == 20
    assert [one.subcategory for one in form.indicators] == [
        *("经济成本指标", "数量指标", "社会效益指标", "服务对象满意度指标")
    ]


@pytest.mark.parametrize(
    ("target", "number_format"),
    [
        ("≥85人", 'General"人"'),
        ("≤4万元", 'General"万元"'),
        ("≥1台（套）", 'General"台(套)"'),
        ("≥3月", 'General"个月"'),
        ("≥95%", "0.00%"),
        ("≥5‰", 'General"‰"'),
        ("≥3", "General;-General"),
        ("2023年12月31日前", '[>=36526]yyyy"年"m"月"d"日";[<=10]0.00%;General'),
        ("明显", "0.00%"),
        ("零投诉", "General"),
        ("≥9 9% ≥9 0%", "General"),
    ],
)
def test_actuals_are_shown_with_their_unit(target: str, number_format: str) -> None:
    form, _ = sheets(plan(indicator(Category.OUTPUT, "指标甲", target)))
    row = cell_of(form, "指标甲").row
    assert form.cell(row, cell_of(form, "实际完成值").column).number_format == number_format


@pytest.mark.parametrize(
    ("target", "choices"),
    [
        ("明显", "明显,好,较好,一般,较差"),
        ("好", "好,较好,一般,较差"),
        ("2023年12月31日前", "2023年12月31日前,好,较好,一般,较差"),
        ("达到3级", "好,较好,一般,较差"),  # words with a figure are no plain quality
        ("安全,稳定", "好,较好,一般,较差"),  # a comma would end the choice
        ('"优"', "好,较好,一般,较差"),
        ("长" * 300, "好,较好,一般,较差"),
    ],
)
def test_words_are_chosen_from_a_list(target: str, choices: str) -> None:
    form, _ = sheets(plan(indicator(Category.OUTPUT, "指标甲", target)))
    row, column = cell_of(form, "指标甲").row, cell_of(form, "实际完成值").column
    (entry,) = [
        one
        for one in form.data_validations.dataValidation
        if one.type == "list" and form.cell(row, column).coordinate in one.sqref
    ]
    assert entry.formula1 == f'"{choices}"'
    assert not entry.showErrorMessage  # a percentage may be typed as well


def test_scores_of_fund_management_are_chosen_by_what_a_violation_costs() -> None:
    rule = PROJECT_RULES.fund_management
    assert rule
    costly = PROJECT_RULES.model_copy(
        update={"fund_management": rule.model_copy(update={"violation": Decimal(2)})}
    )
    for rules, choices in ((PROJECT_RULES, "5,4,3,2,1,0"), (costly, "5,3,1,0")):
        form, _ = sheets(plan(rules=rules))
        lists = [one.formula1 for one in form.data_validations.dataValidation if one.type == "list"]
        assert f'"{choices}"' in lists


def test_print_set_up() -> None:
    form, guide = sheets(plan())
    last = cell_of(form, "总分").row + len(PROJECT_RULES.note)
    assert form.print_area == f"'自评表'!$A$1:$I${last}"
    assert form.print_title_rows == f"${cell_of(form, '三级指标').row}:${cell_of(form, '三级指标').row}"
    for sheet in (form, guide):
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert str(sheet.page_setup.fitToHeight) == "0"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_form_becomes_a_formula(hostile: str) -> None:
    everywhere = target_table(
        *(indicator(category, hostile, hostile) for category in (Category.OUTPUT, Category.EFFECT)),
        name=hostile,
        goal=hostile,
    )
    form, guide = sheets(plan_target(everywhere, PROJECT_RULES))
    plain = sheets(plan(*(indicator(c, "甲", "乙") for c in (Category.OUTPUT, Category.EFFECT))))[0]
    goals = {form.cell(row, GOAL).coordinate for row in (20, 21)}  # a number or a day is taken out of some
    assert {cell.coordinate for cell in formulas(form)} - goals == {
        cell.coordinate for cell in formulas(plain)
    }
    assert formulas(guide) == []
    assert [cell for cell in cells(form) if cell.hyperlink] == []
    shown = hostile.replace("\t", " ")
    assert texts(form).count(shown) >= 5  # the name, the goal, two names and their targets
    taken = (hostile, hostile.replace('"', '""'))
    assert [cell for cell in formulas(form) if any(part in str(cell.value) for part in taken)] == []
    read = again(plan_target(everywhere, PROJECT_RULES))
    assert (read.name.text, read.goals[0].expected.text) == (shown, shown)
    assert [one.target.text for one in read.indicators] == [shown, shown]


@given(name=st.text(max_size=60), target=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_makes_a_workbook(name: str, target: str) -> None:
    drafted = plan(
        indicator(Category.OUTPUT, name, target), indicator(Category.COST, name, target), name=name
    )
    form, _ = sheets(drafted)
    total = cell_of(form, "总分").row
    assert form.cell(total, 6).data_type == "f"


def test_a_target_that_cannot_be_read_stays_and_is_noted() -> None:
    form, _ = sheets(plan(indicator(Category.SATISFACTION, "办事群众满意度", "≥9 9% ≥9 0%"), *INDICATORS[:3]))
    row = cell_of(form, "≥9 9% ≥9 0%").row
    told = form.cell(row, cell_of(form, "计分办法").column)
    assert told.value == "指标值里的数不是单一的数量，得分由人判断（好、较好、一般、较差在档内给分）"
    assert told.fill.fgColor.rgb != "00000000"
    form, _ = sheets(plan(indicator(Category.OUTPUT, "指标甲", "")))
    told = form.cell(cell_of(form, "指标甲").row, cell_of(form, "计分办法").column)
    assert told.value == "指标值没有读懂，请对照目标表；得分由人判断"


def test_a_project_without_indicators_says_so() -> None:
    drafted = plan_target(target_table(), PROJECT_RULES)
    form, _ = sheets(drafted)
    assert "没有读到绩效指标，请在目标表中补充后重新起草。" in texts(form)
    total = cell_of(form, "总分").row
    assert form.cell(total, 7).value is None
    assert not form.cell(total, 7).protection.locked


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(RenderError, match="太长，一个单元格放不下"):
        workbook(plan(name="长" * 40_000))


def test_how_points_and_subcategories_were_proposed_is_told() -> None:
    told = texts(sheets(plan())[1])
    assert (
        "2. 产出指标“建成数量”：二级指标建议为数量指标（单位是“人”）；"
        "分值建议 30 分（产出指标共 30 分，由 1 个指标均分）。"
    ) in told
    assert "本表由 自评表.xlsx › 自评表!A9 起草。" in told
    assert any("撤销工作表保护" in line for line in told)


def test_points_bands_and_grades_come_from_the_rule_set() -> None:
    """Other numbers in the rule set are other numbers in the formulas."""
    execution, over = PROJECT_RULES.execution, PROJECT_RULES.over_achievement
    assert over
    band, grade, lowest = PROJECT_RULES.band[0], PROJECT_RULES.grade[0], PROJECT_RULES.grade[-1]
    other = PROJECT_RULES.model_copy(
        update={
            "execution": execution.model_copy(update={"full_at": Decimal(85), "points": Decimal(17)}),
            "band": (band.model_copy(update={"low": Decimal(77), "words": ("很好",)}),),
            "grade": (grade.model_copy(update={"start": Decimal(93)}), lowest),
            "over_achievement": over.model_copy(update={"percent": Decimal(146)}),
        }
    )
    form, _ = sheets(plan(*INDICATORS[1:], rules=other))
    used = " ".join(str(cell.value) for cell in formulas(form))
    used += " ".join(rule.formula[0] for rules in form.conditional_formatting for rule in rules.rules)
    for part in ("*85)", '="很好"', "*77/100", ">=93,", "*146/100"):
        assert part in used
    for part in ("*130/100", '="较好"', ">=80,"):
        assert part not in used
    assert form.cell(cell_of(form, "年度资金总额").row, 7).value == 17


class Novelty(Cited):
    """A table that is not known here."""

    share: Decimal


class Later(RuleSet):
    """A rule set of a later edition, with tables that are not known here."""

    novelty: tuple[Novelty, ...] = ()
    cap: tuple[Novelty, ...] = ()  # type: ignore[assignment,unused-ignore]


def later(**update: object) -> RuleSet:
    """A later rule set that is otherwise that of Henan."""
    whole = {name: getattr(PROJECT_RULES, name) for name in type(PROJECT_RULES).model_fields}
    return Later.model_construct(**{**whole, **update})


NEW = Novelty(share=Decimal(60), cite="note1")


def test_what_rules_do_beyond_the_formulas_is_found() -> None:
    assert not_understood(PROJECT_RULES, *Aspect) == not_understood(DEPARTMENT_RULES, *Aspect) == []
    for name in ("national-2020", "hubei-project-2020"):
        assert not_understood(load_ruleset(name), *Aspect) == []
    deduct = OverAchievement(percent=Decimal(130), use="deduct", cite="note4")
    assert not_understood(later(over_achievement=deduct), Aspect.FLOORS) == ["over_achievement.use"]
    assert not_understood(later(), *Aspect) == []  # the tables are there, and empty
    assert not_understood(later(novelty=(NEW,))) == ["novelty.share"]
    rounding = PROJECT_RULES.rounding.model_copy(update={"mode": "truncated"})
    assert not_understood(later(rounding=rounding)) == ["rounding.mode"]
    capped = later(cap=(NEW,))
    assert (not_understood(capped), not_understood(capped, Aspect.TOTAL)) == ([], ["cap.share"])


def test_what_bears_upon_everything_leaves_everything_to_people() -> None:
    form, guide = sheets(plan(rules=later(novelty=(NEW,))))
    total = cell_of(form, "总分").row
    assert form.cell(total, 7).value is None
    assert not form.cell(total, 7).protection.locked
    low = cell_of(form, "最低分", below=1).value
    assert low == '=IF(COUNT(E7,F7)<2,"",IF(FALSE,ROUND(MIN(G7,G7*F7/E7)+G7*2E-15,2),0))'
    assert texts(form).count("规则的“novelty.share”没有公式，得分由人判断") == 4
    assert any("规则的“novelty.share”表里没有公式" in line for line in texts(guide))


def test_what_bears_upon_the_total_leaves_only_that_to_people() -> None:
    form, guide = sheets(plan(rules=later(cap=(NEW,))))
    total = cell_of(form, "总分").row
    assert form.cell(total, 7).value is None
    assert not any("没有公式" in line for line in texts(form))
    assert any("规则的“cap.share”表里没有公式" in line for line in texts(guide))


@pytest.mark.parametrize(
    ("method", "target", "category"),
    [
        ("ceiling", "≤5个", Category.OUTPUT),
        ("ceiling", "≤5万元", Category.COST),
        ("unspent_cost", "≤5万元", Category.COST),
        ("equal_exceeded", "=5个", Category.OUTPUT),
        ("floor", "≥5个", Category.OUTPUT),
        ("percentage_answer", "明显", Category.OUTPUT),
        ("own_words", "明显", Category.OUTPUT),
        ("deviation", "≥5个", Category.OUTPUT),
    ],
)
def test_a_method_without_a_formula_is_left_to_people(method: str, target: str, category: Category) -> None:
    methods = PROJECT_RULES.methods
    chosen = getattr(methods, method).model_copy(update={"use": "another"})
    rules = PROJECT_RULES.model_copy(update={"methods": methods.model_copy(update={method: chosen})})
    one = indicator(category, "指标甲", target)
    form, _ = sheets(plan(one, rules=rules))
    row, columns = cell_of(form, "指标甲").row, cell_of(form, "最低分").column
    assert str(form.cell(row, columns).value).endswith('"",0)')
    assert form.cell(row, cell_of(form, "计分办法").column).value == (
        f"规则的计分方法“{method}”没有公式，得分由人判断"
    )
    known, _ = sheets(plan(one))
    assert not str(known.cell(row, columns).value).endswith('"",0)')
