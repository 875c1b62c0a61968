"""Forms that the tool itself has printed say, read back, what their workbooks show."""

from __future__ import annotations

from pathlib import Path

import pytest
from office import FORMS, document, original
from same import said

from scoring.report.fontconfig import installed
from scoring.report.papers import FORM
from scoring.report.printing import report
from scoring.results import Audit

needs_fonts = pytest.mark.skipif(
    not (installed("Noto Serif CJK SC") and installed("Noto Sans CJK SC")),
    reason="fonts-noto-cjk is not installed",
)


@pytest.fixture(scope="session")
def printed(xinhua: Audit, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The printed forms, by the names of their workbooks."""
    done = report(xinhua, tmp_path_factory.mktemp("printed"), frozenset({FORM}))
    assert not done.failed
    places = [audited.form.place.file for audited in xinhua.forms]
    return {Path(file).stem: path for file, path in zip(places, done.written, strict=True)}


@needs_fonts
@pytest.mark.parametrize("name", [form.stem for form in FORMS])
def test_a_form_printed_by_the_tool_reads_back_whole(name: str, printed: dict[str, Path]) -> None:
    assert said(document(printed[name]), stored=False) == said(original(name), stored=False)
