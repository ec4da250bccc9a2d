"""Writes fabricated checkpoints: the demo machine and the guests of the tests."""
