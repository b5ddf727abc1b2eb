"""Crude imports and supply cost of EU members by month and type: the Commission's register (COIR)."""
