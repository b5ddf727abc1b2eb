"""Benchmarks: run once untimed in the tests, timed by ``make bench``."""
