"""Arrays in, arrays out: dependence, alignment, balance. No files, no tables, no state."""
