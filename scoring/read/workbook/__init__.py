"""Workbooks: xlsx, xlsb, xls and ods, each cell as people see it and with the number behind it."""
