"""What runs in the guest, found from memory and registers and proved."""
