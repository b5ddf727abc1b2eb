"""Ledger to network to measure to `Finding`: everything a brief says is computed here."""
