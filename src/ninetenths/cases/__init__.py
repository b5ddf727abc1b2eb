"""Embedded case packs: data only. They are read by `ninetenths.datasets.packs`."""
