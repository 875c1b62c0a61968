"""A case of a check: the papers it looks at, and everything it must say of them."""

from __future__ import annotations

from dataclasses import dataclass

from support import document

from scoring.finding import CheckResult, Finding, Severity
from scoring.model.document import Document
from scoring.model.form import AnyForm
from scoring.rules import RuleSet
from scoring.verification import examine

Paper = AnyForm | Document


@dataclass(frozen=True)
class Said:
    """A finding, whole. `basis` is how the cited clause ends."""

    place: str
    message: str
    stated: str | None = None
    recomputed: str | None = None
    difference: str | None = None
    basis: str = ""
    severity: Severity = Severity.ERROR
    rounding: bool = False


@dataclass(frozen=True)
class Case:
    """Some papers, and what the check says of them: what it found, or why it could not look."""

    code: str
    about: str
    papers: tuple[Document, ...]
    found: tuple[Said, ...] = ()
    not_checked: str = ""
    rules: RuleSet | None = None

    def run(self) -> tuple[list[CheckResult], list[Finding]]:
        """The results and findings of this check alone."""
        audit = examine(self.papers, self.rules)
        results = [check for form in audit.forms for check in form.checks]
        results += [check for summary in audit.summaries for check in summary.checks]
        results += [check for packet in audit.packets for check in packet.checks]
        return (
            [result for result in results if result.code == self.code],
            [finding for finding in audit.findings if finding.code == self.code],
        )


def passes(code: str, about: str, *papers: Paper, rules: RuleSet | None = None) -> Case:
    """Papers in which the check finds nothing."""
    return Case(code, about, _documents(papers), rules=rules)


def finds(code: str, about: str, paper: Paper, *found: Said, rules: RuleSet | None = None) -> Case:
    """A paper in which the check finds exactly this."""
    return Case(code, about, _documents([paper]), found, rules=rules)


def cannot(code: str, about: str, paper: Paper, reason: str, rules: RuleSet | None = None) -> Case:
    """A paper at which the check cannot look, and why."""
    return Case(code, about, _documents([paper]), not_checked=reason, rules=rules)


def _documents(papers: tuple[Paper, ...] | list[Paper]) -> tuple[Document, ...]:
    return tuple(paper if isinstance(paper, Document) else document(paper) for paper in papers)
