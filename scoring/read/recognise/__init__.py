"""Cells → forms, summary tables and statements, by the words in them."""

from scoring.read.recognise.document import recognise

__all__ = ["recognise"]
