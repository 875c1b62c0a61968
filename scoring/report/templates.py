"""The print templates: those of the package, and a folder of the user's own that overrides them file by file.

They lie in `templates/` beside the package, in an installed package inside it. Both run in a sandbox,
everything escaped and nothing left undefined; what is wrong in them is told with file and line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

import scoring
from scoring.checks.registry import quoted
from scoring.errors import RenderError
from scoring.place import Place
from scoring.report.aligned import aligned
from scoring.report.job import FILE_TYPES, StyleError
from scoring.report.printable import printable
from scoring.report.view import broken, figure
from scoring.report.wording import chinese

MAX_FILES_BYTES = 20 * 1024 * 1024  # of all pictures and style sheets of the user's folder
_TEMPLATES = (".html", ".txt")
_ENGLISH = re.compile(r"'([^']*)'")


class Templates:
    """The templates in force; `own` is the user's folder. Raises RenderError where it cannot serve."""

    def __init__(self, own: Path | None = None) -> None:
        self.folders = [*([own] if own else []), templates_folder()]
        self._environment = _environment(tuple(self.folders))
        if own:
            self._refuse_useless(own)

    def filled(self, name: str, **given: Any) -> str:
        """A template filled in. Raises RenderError with file and line of what is wrong with the user's own;
        what is wrong with those of the package is a fault of the tool."""
        try:
            return self._environment.get_template(name).render(given)
        except Exception as error:
            if len(self.folders) == 1 or isinstance(error, RenderError):
                raise
            raise _mistake(*self._where(error, name), _reason(error)) from None

    @property
    def digest(self) -> bytes:
        """Tells these templates, with their pictures and style sheets, from any others."""
        sha = hashlib.sha256()
        for folder in self.folders:
            for path in _files(folder):
                content = path.read_bytes()
                sha.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode() + content)
        return sha.digest()

    def files(self) -> Mapping[str, bytes]:
        """What the user's templates may use by name: the style sheets and pictures beside them."""
        own, found, room = self.folders[0], {}, MAX_FILES_BYTES
        for path in _files(own) if len(self.folders) > 1 else ():
            if path.suffix.lower() not in _TEMPLATES:
                room -= path.stat().st_size
                if room < 0:
                    limit = MAX_FILES_BYTES // 1024 // 1024
                    raise RenderError(f"模板文件夹“{own}”中的图片和样式超过 {limit} MB，请删减后重试。")
                found[path.relative_to(own).as_posix()] = path.read_bytes()
        return found

    def located(self, error: StyleError) -> RenderError:
        """A mistake in a style sheet, with file and line."""
        lines = (
            (path, number)
            for folder in self.folders
            for path in _files(folder)
            if path.suffix.lower() in (*_TEMPLATES, ".css")
            for number, line in enumerate(path.read_text("utf-8", "replace").split("\n"), start=1)
            if line.strip() == error.source
        )
        path, number = next(lines, (None, 0))
        return _mistake(str(path), number, f"的样式不能使用（{error.reason}）") if path else error

    def _refuse_useless(self, own: Path) -> None:
        """A folder that overrides nothing was hardly meant."""
        theirs = {path.relative_to(self.folders[-1]) for path in _files(self.folders[-1])}
        if not own.is_dir():
            raise RenderError(f"找不到模板文件夹“{own}”，请检查路径。")
        if not theirs & {path.relative_to(own) for path in _files(own)}:
            raise RenderError(
                f"模板文件夹“{own}”中没有与自带模板同名的文件，请按自带模板“{self.folders[-1]}”"
                "的结构放置，例如 form/form.html。"
            )

    def _where(self, error: Exception, name: str) -> tuple[str, int]:
        """File and line: of bad syntax where jinja says it is, else the innermost line of a template."""
        if isinstance(error, TemplateSyntaxError):
            return error.filename or name, error.lineno
        inner = [
            (frame.f_code.co_filename, line)
            for frame, line in walk_tb(error.__traceback__)
            if Path(frame.f_code.co_filename).suffix in (*_TEMPLATES, ".css")
        ]
        return inner[-1] if inner else (name, 1)


def _mistake(file: str, line: int, what: str) -> RenderError:
    told = f"打印模板“{file}”第 {line} 行{what}，请改正，或删去这个文件、改用自带的模板。"
    return RenderError(told, Place(file, row=line))


def templates_folder() -> Path:
    """Where the package's templates are, in an installed package or in a checkout."""
    package = Path(scoring.__file__).parent
    for folder in (package / "_templates", package.parent / "templates"):
        if (folder / "common" / "page.html").is_file():
            return folder
    raise RenderError("没有找到打印模板（templates），请重新安装 jixiao-scoring。")


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=lambda name: name is None or not name.endswith(".txt"),  # which is no HTML
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(figure=figure, broken=broken, aligned=aligned, chinese=chinese, quoted=quoted)
    return environment


def _files(folder: Path) -> Iterator[Path]:
    """The templates of a folder and what they may use, by name; hidden files, and links that lead out of
    it, are none of it."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        known = path.suffix.lower() in (*_TEMPLATES, *FILE_TYPES)
        if known and not hidden and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _reason(error: Exception) -> str:
    """What is wrong, in Chinese as far as jinja's English can be told."""
    named = _ENGLISH.findall(str(error))
    match error:
        case TemplateSyntaxError():
            return f"不合模板语法（{error.message}）"
        case UndefinedError():
            return f"用了没有的名称“{named[-1] if named else error}”"
        case SecurityError():
            return f"用了模板中不允许的操作（{error}）"
        case TemplateNotFound():
            return f"引用的模板“{error.name}”不存在"
        case TemplateError():
            return f"不能执行（{error}）"
        case UnicodeDecodeError():
            return "起有不是 UTF-8 编码的文字"
    return f"不能执行（{type(error).__name__}：{error}）"
