"""Eval: labelled questions -> scores."""
