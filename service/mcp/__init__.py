"""A Model Context Protocol server: search, answers and comparisons as tools for language models."""
