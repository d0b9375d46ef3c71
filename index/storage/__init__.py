"""The catalog that is the truth of a store, and the generations of files derived from it."""
