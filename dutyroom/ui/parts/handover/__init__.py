"""The steps of a shift: starting, giving, taking, and the sheets for a power failure."""
