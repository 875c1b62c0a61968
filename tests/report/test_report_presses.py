"""Presses in other processes: the same bytes by however many, and no harm when one is lost or stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import psutil
import pytest
from pdfa import faults
from printed import facts, needs_fonts, needs_poppler, words
from support import document, project

from scoring import process
from scoring.process import Cause, Worker, WorkerError, command
from scoring.read import guard
from scoring.report import presses
from scoring.report.fingerprint import printed_as
from scoring.report.fonts import Fonts
from scoring.report.job import Equipment, Job, Wanted
from scoring.report.paper import Paper
from scoring.report.papers import FORM, papers
from scoring.report.pdf import Press
from scoring.report.presses import Presses
from scoring.report.printing import Options, Report, print_papers
from scoring.verification import examine

pytestmark = needs_fonts

EXAMPLE = next(Path(__file__).parents[2].glob("examples/minimal/*.xlsx"))

# A press that does what the name of a paper tells it.
WILD = """
import os, time
from scoring.report import pdf, pressworker

printing = pdf.Press.printing

def wild(self, job):
    match job.subject:
        case "睡": time.sleep(60)
        case "死": os._exit(1)
        case "长":
            kept = []
            while True: kept.append("x" * 100_000)
        case "错": raise KeyError("a fault of the tool")
    return (yield from printing(self, job))

pdf.Press.printing = wild
pressworker.main()
"""


def some_papers(*names: str) -> list[Paper]:
    return papers(examine([document(project(name=name)) for name in names], None), frozenset({FORM}))


def printed(folder: Path, jobs: int, *names: str) -> Report:
    return print_papers(some_papers(*names), folder, options=Options(jobs=jobs))


def children() -> list[int]:
    """The processes started by this one and not gone, but for the one that reads files."""
    reader = guard._guard._worker
    kept = reader._process.pid if reader else 0
    return [child.pid for child in psutil.Process().children() if child.pid != kept]


@pytest.fixture
def wild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Report]:
    """Print with presses that obey the names of papers."""
    script = tmp_path / "wild.py"
    script.write_text(WILD, encoding="utf-8")
    monkeypatch.setattr(presses, "COMMAND", (sys.executable, str(script)))

    def run(*names: str, jobs: int = 1) -> Report:
        done = printed(tmp_path / "报告", jobs, *names)
        assert children() == []
        return done

    return run


def test_the_same_bytes_by_however_many(tmp_path: Path) -> None:
    here, there = (
        printed(tmp_path / str(jobs), jobs, "图书角", "阅览室", "报刊栏").written for jobs in (0, 2)
    )
    assert [path.name for path in there] == ["01-图书角.pdf", "02-阅览室.pdf", "03-报刊栏.pdf"]
    assert [path.read_bytes() for path in here] == [path.read_bytes() for path in there]
    assert children() == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("死", "“死”打印时程序意外中断，请重试；如仍不成功，请把文件发给维护者。"),
        ("睡", "“睡”内容过多，在限定的时间内没有排完版，请删减该表的文字或行数后重试。"),
        ("长", "“长”内容过多，排版占用的内存超过 400 MB，请删减该表的文字或行数后重试。"),
    ],
)
def test_a_press_that_is_lost_costs_one_paper(
    name: str, told: str, wild: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presses, "SECONDS", 5)
    monkeypatch.setattr(presses, "MAX_MEMORY_BYTES", 400 * 1024 * 1024)
    monkeypatch.setitem(presses._TOLD, Cause.LARGE, presses._TOLD[Cause.LARGE].replace("2000", "400"))
    done = wild("图书角", name, "阅览室")
    assert [path.name for path in done.written] == ["01-图书角.pdf", "03-阅览室.pdf"]
    assert [error.message for error in done.failed] == [told]


def test_a_fault_of_the_tool_is_raised(wild: Callable[..., Report]) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'a fault of the tool'"):
        wild("错")


def test_a_press_that_keeps_much_memory_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    class Counted(Worker):
        def __init__(self, command: tuple[str, ...]) -> None:
            started.append(command)
            super().__init__(command)

    monkeypatch.setattr(presses, "Worker", Counted)
    monkeypatch.setattr(presses, "RETIRED_BYTES", 1)
    assert len(printed(tmp_path, 1, "图书角", "阅览室").written) == 2
    assert len(started) == 2
    assert children() == []


@pytest.mark.parametrize("told", [("no-such-program",), (sys.executable, "-c", "print('not it')")])
def test_without_other_processes_this_one_prints(
    told: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presses, "COMMAND", told)
    assert len(printed(tmp_path, 2, "图书角").written) == 1
    assert children() == []


def test_no_more_presses_are_started_than_there_are_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    with Presses(2) as some:
        some.prepare()
        assert len(some._starting) == 1
        some.prepare()
        some.prepare()
        assert len(some._starting) == 2
    assert children() == []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Presses(2) as none:
        none.prepare()
        assert none._starting == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_leaves_whole_files_and_the_next_run_the_rest(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        shutil.copy(EXAMPLE, tmp_path / "in" / f"{number:02}.xlsx")
    # Where tests run in the background, the shell has Ctrl-C ignored.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    command = [
        sys.executable,
        "-c",
        f"{code}from scoring.cli import run; run()",
        "report",
        str(tmp_path / "in"),
    ]
    run = [*command, "-o", str(tmp_path / "out"), "--kind", "form", "-j", "2"]
    # Its own group: a terminal sends Ctrl-C to all processes.
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, start_new_session=True) as started:
        assert started.stderr is not None
        while started.poll() is None and len(list((tmp_path / "out").rglob("*.pdf"))) < 3:
            time.sleep(0.01)
        workers = [child.pid for child in psutil.Process(started.pid).children()]
        os.killpg(started.pid, signal.SIGINT)
        assert "已中断" in started.stderr.read()
    assert started.returncode == 130
    assert not any(map(psutil.pid_exists, workers))
    left = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert 3 <= len(left) < 30
    assert all(path.suffix == ".pdf" and printed_as(path) for path in left)
    assert faults(left[0]) == faults(left[-1]) == []
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"已打印 {30 - len(left)} 份 PDF")
    assert f"另有 {len(left)} 份没有变化，没有重新打印。" in said


@needs_poppler
def test_a_book_is_set_part_by_part(tmp_path: Path) -> None:
    """Each part knows its first page, what stands before them knows those of all."""
    asked: list[Wanted] = []

    def html(wanted: Wanted) -> str:
        asked.append(wanted)
        told = f"始 {wanted.number}" if wanted.part is not None else f"目录 {wanted.numbers}"
        body = f"<p>{told}</p>" if wanted.part != 1 else f"<p>{told}</p>" * 60
        style = "body { font: 12pt jixiao-text } @page { size: A5 }"
        head = f"<head><title>汇编</title><style>{style}</style></head>"
        return f'<html lang="zh-CN">{head}<body>{body}<div id="end"></div></body></html>'

    press = Press(Equipment(Fonts().cut("始目录汇编", ""), {}))
    path = tmp_path / "汇编.pdf"
    path.write_bytes(press.print(Job("汇编", "jixiao:book:0", parts=3), html))
    last = int(facts(path)["Pages"]) - 1  # the contents are not counted
    assert last > 3
    assert {wanted.part: wanted.number for wanted in asked[:-2]} == {0: 1, 1: 2, 2: last}
    front = Wanted(numbers=(1, 2, last))
    assert asked[-2:] == [front, replace(front, odd=True)]
    assert words(path, 1) == f"目录(1,2,{last})"
    assert faults(path) == []


def test_a_worker_that_ends_as_it_is_asked_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the presses from another thread than those that ask them."""
    worker = Worker(command("scoring.report.pressworker"))

    class Late(Thread):
        def start(self) -> None:
            worker.end()
            super().start()

    monkeypatch.setattr(process, "Thread", Late)
    with pytest.raises(WorkerError):
        worker.ask("?", 5, 2**30)


def test_a_worker_that_is_asked_after_its_end_says_so() -> None:
    worker = Worker(command("scoring.report.pressworker"))
    worker.end()
    with pytest.raises(WorkerError):
        worker.ask("x", 5, 10**9)
