"""Readers: a file becomes cells with places; what they mean is the recogniser's business."""

from scoring.read.container import read_raw

__all__ = ["read_raw"]
