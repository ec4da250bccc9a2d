"""Virtual machines as they lie on disk: their folders, and where VMware keeps them."""
