"""Removing text that must not be here: its dialog, and the words for each place."""
