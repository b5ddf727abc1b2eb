"""SIPRI tables of arms transfers by year in trend-indicator values, exported by the user."""
