"""The command line: same store, same actions, no window (the gallery excepted)."""
