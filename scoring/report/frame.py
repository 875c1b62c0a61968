"""The result as pandas frames, for those who go on computing: one row a form, a line or a finding.

Figures stay Decimal (dtype object); what is not stated or not defined is None.
"""

from __future__ import annotations

import pandas as pd

from scoring.report.json import result
from scoring.results import Audit


def forms(audit: Audit) -> pd.DataFrame:
    """One row a form: id, kind, name, unit, year, ruleset, stated, recomputed, difference, grade, place."""
    rows = [
        {
            "id": audited.id,
            "kind": audited.form.kind,
            "name": audited.form.name.text,
            "year": audited.form.year,
            "ruleset": audited.ruleset.id,
            "stated": audited.stated,
            "recomputed": audited.sheet.recomputed,
            "difference": audited.difference,
            "grade": audited.sheet.grade,
            "place": str(audited.form.place),
        }
        for audited in audit.forms
    ]
    return pd.DataFrame(rows, dtype=object)


def lines(audit: Audit) -> pd.DataFrame:
    """One row a scored line, with the columns of the JSON contract and the form's id."""
    rows = [{"form": form.id, **line.model_dump()} for form in result(audit).forms for line in form.lines]
    return pd.DataFrame(rows, dtype=object)


def findings(audit: Audit) -> pd.DataFrame:
    """One row a finding, with the columns of the JSON contract."""
    return pd.DataFrame([finding.model_dump() for finding in result(audit).findings], dtype=object)
