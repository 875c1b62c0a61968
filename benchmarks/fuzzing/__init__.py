"""Spoiling files on purpose: seeds, mutators for each kind of file, and the judgement on what is read."""
