"""The queue at the bottom of the window."""
