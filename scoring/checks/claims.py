"""CS: 勾稽关系 — what running text tells of all projects, against the forms that were handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from scoring.checks.context import FormContext, NotChecked
from scoring.checks.packet import PacketContext
from scoring.checks.registry import Found, packet_check
from scoring.checks.telling import Telling, more, tellings
from scoring.finding import Severity
from scoring.model.summary import Claim, Told
from scoring.number import ZERO, plain
from scoring.read.recognise.words import GRADES

_BASIS = "部门决算公开中“预算绩效情况说明”与项目支出绩效自评表、汇总表的勾稽关系。"


@packet_check(
    "CS014",
    "文字说明的项目个数与自评表不符",
    Severity.NOTICE,
    what="文字说明中写的自评项目个数，是否等于报送的项目自评表的张数（同一项目只算一张）和汇总表的行数。",
    why="缺的项目没有自评，或没有报送核对；多的项目没有计入说明。",
    basis=_BASIS,
    mend="补交缺少的自评表，或改正文字说明中的个数。",
)
def count_differs(context: PacketContext) -> Iterator[Found]:
    checked = False
    for telling in tellings(context.packet, Told.PROJECTS):
        papers = _papers(telling)
        checked = checked or bool(papers)
        for claim, told in telling.told(Told.PROJECTS):
            off = [(count, words) for count, words in papers if count != told]
            if off:
                papers_told = "；".join(
                    words.format(count, more(Decimal(count) - told)) for count, words in off
                )
                yield Found(
                    claim.figure.place,
                    f"文字说明写自评项目 {claim.figure.text} 个，报送的{papers_told}，请补齐或改正文字。",
                    stated=claim.figure.text,
                    recomputed=str(off[0][0]),
                    difference=told - off[0][0],
                )
    if not checked:
        raise NotChecked("没有一同报送的项目自评表或汇总表")


def _papers(telling: Telling) -> list[tuple[int, str]]:
    """How many projects the papers hold, and how to say so; of several summary tables none is the whole."""
    papers = [(len(telling.projects), "项目自评表 {} 张，{} 张")] if telling.projects else []
    rows = {len(table.rows) for table in telling.tables if table.rows}
    return papers + ([(rows.pop(), "汇总表 {} 行，{} 行")] if len(rows) == 1 else [])


@packet_check(
    "CS015",
    "文字说明的等级个数与自评表不符",
    Severity.WARNING,
    what="文字说明中优、良、中、差的项目个数，相加是否等于所写的项目总数，是否等于报送的自评表按总分评定的等级个数。",
    why="等级个数是公开的自评结论，须能由各张自评表得出。",
    basis=_BASIS,
    mend="按自评表的总分重新清点各等级的个数，改正文字说明。",
)
def grades_differ(context: PacketContext) -> Iterator[Found]:
    found: list[Found] = []
    unsure = ""
    for telling in tellings(context.packet, Told.GRADED):
        forms = Counter(grade for project in telling.projects if (grade := _stated_grade(project)))
        for counts in _counts(telling):
            found += [*_does_not_add_up(counts, telling.count), *_off(counts, telling.count, forms)]
        if forms.total() != telling.count:
            told = (
                f"写的是 {plain(telling.count)} 个项目" if telling.count else "没有写明项目总数，或前后不一"
            )
            unsure = f"有总分的项目自评表 {forms.total()} 张，文字说明{told}，各等级的个数不能逐一核对"
    if unsure and not found:
        raise NotChecked(unsure)
    yield from found


def _stated_grade(project: FormContext) -> str:
    total = project.form.total
    if total is None or total.value is None:
        return ""
    return project.rules.grade_of(total.value)


Counts = dict[str, tuple[Claim, Decimal]]


def _counts(telling: Telling) -> list[Counts]:
    """The counts by grade, for each place that tells them."""
    found: list[Counts] = []
    for claim, number in telling.told(Told.GRADED):
        if not found or claim.grade in found[-1]:
            found.append({})
        found[-1][claim.grade] = claim, number
    return found


def _does_not_add_up(counts: Counts, count: Decimal | None) -> Iterator[Found]:
    """The counts against the number of projects, which the text itself tells; nothing else is needed.
    Too few are wrong only where all grades are told.
    """
    numbers = [number for _, number in counts.values()]
    total = sum(numbers, ZERO)
    if count is None or total == count or (total < count and len(counts) < len(GRADES)):
        return
    claim, _ = next(iter(counts.values()))
    yield Found(
        claim.figure.place,
        f"文字说明写等级为{'、'.join(counts)}的项目 {' + '.join(map(plain, numbers))} = {plain(total)} 个，"
        f"比所写的项目总数 {plain(count)} 个{more(total - count)} 个，请核对改正。",
        stated=plain(total),
        recomputed=plain(count),
        difference=total - count,
    )


def _off(counts: Counts, count: Decimal | None, forms: Counter[str]) -> Iterator[Found]:
    """The counts against the forms: with all of them here, each must agree; with fewer, none may be more."""
    if count is None or forms.total() > count:
        return
    for grade, (claim, told) in counts.items():
        have = forms[grade]
        if have > told or (have != told and forms.total() == count):
            yield Found(
                claim.figure.place,
                f"文字说明写等级为“{grade}”的项目 {claim.figure.text} 个，"
                f"报送的自评表按总分有 {have} 个，文字{more(told - have)} 个，请核对改正。",
                stated=claim.figure.text,
                recomputed=str(have),
                difference=told - have,
            )
