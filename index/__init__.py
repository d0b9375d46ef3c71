"""Index: clauses -> ranked hits."""
