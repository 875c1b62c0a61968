"""PV: 隐私 — numbers of persons in papers that are to be published. Messages hold the masked number only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scoring.checks.packet import PacketContext
from scoring.checks.registry import Found, packet_check
from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.summary import PersonalKind

_DISCLOSURE = "《中华人民共和国政府信息公开条例》第十五条（涉及个人隐私的信息不得公开）；"


def _numbers(context: PacketContext, kind: PersonalKind, chinese: str) -> Iterator[Found]:
    """One finding a cell, whatever number of numbers it holds."""
    for document in filter(_is_published, context.packet.documents):
        found = (number for number in document.personal if number.kind is kind)
        for place, numbers in groupby(found, key=lambda number: number.place):
            masked = "、".join(number.masked for number in numbers)
            yield Found(place, f"此处有{chinese} {masked}，公开前应删去或遮盖。")


def _is_published(document: Document) -> bool:
    """Whether a file holds anything of an evaluation: a list of contacts beside the forms does not."""
    papers = (document.forms, document.summaries, document.statements, document.claims, document.targets)
    return any(papers)


@packet_check(
    "PV001",
    "公开材料中有手机号码",
    Severity.WARNING,
    what="报送的自评材料的单元格和正文中，是否有手机号码（1开头的11位号码）。",
    why="自评表随决算公开，填表人的手机号码会一并公开。",
    basis=f"{_DISCLOSURE}《中华人民共和国个人信息保护法》第二十五条（不得公开所处理的个人信息，取得个人单独同意的除外）。",
    mend="公开前删去号码，或换成单位的办公电话。",
)
def phone_numbers(context: PacketContext) -> Iterator[Found]:
    yield from _numbers(context, PersonalKind.PHONE, "手机号码")


@packet_check(
    "PV002",
    "公开材料中有身份证号",
    Severity.WARNING,
    what="报送的自评材料的单元格和正文中，是否有居民身份证号（18位，出生日期和校验码都对的）。",
    why="身份证号公开后会被冒用。",
    basis=f"{_DISCLOSURE}《中华人民共和国个人信息保护法》第二十五条；公民身份号码的校验码见 GB 11643。",
    mend="公开前删去或遮盖号码。",
)
def identity_numbers(context: PacketContext) -> Iterator[Found]:
    yield from _numbers(context, PersonalKind.IDENTITY, "身份证号")


@packet_check(
    "PV003",
    "公开材料中有银行账号",
    Severity.WARNING,
    what="报送的自评材料中，写明账号、账户、卡号、开户的单元格里，是否有16至19位的号码（卡号还要符合校验位）。",
    why="账号公开后会被用于诈骗。",
    basis=f"{_DISCLOSURE}《中华人民共和国个人信息保护法》第二十八条（金融账户属于敏感个人信息）。",
    mend="公开前删去或遮盖账号。",
)
def account_numbers(context: PacketContext) -> Iterator[Found]:
    yield from _numbers(context, PersonalKind.ACCOUNT, "银行账号")
