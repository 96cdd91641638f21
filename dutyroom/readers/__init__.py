"""Documents from outside to plain values, in a process of their own."""
