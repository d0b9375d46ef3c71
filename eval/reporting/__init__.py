"""The report on labelled questions: comparisons, the worst questions explained, the HTML page."""
