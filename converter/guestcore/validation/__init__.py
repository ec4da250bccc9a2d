"""Reading a core back with an independent reader, and judging it."""
