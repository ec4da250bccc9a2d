"""Files as they lie on disk: bounded reading, dictionaries, compression."""
