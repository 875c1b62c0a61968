"""Write the example workbooks: examples/*/facts/NAME.json → examples/*/NAME.xlsx.

Usage: python examples/build.py
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # the same bytes whether or not lxml is installed

from builder.department import department
from builder.facts import AnyFacts, Department, Project, Targets, load
from builder.pack import save
from builder.page import Page
from builder.project import project
from builder.summary import summary
from builder.targets import targets

HERE = Path(__file__).parent


def page_of(facts: AnyFacts) -> Page:
    """The form that the facts belong to."""
    if isinstance(facts, Project):
        return project(facts)
    if isinstance(facts, Department):
        return department(facts)
    if isinstance(facts, Targets):
        return targets(facts)
    return summary(facts)


def main() -> None:
    """Write every workbook anew."""
    for path in sorted(HERE.glob("*/facts/*.json")):
        save(page_of(load(path)).book, path.parent.parent / f"{path.stem}.xlsx")


if __name__ == "__main__":
    main()
