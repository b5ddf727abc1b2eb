"""Crude imports of EU members by month and stream: Eurostat NRG_TI_COIFPM."""
