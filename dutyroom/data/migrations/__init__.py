"""Numbered steps of the schema. They import nothing of today's code, so that old steps keep working."""

HEAD = "0008"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
