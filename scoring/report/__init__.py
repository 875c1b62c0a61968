"""Renderers of an audit, one a file."""
