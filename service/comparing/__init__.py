"""One question asked of many places: a row per place and condition, and clauses like another."""
