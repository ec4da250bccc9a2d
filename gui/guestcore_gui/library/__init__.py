"""The library: folders, machines, snapshots."""
