"""Writing the core: its layout, its notes, its memory."""
