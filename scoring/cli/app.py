"""The commands, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

from scoring import __version__
from scoring.cli import convert, doctor, draft, explain, report, rules, score, verify
from scoring.cli.chinese import ChineseCommand, ChineseGroup, sentence, speak_chinese
from scoring.errors import JixiaoError

UNUSABLE = 2  # an input or a rule set is unusable, or the command was typed wrongly
FAILED = 3  # the tool itself failed
INTERRUPTED = 130

app = typer.Typer(
    name="jixiao",
    cls=ChineseGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="预算绩效自评：起草自评表，逐项复算得分，指出每一处差异及其算式和条款，打印报告。",
    epilog="例：jixiao verify 自评表.xlsx　　jixiao report 自评表文件夹 -o 报告",
)
app.command("verify", cls=ChineseCommand, epilog=verify.EXAMPLE)(verify.verify)
app.command("report", cls=ChineseCommand, epilog=report.EXAMPLE)(report.report)
app.command("score", cls=ChineseCommand, epilog=score.EXAMPLE)(score.score)
app.command("draft", cls=ChineseCommand, epilog=draft.EXAMPLE)(draft.draft)
app.command("convert", cls=ChineseCommand, epilog=convert.EXAMPLE)(convert.convert)
app.command("explain", cls=ChineseCommand, epilog=explain.EXAMPLE)(explain.explain)
app.command("doctor", cls=ChineseCommand, epilog=doctor.EXAMPLE)(doctor.doctor)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jixiao {__version__}")
        raise Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本后退出。")
    ] = False,
) -> None:
    """Options that stand before any command."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every outcome is an exit code, and every error one Chinese sentence."""
    speak_chinese()
    try:
        code = app(args=arguments, prog_name="jixiao", standalone_mode=False)
        if code == INTERRUPTED:  # what typer makes of Ctrl-C, without a word
            raise Abort
    except JixiaoError as error:
        code = _fail(error.message, UNUSABLE)
    except TyperException as error:
        no_arguments = type(error).__name__ == "NoArgsIsHelpError"
        code = 0 if no_arguments else _fail(sentence(error), UNUSABLE)
    except (Abort, KeyboardInterrupt):
        code = _fail("已中断，没有写出不完整的文件。", INTERRUPTED)
    except BrokenPipeError:
        code = 0
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get("JIXIAO_DEBUG"):
            raise
        told = f"工具自身出错（{type(error).__name__}：{error}），请把命令和文件发给维护者；"
        code = _fail(f"{told}设环境变量 JIXIAO_DEBUG=1 可显示详情。", FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> int:
    typer.echo(message, err=True)
    return code
