"""The result on the screen: complete, gravest first, the table last, and no ugly line ends."""

from __future__ import annotations

from collections import Counter
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from scoring.finding import Severity
from scoring.report.text import show
from scoring.report.wrap import wrap
from scoring.results import Audit

CLOSING = "，。；：！？、）》”’」』…%"


def shown(audit: Audit, width: int = 100) -> str:
    """The result as printed at a width."""
    text = StringIO()
    show(audit, Console(file=text, width=width))
    return text.getvalue()


def counts(audit: Audit) -> list[str]:
    """How many findings of each severity there are, gravest first."""
    found = Counter(finding.severity for finding in audit.findings)
    names = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTICE: "提示"}
    return [f"{name} {found[severity]} 处" for severity, name in names.items()]


def test_every_finding_is_shown_gravest_first(xinhua: Audit) -> None:
    text = shown(xinhua)
    errors, warnings, notices = counts(xinhua)
    assert text.index(errors) < text.index(warnings) < text.index(notices) < text.index("序号")
    flat = "".join(text.split())
    for finding in xinhua.findings:
        assert "".join(finding.message.split()) in flat
        assert "".join(finding.place.spot.split()) in flat


def test_the_table_ends_the_result(xinhua: Audit) -> None:
    table = shown(xinhua)[shown(xinhua).index("序号") :].splitlines()
    assert len([line for line in table if line[:4].strip().isdigit()]) == 24
    [row] = [line for line in table if line.startswith("  19")]
    assert row.split() == ["19", "政务服务中心水电及物业费", "81.7", "87.90", "−6.2", "良", "4/0/3"]
    assert table[-2] == f"共 26 个文件、24 张自评表；{'、'.join(counts(xinhua))}。"
    assert table[-1].startswith("依据：河南省部门整体支出绩效自评规则2023年度第1版、")


def test_form_text_is_no_markup(xinhua: Audit) -> None:
    assert "〔19〕政务服务中心水电及物业费：" in shown(xinhua)


@given(
    st.text(st.sampled_from("预算执行率 12.5%，。“”（）ab－/！") | st.characters(codec="utf-8"), max_size=120)
)
def test_lines_keep_their_width_and_begin_with_no_closing_mark(text: str) -> None:
    lines = wrap(text, 24)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines[1:]:
        assert not line or line[0] not in CLOSING


def test_a_line_is_broken_at_the_width() -> None:
    assert wrap("一二三四五", 8) == ["一二三四", "五"]
    assert wrap("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrap("一二三 12.50分", 8) == ["一二三", "12.50分"]
