"""Metrics: what the service counts and measures of itself, for Prometheus to collect."""
