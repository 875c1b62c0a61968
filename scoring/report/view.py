"""How figures, names and places read on paper: the one module that formats numbers for the PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from scoring.model.form import AnyForm, Figure, ProjectForm
from scoring.model.parts import PART_NAMES
from scoring.number import ZERO, Verdict, half_up, plain
from scoring.place import Place
from scoring.results import FormAudit
from scoring.rules import RuleSet
from scoring.score import Line, Sheet
from scoring.score.trace import computed, points_text, range_text, total_working

OPEN = "不能复算"
DIFFERENT, ROUNDED = "▲", "≈"  # the signs of a difference and of one that rounding explains

_YEAR = re.compile(r"[（(]\s*20\d\d\s*年?度?\s*[)）]")


@dataclass(frozen=True, slots=True)
class Compared:
    """Stated beside recomputed. `sign` marks a difference so that it shows in black and white."""

    stated: str
    recomputed: str
    difference: str
    sign: str

    @property
    def known(self) -> bool:
        """Whether there is a recomputed figure."""
        return self.recomputed != OPEN


def total(audited: FormAudit) -> Compared:
    """The stated and the recomputed total of a form."""
    sheet, places = audited.sheet, audited.ruleset.rounding.places
    right = range_text(sheet.total, places) if sheet.total else OPEN
    if sheet.recomputed is not None:
        right = points_text(sheet.recomputed, places)
    return Compared(
        figure(audited.form.total), right, signed(audited.difference, places), sign(sheet.verdict)
    )


def grade(audited: FormAudit) -> str:
    """良, 良→优 where the recomputed one differs, （良） where only the stated one is known."""
    before, after = stated_grade(audited), audited.sheet.grade or ""
    if not after:
        return f"（{before}）" if before else ""
    return f"{before}→{after}" if before and before != after else after


def stated_grade(audited: FormAudit) -> str:
    """The grade of the stated total; empty where there is none."""
    return audited.ruleset.grade_of(audited.stated) if audited.stated is not None else ""


def stated_sum(lines: Sequence[Line]) -> Decimal | None:
    """What is stated for some lines, in points; None where there are none, or one has no score."""
    stated = [line.stated.written.value for line in lines if line.stated.written]
    return sum(stated, ZERO) if len(stated) == len(lines) > 0 else None


def subtotal(lines: Sequence[Line], places: int) -> Compared:
    """The sums of some lines; empty where there are none, or one of them is open."""
    stated = stated_sum(lines)
    right = [line.recomputed for line in lines if line.recomputed is not None]
    told = _exact(stated, places) if stated is not None else ""
    if not lines or len(right) < len(lines):
        return Compared(told, "", "", "")
    difference = stated - sum(right, ZERO) if stated is not None else None
    verdicts = {line.verdict for line in lines}
    worst = next((v for v in (Verdict.DIFFERENT, Verdict.ROUNDING) if v in verdicts), None)
    recomputed = points_text(sum(right, ZERO), places)
    return Compared(told, recomputed, signed(difference, places), sign(worst))


def total_points(lines: Sequence[Line]) -> str:
    """The points (分值) of some lines; empty where one has none."""
    known = [line.points.written.value for line in lines if line.points.written]
    return plain(sum(known, ZERO)) if len(known) == len(lines) else ""


def sign(verdict: Verdict | None) -> str:
    """The mark of a difference."""
    return {Verdict.DIFFERENT: DIFFERENT, Verdict.ROUNDING: ROUNDED}.get(verdict, "") if verdict else ""


def signed(value: Decimal | None, places: int) -> str:
    """A difference with its sign: +1.29, −5.00; empty where there is none."""
    return f"{'+' if value > 0 else '−'}{_exact(abs(value), places)}" if value else ""


def _exact(value: Decimal, places: int) -> str:
    """At fixed decimals, or with more where the value has more: stated figures are not rounded."""
    return points_text(value, places) if half_up(value, places) == value else plain(value)


def percent(value: Decimal) -> str:
    """58.05%."""
    return f"{format(half_up(value, 2), 'f')}%"


def money(value: Decimal) -> str:
    """An amount in 万元, as plainly as the forms write it."""
    return plain(value)


def figure(cell: Figure | None) -> str:
    """A figure as it was written; a dash where the form has one."""
    return cell.text if cell else ""


def right(line: Line, places: int) -> str:
    """The recomputed score, or the range that people choose from."""
    if line.recomputed is not None:
        return points_text(line.recomputed, places)
    return range_text(line.interval, places) if line.interval else OPEN


def working(line: Line, places: int) -> str:
    """How the line was recomputed; on a second line the deviation of a missed target."""
    if line.scored is None or line.interval is None:
        return "分值未填或无法识别，不能计算"
    text = computed(line, places)
    return f"{text}\n偏差度 {_deviation(line.deviation)}" if line.deviation else text


def settlement(sheet: Sheet) -> str:
    """How the total came of the sum of the lines, with the clause; empty where it is that sum."""
    if sheet.sum is None:
        return ""
    said = total_working(sheet.settlement, sheet.sum, sheet.ruleset.rounding.places)
    return f"{said}（{sheet.settlement.citation(sheet.sum).clause}）" if said else ""


def _deviation(value: Decimal) -> str:
    return points_text(value, 2).replace("-", "−")


def numbered(audited: FormAudit) -> str:
    """2. 2023大数据律师费: a name alone may be that of two forms."""
    return f"{audited.id}. {audited.name}"


def years(forms: Iterable[FormAudit]) -> str:
    """2023年度; several where the forms are of several years."""
    return listed([f"{audited.form.year}年度" for audited in forms if audited.form.year])


def title(form: AnyForm) -> str:
    """The form's title without the year, which stands on its own line."""
    usual = "项目支出绩效自评表" if isinstance(form, ProjectForm) else "部门整体支出绩效自评表"
    return _YEAR.sub("", form.title.text).strip() or usual


def missing_parts(form: AnyForm) -> str:
    """The parts the file does not hold: 资金管理情况、绩效指标."""
    return "、".join(PART_NAMES[part] for part in form.missing)


def ruleset(rules: RuleSet) -> str:
    """河南省项目支出绩效自评规则（2023年度第1版）."""
    return f"{rules.name}（{rules.edition}）"


def source(place: Place) -> str:
    """A place without the folders, which say nothing to those who read the paper."""
    name = PurePath(place.file.replace("\\", "/")).name
    return f"{name} › {place.spot}" if place.spot else name


def footer(audited: FormAudit, *, public: bool = False) -> tuple[str, str]:
    """What every page of a form's papers carries: where the form is from, on public copies what it is, and
    the rule set."""
    own = f"{title(audited.form)}：{audited.name}" if public else f"来源：{source(audited.form.place)}"
    return own, f"规则：{ruleset(audited.ruleset)}"


def listed(items: Sequence[str]) -> str:
    """Different items in order, with the Chinese enumeration comma."""
    return "、".join(dict.fromkeys(item for item in items if item))


def broken(name: str, room: int) -> list[str]:
    """A name in lines of `room` characters that leaves no single character behind: 重点工作 / 任务完成."""
    stem = name.removesuffix("指标")
    if len(name) <= room:
        return [name]
    if stem != name and len(stem) <= room:
        return [stem, "指标"]
    half = (len(name) + 1) // 2
    return [name[:half], name[half:]] if half <= room and name.isalpha() else [name]
