"""Texts before they mean anything: characters cleaned, each with its way back to the raw text."""
