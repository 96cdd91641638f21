"""Rosters and spot checks on the page of shifts."""
