"""Typer speaks Chinese: headings of the help, and one sentence for a command typed wrongly."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

_HELP = "显示本说明后退出。"


def speak_chinese() -> None:
    """Set the fixed words of the help texts."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.ERRORS_PANEL_TITLE = "错误"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


class _Chinese:
    """Mixed into commands and groups: the usage line and the text of --help."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        words = {"Usage: ": "用法：", "[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
        for english, chinese in words.items():
            usage = usage.replace(english, chinese)
        return re.sub(r"\{(.+?)\}(?:\.\.\.)?", r"\1", usage)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, shown without Python's names of their types."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            param.display_type_rich = partial(_without_type, param)
        return params


def _without_type(param: Any, ctx: Any) -> str | None:
    """The placeholder or the choices of a parameter, but no name of a Python type (<bool>)."""
    shown: str | None = type(param).display_type_rich(param, ctx)
    return None if shown and shown.startswith("<") and "|" not in shown else shown


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is Chinese."""


def sentence(error: TyperException) -> str:
    """One Chinese sentence for a command typed wrongly."""
    what: dict[str, str] = {
        "MissingParameter": f"缺少参数 {_parameter(error)}",
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}",
        "BadOptionUsage": f"选项 {getattr(error, 'option_name', '')} 的写法不对（缺少取值或多了取值）",
    }
    kind = type(error).__name__
    if kind in what:
        told = what[kind]
    elif kind == "BadParameter":
        told = f"{_parameter(error)} 的取值不对（可用的取值见说明）"
    elif "No such command" in error.message:
        told = f"没有命令 {error.message.split(chr(39))[1]}"
    elif "Missing command" in error.message:
        told = "没有写命令"
    else:
        told = f"命令写法不对（{error.message}）"
    return f"{told}；请用 --help 查看用法。"


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options: list[str] = getattr(parameter, "opts", [])
    option = next((name for name in options if name.startswith("--")), None)
    return option or str(getattr(parameter, "metavar", None) or parameter.name)
