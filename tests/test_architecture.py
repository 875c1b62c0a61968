"""The shape of the package: imports go one way, modules stay small, numbers stay exact."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scoring"
MODULES = sorted(PACKAGE.rglob("*.py"))
EACH_MODULE = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))

# Lowest first; a module imports from its own layer and those below it.
LAYERS = [
    {"number", "place", "cite", "errors", "process", "serve"},
    {"numerals"},
    {"finding"},
    {"model"},
    {"rules"},
    {"read"},
    {"score"},
    {"checks"},
    {"results"},
    {"waivers"},
    {"verification", "comparison"},
    {"drafting", "write", "report"},
    {"batch", "doctor"},
    {"cli"},
]
TOP = len(LAYERS)  # the package itself: its public names may come from anywhere
LINES = 230
HEAVY = ("pandas", "weasyprint", "openpyxl", "xlsxwriter", "numpy")
CHECK_DECORATORS = {
    "form_check",
    "summary_check",
    "packet_check",
}  # a check is documented by its what, why, basis and mend


def name_of(path: Path) -> str:
    """The module's dotted name below the package: score.line, checks, and "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {name_of(path) for path in MODULES}


def layer(name: str) -> int:
    first = name.partition(".")[0]
    if not first:
        return TOP
    return next(number for number, names in enumerate(LAYERS) if first in names)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """The package's own modules that a module imports, anywhere in it."""
    for node in ast.walk(tree(path)):
        yield from (own for name in _names(node) if (own := _own_module(name)) is not None)


def _names(node: ast.AST) -> list[str]:
    """The dotted names that a piece of code brings in; after `import scoring`, each one it then uses."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name != PACKAGE.name]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"relative import in line {node.lineno}"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == PACKAGE.name:
        return [f"{PACKAGE.name}.{node.attr}"]
    return []


def _own_module(name: str) -> str | None:
    """The module that an imported name belongs to: scoring.score.Line is in score."""
    package, _, inside = name.partition(".")
    if package != PACKAGE.name or inside in ("__version__", "__file__"):
        return None
    while inside and inside not in NAMES:
        inside = inside.rpartition(".")[0]
    return inside


@EACH_MODULE
def test_every_module_has_a_layer(path: Path) -> None:
    assert layer(name_of(path)) <= TOP


@EACH_MODULE
def test_imports_go_one_way(path: Path) -> None:
    mine = name_of(path)
    upward = [other for other in imported(path) if layer(other) > layer(mine)]
    assert upward == []


def test_no_module_imports_itself_round_a_corner() -> None:
    """A package counts through its modules; that its __init__ gathers their names is no circle."""
    packages = {name for name in NAMES if (PACKAGE / name.replace(".", "/")).is_dir()}
    graph = {
        name_of(path): {other for other in imported(path) if other not in packages}
        for path in MODULES
        if name_of(path) not in packages
    }
    TopologicalSorter(graph).prepare()  # raises CycleError


@EACH_MODULE
def test_nothing_is_rounded_or_made_a_float_by_the_way(path: Path) -> None:
    calls = [
        f"{path.name}:{node.lineno} {node.func.id}("
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("float", "round")
    ]
    assert calls == []


@EACH_MODULE
def test_no_figure_is_written_as_a_float(path: Path) -> None:
    if layer(name_of(path)) > layer("verification"):
        return  # what is only shown (a width, a progress interval) is no figure
    floats = [
        f"{path.name}:{node.lineno} {node.value}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert floats == []


@EACH_MODULE
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


@EACH_MODULE
def test_everything_public_is_documented(path: Path) -> None:
    module = tree(path)
    if not module.body:
        return
    assert ast.get_docstring(module), "the module itself"
    assert [node.name for node in _public(module) if not ast.get_docstring(node)] == []


def _public(module: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes, and the public methods of public classes."""
    for node in module.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not _is_check(node):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from (
                method
                for method in node.body
                if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
            )


def _is_check(node: ast.FunctionDef | ast.ClassDef) -> bool:
    calls = [decorator.func for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id in CHECK_DECORATORS for call in calls)


@pytest.mark.parametrize("module", ["scoring", "scoring.cli", "scoring.verification"])
def test_starting_up_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == ""


def test_the_rules_of_this_test_would_notice_a_breach() -> None:
    assert layer("score.line") < layer("checks.points") < layer("verification") < layer("cli.app") < layer("")
    assert _own_module("scoring.score.Line") == "score"
    assert _own_module("scoring.score.line.Line") == "score.line"
    assert _own_module("scoring.load_ruleset") == ""
    assert _own_module("decimal.Decimal") is None
    assert {"number", "model.form", "rules.schema"} <= set(imported(PACKAGE / "score" / "line.py"))
