"""The guest as the hardware sees it: memory, page tables, descriptor tables."""
