"""Form + rule set → a sheet of recomputed lines, each with its working."""

from scoring.score.line import Line, Part
from scoring.score.sheet import Sheet, score

__all__ = ["Line", "Part", "Sheet", "score"]
