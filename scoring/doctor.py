"""Is everything there that the tool needs? Each thing looked at, with what to type where it is missing."""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import metadata
from io import StringIO
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from scoring.errors import RenderError
from scoring.place import Place

PYTHON = (3, 11)
PACKAGES = ("pydantic", "jinja2", "weasyprint", "pandas", "typer", "fonttools", "uharfbuzz", "lxml")
_SUBSET_VERSION = (4, 1, 0)  # what WeasyPrint asks for; with an older one it cuts fonts by itself
_SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at; `advice` is one sentence with the command to type, empty where all is well."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def diagnose() -> list[Diagnosis]:
    """Look at everything; nothing that is amiss stops the rest."""
    return [
        _python(),
        *(_package(name) for name in PACKAGES),
        _pango(),
        _subset(),
        *_fonts(),
        _templates(),
        _process(),
        _print(),
    ]


def _python() -> Diagnosis:
    ok, wanted = sys.version_info >= PYTHON, ".".join(map(str, PYTHON))
    advice = "" if ok else f"请改用 Python {wanted} 或更新的版本：sudo apt install python{wanted}。"
    return Diagnosis("Python", ok, platform.python_version(), advice)


def _package(name: str) -> Diagnosis:
    try:
        return Diagnosis(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Diagnosis(name, False, "没有安装", f"请运行 pip install {name}。")


def _pango() -> Diagnosis:
    name = "Pango（排版）"
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint prints advice in English before it raises
            import weasyprint.text.ffi  # noqa: F401 - loading it is the test
    except (ImportError, OSError) as error:
        advice = "请运行 sudo apt install libpango-1.0-0 libpangoft2-1.0-0。"
        return Diagnosis(name, False, f"不能载入（{error}）", advice)
    return Diagnosis(name, True, "可以载入")


def _subset() -> Diagnosis:
    name = "HarfBuzz-Subset（缩小字体）"
    for library in _SUBSET:
        try:
            version = _version(ctypes.CDLL(library))
        except OSError:
            continue
        if version and version < _SUBSET_VERSION:
            told, wanted = (".".join(map(str, numbers)) for numbers in (version, _SUBSET_VERSION))
            advice = f"请升级到 {wanted} 或更新的版本，否则打印较慢。"
            return Diagnosis(name, False, f"版本 {told} 过旧", advice)
        return Diagnosis(name, True, f"可以载入（{library}）")
    advice = "请运行 sudo apt install libharfbuzz-subset0，否则打印较慢。"
    return Diagnosis(name, False, "不能载入", advice)


def _version(library: ctypes.CDLL) -> tuple[int, ...]:
    """The version of HarfBuzz, which its subset library brings along; empty where it does not tell."""
    if not hasattr(library, "hb_version_string"):
        return ()
    library.hb_version_string.restype = ctypes.c_char_p
    return tuple(map(int, library.hb_version_string().decode().split(".")))


def _fonts() -> Iterator[Diagnosis]:
    names = {"text": "正文字体", "heading": "标题字体", "kai": "楷体", "title": "题名字体"}
    try:
        from scoring.report.fonts import find_faces

        faces = find_faces()
    except (ImportError, RenderError) as error:
        yield Diagnosis("中文字体", False, "没有找到", str(error))
        return
    for role, face in faces.items():
        yield Diagnosis(names[role.value], True, f"{face.family}（{face.file}）")


def _templates() -> Diagnosis:
    try:
        from scoring.report.templates import templates_folder

        return Diagnosis("打印模板", True, str(templates_folder()))
    except (ImportError, RenderError) as error:
        return Diagnosis("打印模板", False, "没有找到", str(error))


def _process() -> Diagnosis:
    """Papers are set in processes of their own; without them printing works, one paper after the other."""
    name, advice = "排版进程", "打印仍可进行，但只能逐份排版；请检查安全软件是否禁止 Python 启动新的进程。"
    try:
        from scoring.process import Worker, WorkerError, can_start
        from scoring.report.presses import COMMAND
    except ImportError as error:
        return Diagnosis(name, False, f"不能载入（{error}）", advice)
    if not can_start():
        return Diagnosis(name, False, "这种安装方式不能启动新的进程", advice)
    try:
        Worker(COMMAND).end()
    except (OSError, WorkerError) as error:
        return Diagnosis(name, False, f"不能启动（{error}）", advice)
    return Diagnosis(name, True, "可以启动")


def _print() -> Diagnosis:
    """An empty summary table, through all that a real paper goes through."""
    try:
        from scoring.report.folder import Folder
        from scoring.report.paper import Paper
        from scoring.report.papers import SUMMARY
        from scoring.report.printing import print_papers
        from scoring.report.summary_page import summary_page

        page = summary_page(Folder("", ()))
        paper = Paper(SUMMARY, PurePath("样张.pdf"), "样张", Place("样张"), lambda _: page)
        with TemporaryDirectory() as folder:
            done = print_papers([paper], Path(folder))
            size = sum(path.stat().st_size for path in done.written)
    except (ImportError, RenderError) as error:
        return Diagnosis("试打印", False, "没有成功", f"{error}")
    if done.failed:
        return Diagnosis("试打印", False, "没有成功", str(done.failed[0]))
    return Diagnosis("试打印", True, f"生成了 {size // 1024} KB 的 PDF")
