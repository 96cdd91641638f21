"""The session that reads are made with, named for those who may hold one but not write a query."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
