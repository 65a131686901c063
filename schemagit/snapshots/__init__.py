"""The straight lines from end to end: one module each."""
