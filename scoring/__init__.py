"""Recompute, check and print 绩效自评 (budget performance self-evaluations)."""

__version__ = "0.1.0"
