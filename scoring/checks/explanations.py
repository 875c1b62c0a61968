"""What people wrote on a form to explain it, and what their words speak of.

Whoever looks for an explanation must be generous: whatever may be one counts.
"""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.checks.context import NotChecked
from scoring.checks.registry import explained
from scoring.model.form import AnyForm, DepartmentForm, ProjectForm, Text
from scoring.number import plain

_UNSPENT = re.compile(r"因|由于|[未没尚暂]|结[余转]|节[约省]|压减|减少|推迟|延期|取消|前期|正在")
_ADJUSTED = re.compile(
    r"调[整增减]|追[加减]|[压核缩削]减|核增|压缩|[新增]增|增[加拨]|减少|下达|收回|上级|统筹|盘活|变更|年中|结[余转]"
)
_CLAUSES = re.compile(r"[。；;，,、\s]+")
_MISSED = re.compile(
    r"(?:未|没有?)能?(?:(?:全部|全面|按时|按期|如期|及时|按计划|按要求|按进度)*)"
    r"(?:完成|达到|达标|达成|实现|开展|实施|落实|建成|启动)|滞后|缓慢|延[期误迟]|推迟"
)
_OTHERWISE = re.compile(
    r"无(?!法)|不存在|没有(?:出现|发生)|避免|防止|杜绝|如果|若|[上去往]年|以前|此前|上半年"
)
_MET = re.compile(r"完成|达到|达标|实现")


def reasons(form: AnyForm) -> list[Text]:
    """The cells for reasons (偏差原因) and problems of the form, filled in or not."""
    cells = [indicator.reason for indicator in form.indicators]
    if isinstance(form, ProjectForm):
        cells += [item.problem for item in form.fund_management]
    return cells


def unexplained(form: AnyForm) -> bool:
    """Whether the form gives no reason for anything, though it has cells for reasons.

    Raises NotChecked where they were not recognised.
    """
    if any(map(explained, reasons(form))) or any(_UNSPENT.search(told) for told in _outcomes(form)):
        return False
    _has_cells_for_reasons(form)
    return True


def _has_cells_for_reasons(form: AnyForm) -> None:
    if not any(cell.place.column for cell in reasons(form)):
        raise NotChecked("没有认出写原因的栏")


def speaks_of_adjustment(form: AnyForm, budget: Decimal) -> bool:
    """Whether a reason, a problem or what came of a goal or task speaks of a changed budget, or names it.

    Raises NotChecked where nothing does, and the cells for reasons were not recognised.
    """
    texts = [*(cell.text for cell in reasons(form)), *_outcomes(form)]
    named = re.compile(rf"(?<![\d.]){re.escape(plain(budget))}\s*[万亿元]")
    if any(_ADJUSTED.search(text) or named.search(text) for text in texts):
        return True
    _has_cells_for_reasons(form)
    return False


def _outcomes(form: AnyForm) -> list[str]:
    texts = [goal.actual.text for goal in form.goals]
    if isinstance(form, DepartmentForm):
        texts += [task.actual.text for task in form.tasks]
    return texts


def speaks_of_shortfall(text: str) -> bool:
    """Whether a reason says for certain that something was not done: not 无未完成事项, nor 滞后后已完成."""
    if _MET.search(_MISSED.sub("", text)):
        return False
    return any(_MISSED.search(clause) and not _OTHERWISE.search(clause) for clause in _CLAUSES.split(text))
