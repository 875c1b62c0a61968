"""The reports that are made on request only, by kind; the papers of every verification are in `papers`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scoring.report.dashboard import write_dashboard
from scoring.report.evaluations import write_evaluations
from scoring.report.order import Order
from scoring.report.printing import Options, Progress, Report
from scoring.report.statementfiles import write_statements
from scoring.results import Audit

REPORTS: dict[str, Callable[[Audit, Path, Progress | None, Order, Options], Report]] = {
    "dashboard": write_dashboard,
    "evaluation": write_evaluations,
    "statement": write_statements,
}
