"""Results as JSON objects and as text for people."""
