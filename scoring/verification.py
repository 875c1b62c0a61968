"""The one place where the stages meet: files → forms → rule set → score sheet → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from scoring.checks import (
    FormContext,
    Packet,
    PacketContext,
    SummaryContext,
    catalogue,
    check_form,
    check_packet,
    check_summary,
)
from scoring.errors import ReadError
from scoring.model.document import Document
from scoring.place import Place
from scoring.read.document import read
from scoring.read.sources import Source, sources
from scoring.results import Audit, FormAudit, Input, PacketAudit, SummaryAudit, Unread
from scoring.rules import RuleSet, choose, load_ruleset
from scoring.score import score
from scoring.waivers import apply, read_waivers

AUTO = "auto"
Progress = Callable[[int, int, str], None]


def audit(
    *paths: str | Path,
    rules: str | Path = AUTO,
    waivers: str | Path | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Read files and folders, recompute every form and check it.

    `rules` is “auto”, a rule set's id or a .toml file; RuleError is raised for one that cannot be used.
    `waivers` is a file that says which findings are accepted; ReadError is raised where it is faulty.
    A file that cannot be read is listed in `unread` and never stops the others. `progress` is called
    before each file with the number of files done, of all files, and the file's name.
    """
    ruleset = None if rules == AUTO else load_ruleset(rules, catalogue())
    accepted = read_waivers(Path(waivers)) if waivers else ()
    documents, unread = read_all(list(sources(paths)), progress)
    result = examine(documents, ruleset, unread)
    return apply(result, accepted) if accepted else result


def examine(documents: Iterable[Document], ruleset: RuleSet | None, unread: Iterable[Unread] = ()) -> Audit:
    """Score and check documents already read; see :func:`audit`."""
    documents, refused = list(documents), list(unread)
    contexts: list[FormContext] = []
    packets = {handed_in: Packet() for handed_in in map(_packet, documents)}
    for document in documents:
        packet = packets[_packet(document)]
        packet.documents.append(document)
        for form in document.forms:
            choice = choose(form, ruleset)
            if choice.ruleset is None:
                refused.append(Unread(document.file, form.place, choice.why))
                continue
            sheet = score(form, choice.ruleset)
            contexts.append(FormContext(str(len(contexts) + 1), form, sheet, choice, document, packet))
            packet.forms.append(contexts[-1])
    return Audit(
        inputs=inputs(documents),
        unread=tuple(refused),
        forms=tuple(_form_audit(context) for context in contexts),
        summaries=tuple(
            _summary_audit(SummaryContext(table, document, packets[_packet(document)]))
            for document in documents
            for table in document.summaries
        ),
        packets=tuple(_packet_audit(*item) for item in packets.items()),
    )


def read_all(
    found: list[Source], progress: Progress | None = None, *, covered: bool = False
) -> tuple[list[Document], list[Unread]]:
    """Read files, and list those that cannot be read; see :func:`audit` and :func:`read`."""
    documents: list[Document] = []
    unread: list[Unread] = []
    for done, source in enumerate(found):
        if progress:
            progress(done, len(found), source.shown_as)
        try:
            documents += read(source, covered=covered)
        except ReadError as error:
            place = error.place or Place(source.shown_as)
            unread.append(Unread(source.shown_as, place, error.message))
    return documents, unread


def _packet(document: Document) -> tuple[str, str]:
    """What was handed in together: a folder; in a file of the tool's own data, each folder it tells of."""
    if document.origin:
        return document.file, str(Path(document.origin.file).parent)
    return "", str(Path(document.file).parent)


def inputs(documents: Iterable[Document]) -> tuple[Input, ...]:
    """The files read; a file of the tool's own data is one, whatever it holds."""
    return tuple(_inputs(documents))


def _inputs(documents: Iterable[Document]) -> Iterator[Input]:
    for _, group in groupby(
        documents, key=lambda document: document.file if document.origin else id(document)
    ):
        parts = list(group)
        remarks = tuple(remark for part in parts for remark in part.remarks)
        yield Input(parts[0].file, parts[0].sha256, sum(len(part.forms) for part in parts), remarks)


def _form_audit(context: FormContext) -> FormAudit:
    checks, findings = check_form(context)
    return FormAudit(
        id=context.id,
        form=context.form,
        document=context.document,
        ruleset=context.sheet.ruleset,
        why=context.choice.why,
        sheet=context.sheet,
        checks=checks,
        findings=findings,
    )


def _summary_audit(context: SummaryContext) -> SummaryAudit:
    checks, findings = check_summary(context)
    return SummaryAudit(context.table, context.matches, checks, findings)


def _packet_audit(handed_in: tuple[str, str], packet: Packet) -> PacketAudit:
    checks, findings = check_packet(PacketContext(packet))
    ids = tuple(context.id for context in packet.forms)
    return PacketAudit(handed_in[1], ids, checks, findings)
