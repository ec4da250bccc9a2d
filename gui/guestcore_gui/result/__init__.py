"""The report on a finished core, as a page."""
