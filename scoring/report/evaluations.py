"""Printing evaluation reports: drafts with what is missing marked, final ones only where nothing is.

Drafts and final reports have folders of their own, so that neither can be taken for the other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from scoring.errors import RenderError
from scoring.report import view
from scoring.report.evaluation import EvaluationPage, evaluation_page
from scoring.report.folder import is_project
from scoring.report.masks import mask, masked
from scoring.report.names import file_name
from scoring.report.narrative import Narrative, narrative
from scoring.report.order import PLAIN, Order
from scoring.report.paper import Paper
from scoring.report.papers import PUBLIC
from scoring.report.printing import USUAL, Options, Progress, Report, print_papers
from scoring.results import Audit, FormAudit

EVALUATION = "evaluation"
_FINAL, _DRAFT = "绩效评价报告", "绩效评价报告（草稿）"


def write_evaluations(
    result: Audit,
    folder: Path,
    progress: Progress | None = None,
    order: Order = PLAIN,
    options: Options = USUAL,
) -> Report:
    """Print a report on each project; one that cannot be made never stops the others."""
    papers, failed = [], []
    for audited in filter(is_project, result.forms):
        try:
            papers.append(_paper(audited, result, order))
        except RenderError as error:
            failed.append(error)
    done = print_papers(papers, folder, progress, options)
    return replace(done, failed=(*failed, *done.failed))


def _paper(audited: FormAudit, result: Audit, order: Order) -> Paper:
    told, shown = narrative(audited, result.forms), audited
    if order.public:
        texts = {section: tuple(map(mask, own)) for section, own in told.texts.items()}
        told, shown = replace(told, texts=texts), replace(audited, form=masked(audited.form))
        # The lines are those of the form, whose texts may hold numbers of persons, too.
        shown = replace(shown, sheet=replace(shown.sheet, lines=masked(shown.sheet.lines)))
    page = evaluation_page(shown, told, final=order.final, public=order.public)
    name = shown.name
    if order.final and page.missing:
        raise _incomplete(shown, page, told)
    root = PurePath(PUBLIC) if order.public else PurePath()
    path = root / (_FINAL if order.final else _DRAFT) / file_name(int(audited.id), len(result.forms), name)
    forms = () if order.public else (audited,)  # whose result goes along inside the PDF
    return Paper(EVALUATION, path, name, audited.form.place, lambda _: page, forms=forms)


def _incomplete(audited: FormAudit, page: EvaluationPage, told: Narrative) -> RenderError:
    return RenderError(
        f"“{view.numbered(audited)}”的评价报告还缺{'、'.join(f'“{part}”' for part in page.missing)}，"
        f"没有生成正式稿；文字请写入自评表旁边的“{told.file}”，其余请在自评表中补填后重试。",
        audited.form.place,
    )
