"""The command line (jixiao): a thin client of the public functions."""

from __future__ import annotations


def run() -> None:
    """Entry point of the command `jixiao`."""
    from scoring.cli.app import main

    main()
