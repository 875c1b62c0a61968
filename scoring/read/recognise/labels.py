"""What the text of a cell is: a title, a heading, a label, or something filled in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scoring.model.money import MoneyUnit
from scoring.read.recognise.words import (
    CATEGORIES,
    FUND_ROWS,
    IMPLEMENTING,
    KNOWN,
    MANAGEMENT_ITEMS,
    SECTIONS,
    SUBCATEGORIES,
    SUPERVISING,
    TOTAL,
)

# A unit may stand before the title: 示例区文旅局2023年度项目支出绩效自评表; or a bracket, or 附件1.
_UNIT = (
    r"(?:附件\d*:?)?(?:\([^()]{1,20}\))?"
    r"(?:[^,。;:“]{0,25}?(?:局|委|办|厅|部|院|校|中心|政府|会|社|所|站|县|区|市|公司))?"
)
_TITLES = {
    "project": re.compile(rf"{_UNIT}(\d{{4}}年度?)?(财政)?(项目(支出)?)?绩效(目标)?自评(情况)?表(\(.*\))?"),
    "department": re.compile(
        rf"{_UNIT}(\d{{4}}年度?)?部门(\(单位\))?整体(支出)?绩效(目标)?自评(情况)?表(\(.*\))?"
    ),
    "summary": re.compile(rf"{_UNIT}(\d{{4}}年度?)?[^,。;:“]{{0,20}}绩效自评(情况|结果)?汇总表(\(.*\))?"),
    "target_project": re.compile(
        rf"{_UNIT}(\d{{4}}年度?)?(本级|部门|部门预算|预算)?(财政)?项目(支出)?(预算)?绩效目标(申报|批复|汇总)?表(\(.*\))?"
    ),
    "target_department": re.compile(
        rf"{_UNIT}(\d{{4}}年度?)?(本级)?部门(\(单位\))?(预算)?整体(支出)?(预算)?绩效目标(申报|批复)?表(\(.*\))?"
    ),
}

_MONEY_UNIT = re.compile(
    r"(?:资金|资金情况|预算|支出情况|总额|预算数|执行数)\((?:单位:)?(万元|千元|元|亿元)\)$"
    r"|^(?:金额)?单位:(?:人民币)?(万元|千元|元|亿元)$"
)
_CONTINUED = re.compile(r"续表?\)?$")
_NOISE = re.compile(r"[\s*★☆●]+")
_BRACKET = re.compile(r"\((?:[A-Z/×X*%\d]|亿元|万元|千元|元|B/AX100%|\d+分|分)+\)$")
_NUMBERING = re.compile(r"^(?:其中|资金来源)?:?(?:\(\d+\)|\d+[.、])?")
_INDICATOR_LABEL = re.compile(r"^[★☆▲●]*\s*(?:指标\s*\d+\s*[:：]?\s*)?")
_ITEM_NUMBER = re.compile(r"^[(]?[0-9一二三四]{1,2}[).、]")
_ONLY_DOTS = re.compile(r"^[.…·。\s]+$")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A cell's text as words are compared: one width, no spaces, no trailing colon."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).rstrip(":")


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A heading without its bracket: 全年预算数(A), 分值(20), 执行率(B/A×100%), 产出指标(50分)."""
    plain = key(text)
    return _BRACKET.sub("", plain) or plain


def money_unit(text: str) -> MoneyUnit | None:
    """The unit of money told by a heading (项目资金（元）) or by a line of its own (单位：元)."""
    found = _MONEY_UNIT.search(key(text))
    return MoneyUnit(found[1] or found[2]) if found else None


def fund_label(text: str) -> str:
    """A fund row's label without its lead: 其中：, 资金来源:(1)."""
    return heading(_NUMBERING.sub("", key(text)))


def management_item(text: str) -> str | None:
    """The item of 资金管理情况 that a label names, be it numbered (1.安排科学性), longer or shorter."""
    label = _ITEM_NUMBER.sub("", key(text))
    if not 4 <= len(label) <= 12:
        return None
    return next((item for item in MANAGEMENT_ITEMS if item in label or label in item), None)


def indicator_name(text: str) -> str:
    """An indicator's name without 指标1： before it; empty for the empty rows of a template (指标2：, ……)."""
    name = _INDICATOR_LABEL.sub("", text).strip()
    return "" if _ONLY_DOTS.match(name) else name


def title_kind(text: str) -> str | None:
    """project, department, summary, target_project or target_department if the text is the title of such
    a table; the mark of a Markdown heading may stand before it."""
    if len(text) > 40 or "绩" not in text:
        return None
    title = key(text).lstrip("#")
    return next((kind for kind, pattern in _TITLES.items() if pattern.fullmatch(title)), None)


def is_continued(title: str) -> bool:
    """Whether a title is written again over the rest of the table: …自评表（续）."""
    return bool(_CONTINUED.search(key(title)))


def is_fund_row(text: str) -> bool:
    """Whether a cell names a row of money."""
    return fund_label(text) in FUND_ROWS


def is_known(text: str) -> bool:
    """Whether a cell is a heading or a label of a form, rather than something filled in."""
    return heading(text) in KNOWN or is_fund_row(text)


def belongs_to_form(text: str) -> bool:
    """Whether a cell names a row that only a form has: a category, a source of money, the total, …"""
    word = heading(text)
    known = word in TOTAL or word in SUPERVISING or word in IMPLEMENTING or is_fund_row(text)
    return known or is_structure(text) or management_item(text) is not None


def is_structure(text: str) -> bool:
    """Whether a cell only says in which category, subcategory or section its row stands."""
    word = heading(text)
    return word in CATEGORIES or word in SUBCATEGORIES or word in SECTIONS
