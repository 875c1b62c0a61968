"""What was handed in together: the forms of a folder, and what was found on its papers as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import PurePath

from scoring.checks.identity import loose
from scoring.finding import Finding
from scoring.model.form import AnyForm, ProjectForm
from scoring.model.money import MoneyUnit
from scoring.report import view
from scoring.results import Audit, FormAudit, Unread


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with its forms. `findings` are those of no single form; `unread` got no score."""

    path: str
    forms: tuple[FormAudit, ...]
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def projects(self) -> list[FormAudit]:
        """The project forms, each project once: see `copies`."""
        return list(_by_project(self.forms).values())

    @property
    def copies(self) -> list[FormAudit]:
        """The forms that repeat another one: name, budget and execution agree."""
        kept = {audited.id for audited in self.projects}
        return [audited for audited in self.forms if is_project(audited) and audited.id not in kept]

    @property
    def departments(self) -> list[FormAudit]:
        """The department forms."""
        return [audited for audited in self.forms if not is_project(audited)]

    @property
    def unit(self) -> str:
        """The department whose own form is here, else the unit that most forms name."""
        if len(self.departments) == 1:
            return self.departments[0].form.name.text
        units = Counter(name for audited in self.forms if (name := audited.form.unit)).most_common()
        if not units:
            return ""
        return units[0][0] if len(units) == 1 else f"{units[0][0]}等 {len(units)} 个单位"

    @property
    def footer(self) -> tuple[str, str]:
        """What every page on the folder carries: the first of the files, and the rule sets."""
        files = list(dict.fromkeys(PurePath(audited.form.place.file).name for audited in self.forms))
        more = f" 等 {len(files)} 个文件" if len(files) > 1 else ""
        rules = view.listed([view.ruleset(audited.ruleset) for audited in self.forms])
        return f"来源：{''.join(files[:1])}{more}", f"规则：{rules}"


def folders(result: Audit) -> list[Folder]:
    """The folders that forms were handed in with, in order."""
    forms: dict[str, list[FormAudit]] = {}
    for audited in result.forms:
        forms.setdefault(_parent(audited.form.place.file), []).append(audited)
    return [
        Folder(path, tuple(own), tuple(_shared(result, path)), tuple(_unread(result, path)))
        for path, own in forms.items()
    ]


def _shared(result: Audit, path: str) -> Iterable[Finding]:
    for table in result.summaries:
        if _parent(table.table.place.file) == path:
            yield from table.findings
    for packet in result.packets:
        if packet.folder == path:
            yield from packet.findings


def _unread(result: Audit, path: str) -> Iterable[Unread]:
    return (item for item in result.unread if _parent(item.path) == path)


def _parent(file: str) -> str:
    return str(PurePath(file).parent)


def is_project(audited: FormAudit) -> bool:
    """Whether it is the form of a project, and not of a whole department."""
    return isinstance(audited.form, ProjectForm)


def amounts(form: AnyForm) -> tuple[Decimal, Decimal] | None:
    """全年预算数 and 全年执行数 in 万元, where both are known."""
    row = form.total_funds
    if row is None or row.budget.written is None or row.executed.written is None:
        return None
    wan = partial(form.money_unit.in_unit, unit=MoneyUnit.WAN)
    return wan(row.budget.written.value), wan(row.executed.written.value)


def _by_project(forms: Iterable[FormAudit]) -> dict[object, FormAudit]:
    found: dict[object, FormAudit] = {}
    for audited in filter(is_project, forms):
        name, money = loose(audited.form.name.text), amounts(audited.form)
        found.setdefault((name, money) if name and money else audited.id, audited)
    return found
