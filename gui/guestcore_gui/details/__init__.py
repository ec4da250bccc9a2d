"""The details of what was dropped or selected, before anything is written."""
