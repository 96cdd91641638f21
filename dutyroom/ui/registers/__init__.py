"""The pages of the rail that hold a register."""
