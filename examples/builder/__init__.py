"""Writes the example workbooks from the facts files; independent of the package it is an example for."""
