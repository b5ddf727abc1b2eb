"""Published data sets and case packs to statements."""
