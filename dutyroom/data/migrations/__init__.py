"""Numbered steps of the schema. They import nothing of today's code, so that old steps keep working."""

HEAD = "0004"
KNOWN = ("0001", "0002", "0003", "0004")
