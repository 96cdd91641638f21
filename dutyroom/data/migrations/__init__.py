"""Numbered steps of the schema. They import nothing of today's code, so that old steps keep working."""

HEAD = "0003"
KNOWN = ("0001", "0002", "0003")
