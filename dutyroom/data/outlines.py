"""The outlines that come with the program, one for each kind of plan."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dutyroom.data.resources import resource_path


@cache
def shipped_outlines() -> Mapping[str, str]:
    """The customary structure of each kind of plan, as :func:`dutyroom.rules.plan_outline.read_outline` reads it."""
    table = tomllib.loads(resource_path("plans/outlines.toml").read_text("utf-8"))
    return MappingProxyType({kind: str(text).strip("\n") for kind, text in table["outline"].items()})


def shipped_outline(kind: str) -> str:
    """The outline of a kind of plan; empty where there is none."""
    return shipped_outlines().get(kind, "")
