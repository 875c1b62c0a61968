"""The bounds on any one file: time, memory, and a worker process that dies; and that it leaves nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from scoring.errors import ReadError
from scoring.read import document, guard
from scoring.read.guard import COMMAND, Guard
from scoring.read.light import LIGHT_PACKAGE_BYTES, LIGHT_TEXT_BYTES, is_light
from scoring.read.limits import MAX_MEMORY_BYTES, MAX_SECONDS, MEGABYTE
from scoring.read.sources import Source
from scoring.read.understand import understand
from scoring.verification import audit

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "minimal" / "社区图书角建设.xlsx"
TEXT = "部门整体绩效自评得分为95.5分。\n".encode()
OVERHEAD = 3  # seconds on a machine that is busy

# A worker that does what the file tells it, as no reader should.
WILD = """
import ctypes, os, sys, time
from scoring import serve
from scoring.read import worker

def wild(data, file, covered):
    match data:
        case b"sleep": time.sleep(60)
        case b"spin": sum(range(10**12))
        case b"grow":
            kept = []
            while True: kept.append("x" * 100_000)
        case b"leap": bytearray(8 * 1024**3)
        case b"swallow":
            try: bytearray(8 * 1024**3)
            except Exception: return understand(b"swallowed", file)
        case b"die": os._exit(1)
        case b"killed": os.kill(os.getpid(), 9)
        case b"talk":
            print("a library talks"); os.write(1, b"and so does its C code")
            sys.stderr.write("noise" * 100_000)
            sys.stdin.read()
        case b"fault": raise KeyError("a fault of the tool")
    return understand(data, file)

understand, worker.understand = worker.understand, wild
worker.main()
"""


@pytest.fixture
def wild(tmp_path: Path) -> Iterator[Guard]:
    script = tmp_path / "wild.py"
    script.write_text(WILD, encoding="utf-8")
    bounded = Guard([sys.executable, str(script)], seconds=1)
    yield bounded
    bounded.close()
    assert children() == []


def children() -> list[int]:
    """The processes started by this one and not gone, but for the worker of the module itself."""
    kept = guard._guard._worker
    return [child.pid for child in psutil.Process().children() if not kept or child.pid != kept._process.pid]


def refusal(bounded: Guard, data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        bounded.read(data, "报送/表.pdf")
    assert str(caught.value.place) == "报送/表.pdf"
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith("。")
    return caught.value.message


def still_reads(bounded: Guard) -> bool:
    return bounded.read(TEXT, "a.txt") == understand(TEXT, "a.txt")


@pytest.mark.parametrize("data", [b"sleep", b"spin"])
def test_a_file_that_takes_too_long_is_given_up(wild: Guard, data: bytes) -> None:
    assert still_reads(wild)
    start = time.monotonic()
    assert f"{MAX_SECONDS} 秒内没有读完，请" in refusal(wild, data)
    assert 1 <= time.monotonic() - start < 1 + OVERHEAD
    assert children() == []
    assert still_reads(wild)


@pytest.mark.parametrize("data", [b"grow", b"leap"])
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, data: bytes) -> None:
    script = tmp_path / "wild.py"
    script.write_text(WILD, encoding="utf-8")
    bounded = Guard([sys.executable, str(script)])
    assert still_reads(bounded)
    assert f"超过 {MAX_MEMORY_BYTES // MEGABYTE} MB，请" in refusal(bounded, data)
    assert children() == []
    assert still_reads(bounded)
    bounded.close()


def test_memory_is_watched_where_the_system_does_not_limit_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_MEMORY_BYTES", 100 * MEGABYTE)
    script = tmp_path / "wild.py"
    script.write_text(WILD.replace("worker.main()", "serve._limit_memory = print; worker.main()"))
    bounded = Guard([sys.executable, str(script)])
    start = time.monotonic()
    assert "占用的内存超过" in refusal(bounded, b"grow")
    assert time.monotonic() - start < OVERHEAD
    bounded.close()


@pytest.mark.parametrize(("data", "told"), [(b"die", "意外中断"), (b"killed", "占用的内存超过")])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_worker_that_dies_costs_one_file_only(wild: Guard, data: bytes, told: str) -> None:
    assert told in refusal(wild, data)
    assert still_reads(wild)


def test_what_libraries_print_does_not_mix_with_the_answer(
    wild: Guard, capfd: pytest.CaptureFixture[str]
) -> None:
    wild.read(b"talk", "a.txt")
    assert still_reads(wild)
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_the_tool_is_no_fault_of_the_file(wild: Guard) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'a fault of the tool'") as caught:
        wild.read(b"fault", "a.txt")
    assert "Traceback" in caught.value.__notes__[0]
    assert still_reads(wild)


def test_a_worker_that_keeps_much_memory_is_replaced(wild: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still_reads(wild)
    kept = children()
    assert still_reads(wild)
    assert children() == kept
    monkeypatch.setattr(guard, "_RETIRED_BYTES", 1)
    assert still_reads(wild)
    assert children() == []


@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", "print('not it')"]])
def test_without_a_worker_files_are_read_here(command: list[str]) -> None:
    alone = Guard(command)
    assert still_reads(alone)
    assert children() == []
    alone._command = COMMAND
    assert still_reads(alone)
    assert children() == [], "it is not tried again for every file"


def test_a_frozen_program_starts_no_copy_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    alone = Guard()
    assert still_reads(alone)
    assert children() == []


def test_modules_are_not_taken_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scoring.py").write_text("raise SystemExit", encoding="utf-8")
    (tmp_path / "pdfplumber.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    bounded = Guard()
    assert still_reads(bounded)
    assert len(children()) == 1
    bounded.close()


@pytest.mark.parametrize("name", ["社区图书角建设.xlsx", "书.pdf"])
def test_the_worker_reads_as_this_process_does(name: str, printed: bytes) -> None:
    data = EXAMPLE.read_bytes() if name.endswith("xlsx") else printed
    bounded = Guard()
    here = understand(data, name)
    assert here[0].forms or here[0].remarks
    assert bounded.read(data, name) == here
    bounded.close()


@pytest.fixture(scope="session")
def printed() -> bytes:
    """The example printed to PDF."""
    html = pytest.importorskip("weasyprint").HTML(
        string="<style>td { border: 1px solid }</style><table>"
        "<tr><td colspan=6>项目支出绩效自评表<tr><td>项目名称<td colspan=5>书角"
        "<tr><td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分<td>偏差度"
        "<tr><td>数量<td>≥4个<td>4个<td>100<td>100<td>0<tr><td>总分<td><td><td>100<td>100<td></table>"
    )
    data = html.write_pdf()
    assert isinstance(data, bytes)
    return data


def test_errors_of_readers_come_back_with_their_place(wild: Guard) -> None:
    with pytest.raises(ReadError) as here:
        understand(b"\xe7\xbb\xa9\n" * 99 + b"\xff", "a.txt")
    with pytest.raises(ReadError) as there:
        wild.read(b"\xe7\xbb\xa9\n" * 99 + b"\xff", "a.txt")
    assert (there.value.message, there.value.place) == (here.value.message, here.value.place)


def packed(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "light"),
    [
        (EXAMPLE.read_bytes(), True),
        (TEXT, True),
        (b"x" * LIGHT_TEXT_BYTES, True),
        (b"x" * (LIGHT_TEXT_BYTES + 1), False),
        (packed({"xl/workbook.xml": "x" * LIGHT_PACKAGE_BYTES}), True),
        (packed({"word/document.xml": "x" * LIGHT_PACKAGE_BYTES, "other": "x"}), False),
        (packed({"xl/workbook.bin": ""}), False),
        (packed({"content.xml": ""}), False),
        (b"%PDF-1.7", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
        (b"\xef\xbb\xbf\n<html>", False),
        ("<html>".encode("utf-16"), False),
        ("<html>".encode("utf-16-be"), False),
    ],
)
def test_what_is_light(data: bytes, light: bool) -> None:
    assert is_light(data, "a") is light


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_may_ask_for_gigabytes_is_refused(method: int) -> None:
    with pytest.raises(ReadError, match="已损坏"):
        understand(packed({"word/document.xml": "<document/>"}, method), "a.docx")


def test_a_part_is_not_read_a_thousand_times() -> None:
    """A small workbook whose sheets are all the same part, to be read again for each of them."""
    with zipfile.ZipFile(EXAMPLE) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = re.search("<sheet [^>]*/>", parts["xl/workbook.xml"])
    assert sheet is not None
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(sheet[0], sheet[0] * 1000)
    with pytest.raises(ReadError, match="已损坏"):
        understand(packed(parts), "a.xlsx")


def test_light_files_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "read_guarded", None)
    assert document.read(Source(EXAMPLE, named=True))[0].forms
    code = f"import sys, scoring; scoring.audit({str(EXAMPLE)!r}); print('psutil' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


@pytest.mark.parametrize("end", ["", "raise SystemExit(5)", "os.kill(os.getpid(), 9)"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_no_worker_is_left_after_the_end(end: str) -> None:
    code = "import os\nfrom scoring.read import guard\nguard.read_guarded(b'x', 'a')\n"
    code += f"print(guard._guard._worker._process.pid, flush=True)\n{end}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert gone(int(run.stdout))


# Where tests run in the background, the shell has Ctrl-C ignored.
HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_ends_the_worker_in_the_middle_of_a_file(tmp_path: Path) -> None:
    script = tmp_path / "wild.py"
    script.write_text(WILD, encoding="utf-8")
    code = f"{HEARS_CTRL_C}import sys\nfrom scoring.read.guard import Guard\nbounded = Guard(sys.argv[1:])\n"
    code += "bounded.read(b'x', 'a')\nprint(bounded._worker._process.pid, flush=True)\n"
    code += "try: bounded.read(b'sleep', 'a')\nexcept KeyboardInterrupt: print('stopped')"
    command = [sys.executable, "-c", code, sys.executable, str(script)]
    # Its own group: a terminal sends Ctrl-C to both processes.
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        time.sleep(0.3)
        os.killpg(run.pid, signal.SIGINT)
        assert run.stdout.read() == "stopped\n"
    assert gone(worker)


def gone(pid: int) -> bool:
    """Whether a process ends within seconds."""
    with_end = time.monotonic() + OVERHEAD
    while time.monotonic() < with_end and psutil.pid_exists(pid):
        time.sleep(0.01)
    return not psutil.pid_exists(pid)


def test_a_copy_of_the_process_has_a_worker_of_its_own() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system does not copy processes")
    code = """
import os
from scoring.read.guard import read_guarded
assert read_guarded(b"one", "a")[0].file == "a"
if not os.fork():
    assert read_guarded(b"two", "b")[0].file == "b"
    os._exit(0)
assert os.wait()[1] == 0
assert read_guarded(b"three", "c")[0].file == "c"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def junk_pdf() -> bytes:
    """A PDF file whose cross-reference leads to nothing, so that its reader searches eight megabytes."""
    return b"%PDF-1.4\n" + b"1 0 obj\n" * MEGABYTE + b"startxref\n9\n%%EOF\n"


def endless_docx() -> bytes:
    """A Word document of empty rows, thirty megabytes of them."""
    rows = "<w:tr/>" * (30 * MEGABYTE // 7)
    body = f'<w:document xmlns:w="x"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    return packed({"word/document.xml": body}, zipfile.ZIP_STORED)


def test_known_holes_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ends in a sentence, in time; the good file beside them is scored."""
    bounded = Guard(seconds=2)
    monkeypatch.setattr(guard, "_guard", bounded)
    (tmp_path / "1.pdf").write_bytes(junk_pdf())
    (tmp_path / "2.docx").write_bytes(endless_docx())
    (tmp_path / "3.xlsx").write_bytes(EXAMPLE.read_bytes())
    times: list[float] = []
    result = audit(tmp_path, progress=lambda *_: times.append(time.monotonic()))
    assert all(after - before < 2 + OVERHEAD for before, after in pairwise(times))
    assert len(result.forms) == 1
    assert [Path(unread.path).name for unread in result.unread] == ["1.pdf", "2.docx"]
    assert all("秒内没有读完，请" in unread.reason for unread in result.unread)
    bounded.close()
