"""Forms → workbooks."""
