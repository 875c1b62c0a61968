"""The project itself: pinned and bounded dependencies, and nothing in its files that is private."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scoring import __version__

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(line) for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])]
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

_PIN = re.compile(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.+!]*")
_MOBILE = re.compile(r"(?<![0-9A-Za-z.])1[3-9][0-9]{9}(?![0-9A-Za-z])")
_MACHINE_PATH = re.compile(r"(?<![\w.\-*])/(?:work|home|root|Users|opt|mnt|srv)/|[A-Z]:\\Users")


def test_constraints_are_versions_and_nothing_else() -> None:
    assert [line for line in CONSTRAINTS if not _PIN.fullmatch(line)] == []


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_direct_dependencies_are_bounded_and_pinned(requirement: Requirement) -> None:
    assert any(bound.operator == ">=" for bound in requirement.specifier)
    pins = dict(line.split("==") for line in CONSTRAINTS)
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("script", [".ci/run", "scripts/system.sh"])
def test_scripts_are_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_changelog_begins_with_this_version_or_the_next() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] in ("未发布", __version__)


@pytest.mark.parametrize("private", [_MOBILE, _MACHINE_PATH], ids=["mobile number", "machine path"])
def test_files_hold_nothing_private(private: re.Pattern[str]) -> None:
    assert [f"{name}: {match[0]}" for name, text in texts() for match in private.finditer(text)] == []


def texts() -> Iterator[tuple[str, str]]:
    """The text of every file of the project, and of every part of its workbooks."""
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".xlsx":
            with ZipFile(path) as package:
                for part in package.namelist():
                    yield f"{name}:{part}", package.read(part).decode("utf-8", errors="replace")
        else:
            yield name, path.read_text(encoding="utf-8", errors="replace")


def files() -> Iterator[Path]:
    """Every file but those that .gitignore names."""
    ignored = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines())]
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in ignored)]
        yield from (Path(folder, name) for name in names)


def test_private_things_would_be_found() -> None:
    number = "1" + "3800000000"
    assert _MOBILE.search(f"联系电话{number}。")
    assert not _MOBILE.search(f"d41d8{number}9e")
    assert _MACHINE_PATH.search("open('/" + "home/someone/form.xlsx')")
    assert not _MACHINE_PATH.search("https://example.org/home/page")
