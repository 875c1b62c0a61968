"""Draft workbooks: read target tables and last year's forms, plan a form for each, write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.drafting.lastyear import plan_form
from scoring.drafting.plan import Plan
from scoring.drafting.targets import plan_target
from scoring.errors import JixiaoError, RenderError
from scoring.model.document import Document
from scoring.model.target import DepartmentTarget
from scoring.place import Place
from scoring.read.sources import sources
from scoring.report.files import write_whole
from scoring.report.names import file_name
from scoring.results import Unread
from scoring.rules import RuleSet, choose, load_ruleset
from scoring.verification import AUTO, Progress, read_all
from scoring.write.draft.book import workbook

# A target table does not say by which rules it will be scored: these, unless others are given.
DEFAULT_RULES = {"project": "henan-project-2023", "department": "henan-department-2023"}
_NOTHING = "没有找到可以起草的绩效目标表或上年自评表，请确认文件，表头应有“三级指标”“指标值”等字样。"


@dataclass(frozen=True, slots=True)
class Drafted:
    """The workbooks written, those that were not, and the files that could not be read."""

    written: tuple[Path, ...]
    failed: tuple[JixiaoError, ...]
    unread: tuple[Unread, ...]


def draft(
    *paths: str | Path,
    output: str | Path,
    rules: str | Path = AUTO,
    force: bool = False,
    progress: Progress | None = None,
) -> Drafted:
    """Draft a workbook for each target table and for each form of last year, into the folder `output`.

    `rules` is “auto”, a rule set's id or a .toml file; RuleError is raised for one that cannot be used. A
    file that exists is left as it is, unless `force` is given, and one that was read in any case; each file
    is written whole or not at all, and one that fails never stops the others. `progress` is called before
    each file that is read or written.
    """
    given = None if rules == AUTO else load_ruleset(rules)
    found = list(sources(paths))
    inputs = {source.path.resolve() for source in found}
    documents, unread = read_all(found, progress, covered=True)
    plans, failed = plan_all(documents, given)
    folder = Path(output)
    written: list[Path] = []
    for done, (name, plan) in enumerate(zip(names(plans), plans, strict=True)):
        if progress:
            progress(done, len(plans), name)
        path = folder / name
        try:
            if path.resolve() in inputs:
                told = f"“{path}”也是要读取的文件，为免覆盖，没有写出，请给 -o 换一个文件夹。"
                raise RenderError(told, Place(str(path)))
            if path.exists() and not force:
                told = f"“{path}”已经存在，为免覆盖填好的表，没有写出；确要覆盖，请加 --force。"
                raise RenderError(told, Place(str(path)))
            write_whole(path, workbook(plan))
            written.append(path)
        except JixiaoError as error:
            failed.append(error)
    return Drafted(tuple(written), tuple(failed), tuple(unread))


def plan_all(documents: Sequence[Document], given: RuleSet | None) -> tuple[list[Plan], list[JixiaoError]]:
    """The plans of all target tables and forms, and a sentence for each file or form without one."""
    plans: list[Plan] = []
    failed: list[JixiaoError] = []
    for document in documents:
        for plan in _plans(document, given):
            (failed if isinstance(plan, JixiaoError) else plans).append(plan)  # type: ignore[arg-type]
        if not document.targets and not document.forms:
            failed.append(JixiaoError(f"{document.file}：{_NOTHING}", Place(document.file)))
    return plans, failed


def _plans(document: Document, given: RuleSet | None) -> Iterator[Plan | JixiaoError]:
    departments = [target for target in document.targets if isinstance(target, DepartmentTarget)]
    department = departments[0].name.text if len(departments) == 1 else ""
    for target in document.targets:
        fits = given is not None and given.kind == target.kind
        rules = given if fits and given else load_ruleset(DEFAULT_RULES[target.kind])
        yield plan_target(target, rules, department)
    for form in document.forms:
        choice = choose(form, given)
        if choice.ruleset is None:
            yield JixiaoError(f"{form.place}：{choice.why}", form.place)
        else:
            yield plan_form(form, choice.ruleset)


def names(plans: Sequence[Plan]) -> list[str]:
    """A file name for each plan: numbered in their order, a single department's form first as 00."""
    departments = [plan for plan in plans if plan.kind == "department"]
    first = departments[0] if len(departments) == 1 else None
    numbers = iter(range(1, len(plans) + 1))
    serials = [0 if plan is first else next(numbers) for plan in plans]
    return [
        file_name(serial, len(plans), _title(plan), ".xlsx")
        for serial, plan in zip(serials, plans, strict=True)
    ]


def _title(plan: Plan) -> str:
    return f"{plan.name}部门整体" if plan.kind == "department" else plan.name
