"""Statements to immutable layers, and assets to a supply graph."""
