"""What the checks look at, in words: one for the screen, all of them as a page (docs/checks.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.checks import FAMILIES, AnyCheck, catalogue

_LEAD = """# 核对项目

<!-- 由工具生成，请勿直接修改：pytest tests/checks --update-golden -->

工具对每张自评表、每张汇总表、每个文件夹的全部材料逐项核对，共 {count} 项。
每项在结果中都有结论：通过、发现问题、未能核对（写明原因），或核对程序自身出错。

**错误**是规则能证明的差错，**提醒**要由人看一看，**提示**仅供参考；
规则文件可以改变一项核对的级别（[怎样写规则](adding-a-check.md#新的规则文件)）。

在命令行中用 `jixiao explain 编号` 查看一项，用 `jixiao explain` 列出全部；
怎样增加一项见[增加核对](adding-a-check.md)。
"""


def texts(check: AnyCheck) -> dict[str, str]:
    """The texts of a check by their Chinese headings."""
    return {
        "级别": check.severity.chinese,
        "查什么": check.what,
        "为什么": check.why,
        "依据": check.basis,
        "怎样改正": check.mend,
    }


def page(examples: Mapping[str, str]) -> str:
    """All checks by family as Markdown; `examples` gives a message of each code."""
    return "\n".join(_page(examples)) + "\n"


def _page(examples: Mapping[str, str]) -> Iterator[str]:
    checks = catalogue().values()
    yield _LEAD.format(count=len(checks))
    families = {
        f"{name}（{family}）": [check for check in checks if check.code.startswith(family)]
        for family, name in FAMILIES.items()
    }
    for heading, mine in families.items():
        yield f"- {heading}：{'、'.join(f'{check.code} {check.name}' for check in mine)}"
    for heading, mine in families.items():
        yield f"\n## {heading}"
        for check in mine:
            yield f"\n### {check.code} {check.name}\n"
            yield from (f"- **{label}**：{text}" for label, text in texts(check).items())
            yield f"- **例**：{examples[check.code]}"
