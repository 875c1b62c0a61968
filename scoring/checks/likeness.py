"""PL: 合理性 — what several projects of a folder have in common that should be their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.identity import COPIED, loose, squeezed
from scoring.checks.lines import FAIR, SOUND
from scoring.checks.packet import PacketContext
from scoring.checks.registry import Found, listed, packet_check, quoted
from scoring.finding import Severity
from scoring.model.form import Category, ProjectForm, Text
from scoring.number import NOISE, half_up
from scoring.numerals import fold

MANY = 5  # projects: fewer may well have such a thing in common
SHOWN = 20  # characters of a copied text that the message quotes

Shared = dict[str, list[tuple[FormContext, Text]]]


def _shared(told: Iterable[tuple[str, FormContext, Text]], least: int) -> Shared:
    """By what is told: the projects that tell it, and where; only what at least so many tell."""
    found: dict[str, dict[str, tuple[FormContext, Text]]] = {}
    for what, project, text in told:
        found.setdefault(what, {}).setdefault(project.id, (project, text))
    return {what: list(by.values()) for what, by in found.items() if len(by) >= least}


def _names(projects: Iterable[tuple[FormContext, Text]]) -> str:
    return listed(project.form.name.text for project, _ in projects)


@packet_check(
    "PL004",
    "全部自评表得分相同",
    Severity.NOTICE,
    what=f"报送的{MANY}个以上项目的自评总分是否全都相同。",
    why="各个项目的预算、指标和完成情况不同，得分全都一样的，多半没有逐项评分。",
    basis=FAIR,
    mend="逐个项目、逐项指标核实完成值后重新评分。",
)
def same_total(context: PacketContext) -> Iterator[Found]:
    totals = [project.form.total for project in context.projects()]
    stated = [(total, half_up(total.value, NOISE)) for total in totals if total and total.value is not None]
    if len(stated) < MANY:
        raise NotChecked(f"有总分的项目自评表不足 {MANY} 张")
    if len({value for _, value in stated}) == 1:
        total, _ = stated[0]
        yield Found(
            total.place,
            f"报送的 {len(stated)} 个项目自评总分都是 {total.text} 分，请核实是否逐项据实评分。",
            stated=total.text,
        )


@packet_check(
    "PL005",
    "多个项目使用同一效益指标",
    Severity.NOTICE,
    what=f"是否有{MANY}个以上项目的效益指标名称和年度指标值相同。",
    why="套用的效益指标说不出各个项目自己带来了什么。",
    basis=SOUND,
    mend="按每个项目要达到的效果分别设置效益指标。",
)
def same_effect(context: PacketContext) -> Iterator[Found]:
    _enough(context, MANY)
    told = (
        (f"{loose(indicator.name.text)} {fold(indicator.target.text)}", project, indicator.name)
        for project in context.projects()
        for indicator in project.form.indicators
        if indicator.category is Category.EFFECT and indicator.name
    )
    for projects in _shared(told, MANY).values():
        _, name = projects[0]
        yield Found(
            name.place,
            f"{len(projects)} 个项目用同一个效益指标{quoted(name.text)}（{_names(projects)}），"
            "指标值也相同，请按各个项目的效果分别设置。",
        )


@packet_check(
    "PL010",
    "不同项目的文字相同",
    Severity.NOTICE,
    what=f"不同项目的目标完成情况、偏差原因、存在问题中，是否有{COPIED}个字以上一字不差的文字（情况说明各表通用，不比较）。",
    why="完成情况和原因因项目而异，一字不差的多半是复制的。",
    basis="自评表应当反映每个项目自己的情况。",
    mend="按每个项目的实际情况改写。",
)
def same_text(context: PacketContext) -> Iterator[Found]:
    _enough(context, 2)
    told = (
        (f"{what} {words}", project, text)
        for project in context.projects()
        for what, text in _own_words(project)
        if len(text.text) >= COPIED and len(words := squeezed(text.text)) >= COPIED
    )
    for words, projects in _shared(told, 2).items():
        what, _, copied = words.partition(" ")
        shown = copied[:SHOWN] + ("…" if len(copied) > SHOWN else "")
        yield Found(
            projects[1][1].place,
            f"{len(projects)} 个项目（{_names(projects)}）的{what}一字不差：{quoted(shown)}，"
            "请按各个项目的实际改写。",
        )


def _enough(context: PacketContext, least: int) -> None:
    if len(context.projects()) < least:
        raise NotChecked(f"项目自评表不足 {least} 张")


def _own_words(project: FormContext) -> Iterator[tuple[str, Text]]:
    """The texts that a project should tell in words of its own, and what they are called."""
    yield from (("目标完成情况", goal.actual) for goal in project.form.goals)
    yield from (("偏差原因", indicator.reason) for indicator in project.form.indicators)
    if isinstance(project.form, ProjectForm):
        yield from (("存在问题", item.problem) for item in project.form.fund_management)
