"""Uploading: files that clients send become documents of the store that is served."""
