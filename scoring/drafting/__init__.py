"""Target table, or last year's form → the plan of a self-evaluation form → a workbook."""
