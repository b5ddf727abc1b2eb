"""Goods traded between states by product, reconciled from both sides: CEPII BACI."""
