"""Frozen facts to PDF bytes; knows neither store nor window."""
