"""Embedders: texts -> unit vectors."""
