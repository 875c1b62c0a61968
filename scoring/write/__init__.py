"""Changes in workbooks of other people: only what is asked for, everything else as it came."""
