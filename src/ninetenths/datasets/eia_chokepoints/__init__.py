"""The EIA table of oil through straits and canals, and through Hormuz by origin and destination."""
