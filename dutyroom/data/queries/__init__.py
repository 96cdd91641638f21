"""Reads: numbers first, frozen rows for the part looked at."""
