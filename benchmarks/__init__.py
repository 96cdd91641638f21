"""Benchmarks: ratios against a bare yardstick, measured in one run on one machine."""
