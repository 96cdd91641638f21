"""Files attached to a matter, looked at inside the window."""
