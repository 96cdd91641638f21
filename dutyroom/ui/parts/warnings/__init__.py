"""The parts of the register of warnings."""
