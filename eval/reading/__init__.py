"""How well documents are read: labels by reference, and precision and recall of each kind.

A label names a place in the raw text and a value, never the text itself, so that documents which
may not be shipped can be labelled. `labels.py` reads the files, `scoring.py` compares them with
what the parser finds, `README.md` says how they were made.
"""
