"""What several test folders share: the published papers, read once."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring.results import Audit
from scoring.verification import audit

ROOT = Path(__file__).parent.parent
XINHUA = ROOT / "examples" / "xinhua-2023"
ACCOUNTS = ROOT.parent / "shared" / "corpus" / "xinhua-2023-accounts.txt"


@pytest.fixture(scope="session")
def xinhua() -> Audit:
    """The example folder: 24 workbooks, the summary table and the running text."""
    return audit(XINHUA)


@pytest.fixture(scope="session")
def accounts() -> Audit:
    """The published text that the example was copied from; it is not part of the repository."""
    if not ACCOUNTS.is_file():
        pytest.skip("the published text xinhua-2023-accounts.txt is not beside the repository")
    return audit(ACCOUNTS)


@pytest.fixture(scope="session")
def printed(xinhua: Audit, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The papers of four published forms, one of them the department's, printed by two processes: all but
    the book, which holds them once more."""
    from printed import BILLS, BUILT, FONTS, OFFICE, Printed  # tests/report

    from scoring.report.printing import Options, report

    if not FONTS:
        pytest.skip("fonts-noto-cjk is not installed")
    wanted = {BUILT, BILLS, OFFICE}
    some = tuple(f for f in xinhua.forms if f.form.kind == "department" or f.form.name.text in wanted)
    audit, folder = replace(xinhua, forms=some), tmp_path_factory.mktemp("printed")
    kinds = frozenset({"form", "opinion", "summary"})
    return Printed(audit, folder, report(audit, folder, kinds, options=Options(jobs=2)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew; read their difference before committing."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
