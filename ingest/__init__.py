"""Ingest: files -> documents made of clauses."""
