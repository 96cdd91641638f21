"""Pure values, commands and checks: no Qt, no SQL, no clock, no files."""
