"""The plan of a form → a workbook that scores itself while its results are typed in."""
