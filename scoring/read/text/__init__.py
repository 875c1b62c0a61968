"""Texts: lines with tabs or pipes, csv, and web pages."""
