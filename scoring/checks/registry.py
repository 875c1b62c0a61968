"""The catalogue of checks: code, name, severity, documentation and logic stand together.

A check is a function that yields what it found, or raises NotChecked with the reason why it could
not look. Every check appears in every result, with its outcome.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Generic, TypeVar

from scoring.checks.context import Context, FormContext, NotChecked
from scoring.checks.packet import PacketContext, SummaryContext
from scoring.cite import Citation
from scoring.finding import CheckResult, Finding, Outcome, Severity
from scoring.model.form import BLANKS, Text
from scoring.number import plain
from scoring.place import Place

# The families of checks, in the order in which a form is read; a code begins with its family.
FAMILIES = {
    "CP": "完整性",
    "EX": "预算执行",
    "FM": "资金管理情况",
    "IN": "指标得分",
    "DV": "偏差度和原因",
    "PT": "分值",
    "TO": "总分和等级",
    "CS": "勾稽关系",
    "PL": "合理性",
    "PV": "个人信息",
}

_CODE = re.compile(rf"({'|'.join(FAMILIES)})\d{{3}}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields. A difference that rounding explains is shown as a notice, never as an error."""

    place: Place
    message: str
    stated: str | None = None
    recomputed: str | None = None
    difference: Decimal | None = None
    rounding: bool = False
    citation: Citation | None = None


C = TypeVar("C", bound=Context)
Logic = Callable[[C], Iterator[Found]]


@lru_cache(maxsize=4096)  # the same few stand in form after form
def _result(code: str, outcome: Outcome, reason: str = "") -> CheckResult:
    return CheckResult(code, outcome, reason)


@dataclass(frozen=True, slots=True)
class Check(Generic[C]):
    """One check; in Chinese `what` it looks at, `why`, on what `basis`, and how to `mend`."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    basis: str
    mend: str
    logic: Logic[C]

    def run(self, context: C) -> tuple[CheckResult, list[Finding]]:
        """Carry the check out; a fault of its own is an outcome (crashed), and the others still run."""
        try:
            findings = [self._finding(context, found) for found in self.logic(context)]
        except NotChecked as reason:
            return _result(self.code, Outcome.NOT_CHECKED, str(reason)), []
        except Exception as error:  # noqa: BLE001 - the one place where a check's own fault is caught
            return CheckResult(self.code, Outcome.CRASHED, f"{type(error).__name__}: {error}"), []
        return _result(self.code, Outcome.FOUND if findings else Outcome.PASSED), findings

    def _finding(self, context: C, found: Found) -> Finding:
        severity = context.severity(self.code, self.severity)
        return Finding(
            code=self.code,
            name=self.name,
            severity=Severity.NOTICE if found.rounding else severity,
            message=found.message,
            place=found.place,
            basis=str(found.citation) if found.citation else "",
            form=context.form_id,
            stated=found.stated,
            recomputed=found.recomputed,
            difference=found.difference,
            rounding=found.rounding,
        )


class Register(Generic[C]):
    """The checks of one kind of paper; calling it registers one."""

    taken: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        self.checks: dict[str, Check[C]] = {}

    def __call__(
        self, code: str, name: str, severity: Severity, *, what: str, why: str, basis: str, mend: str
    ) -> Callable[[Logic[C]], Logic[C]]:
        """Register a check; a published code never changes its meaning."""

        def register(logic: Logic[C]) -> Logic[C]:
            if not _CODE.fullmatch(code):
                raise ValueError(f"check code {code!r} is not a family and three digits")
            if code in Register.taken:
                raise ValueError(f"check code {code} is taken")
            Register.taken.add(code)
            self.checks[code] = Check(code, name, severity, what, why, basis, mend, logic)
            return logic

        return register

    def run(self, context: C) -> tuple[tuple[CheckResult, ...], tuple[Finding, ...]]:
        """Run every check of a paper, in the order of their codes."""
        runs = [self.checks[code].run(context) for code in sorted(self.checks)]
        return tuple(result for result, _ in runs), tuple(finding for _, found in runs for finding in found)


form_check: Register[FormContext] = Register()
summary_check: Register[SummaryContext] = Register()
packet_check: Register[PacketContext] = Register()


def off_by(difference: Decimal) -> str:
    """多计 1.29 分 or 少计 5 分 (stated − recomputed)."""
    return f"{'多计' if difference > 0 else '少计'} {plain(abs(difference))} 分"


def quoted(name: str) -> str:
    """A name in quotation marks, those inside it turned into inner ones; a missing name is said to be so."""
    inner = name.translate(str.maketrans("“”", "‘’"))
    return f"“{inner}”" if name else "（未填名称）"


def listed(names: Iterable[str], most: int = 3) -> str:
    """The first of several names: “甲”、“乙”、“丙”等."""
    told = list(names)
    return "、".join(map(quoted, told[:most])) + ("等" if len(told) > most else "")


def explained(reason: Text) -> bool:
    """Whether a reason was given; a dash or 无 is none."""
    return reason.text not in BLANKS and reason.text not in ("无", "无。")
