"""Workbooks: forms drafted anew, and changes in those of other people, of which nothing else changes."""
