"""Capturing the memory of a machine that runs."""
