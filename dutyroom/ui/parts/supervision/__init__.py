"""The parts of the register of supervision."""
