"""The jobs: what is to be converted, how far it is, what became of it."""
