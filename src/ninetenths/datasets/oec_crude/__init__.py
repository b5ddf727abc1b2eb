"""Crude exports and imports of each state in dollars: OEC."""
