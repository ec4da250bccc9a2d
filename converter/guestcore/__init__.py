"""GuestCore: VMware saved states to cores that crash, gdb and drgn open."""

__version__ = "0.1.0"
