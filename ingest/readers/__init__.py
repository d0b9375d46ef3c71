"""Readers: one module a format, each turning a file into raw text."""

from ingest.readers.registry import READERS, read_bytes

__all__ = ["READERS", "read_bytes"]
