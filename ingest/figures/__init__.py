"""Figures in clauses as typed measures: value, unit, bound, what is measured and for whom."""
