"""Findings that people accept: the file they say so in, and the findings it covers."""

from scoring.waivers.applying import apply
from scoring.waivers.keeping import is_list, would_lose
from scoring.waivers.reading import read_waivers

__all__ = ["apply", "is_list", "read_waivers", "would_lose"]
