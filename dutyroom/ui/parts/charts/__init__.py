"""Charts on screen: painting, keys, and saving one as a picture."""
