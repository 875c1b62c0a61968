"""Text in which the tables of a page have run into one, put into rows again."""

from scoring.read.recognise.flow.stretches import Stretch, stretches

__all__ = ["Stretch", "stretches"]
