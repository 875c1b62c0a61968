"""绩效目标表: the targets of a department and its projects, from which self-evaluation forms are drafted."""

from scoring.read.recognise.targets.table import TargetTable

__all__ = ["TargetTable"]
