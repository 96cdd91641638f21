"""DutyRoom: the desk of a municipal government's duty room."""

__version__ = "0.1.0"
