"""Inputs: one module for each family, one entry in ``SOURCES``."""
