"""PV: 隐私. Messages show the masked number; the whole one never comes so far."""

from __future__ import annotations

from case import Case, Said, finds, passes
from support import at, document, project

from scoring.finding import Severity
from scoring.model.document import Document
from scoring.model.summary import Personal, PersonalKind

PHONE, IDENTITY, ACCOUNT = PersonalKind.PHONE, PersonalKind.IDENTITY, PersonalKind.ACCOUNT


def holding(*numbers: tuple[PersonalKind, str, str]) -> Document:
    """A form in whose file these numbers were found."""
    return document(
        project(), personal=tuple(Personal(kind, masked, at(cell)) for kind, masked, cell in numbers)
    )


def said(cell: str, what: str) -> Said:
    return Said(f"自评表!{cell}", f"此处有{what}，公开前应删去或遮盖。", severity=Severity.WARNING)


def both_ways(code: str, kind: PersonalKind, masked: str, what: str) -> list[Case]:
    """Found where there is one of this kind, and not for one of another."""
    other = IDENTITY if kind is PHONE else PHONE
    return [
        passes(code, "没有号码", project()),
        passes(code, "另一种号码", holding((other, "138****5678", "C40"))),
        finds(code, "有一个", holding((kind, masked, "C40")), said("C40", f"{what} {masked}")),
    ]


CASES = [
    *both_ways("PV001", PHONE, "138****5678", "手机号码"),
    finds(
        "PV001",
        "一张表上两格各报一次，一格内的两个报在一起",
        holding((PHONE, "138****5678", "C40"), (PHONE, "139****5678", "C40"), (PHONE, "138****5678", "G40")),
        said("C40", "手机号码 138****5678、139****5678"),
        said("G40", "手机号码 138****5678"),
    ),
    Case(
        "PV001",
        "几个文件",
        (
            document(
                project(), personal=(Personal(PHONE, "138****5678", at("A1", "a.xlsx")),), file="a.xlsx"
            ),
            document(
                project(), personal=(Personal(PHONE, "138****5678", at("A2", "b.xlsx")),), file="b.xlsx"
            ),
        ),
        (said("A1", "手机号码 138****5678"), said("A2", "手机号码 138****5678")),
    ),
    passes(
        "PV001",
        "旁边的通讯录不是自评材料",
        project(),
        document(personal=(Personal(PHONE, "138****5678", at("A1", "通讯录.xlsx")),), file="通讯录.xlsx"),
    ),
    *both_ways("PV002", IDENTITY, "110105****002X", "身份证号"),
    *both_ways("PV003", ACCOUNT, "6222****7890", "银行账号"),
]
