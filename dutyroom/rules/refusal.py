"""Refusal: the one exception that a person can answer."""


class Refusal(Exception):
    """A command was refused for a reason that the officer can mend.

    ``code`` names the reason (``entry.text.empty``) and is worded in
    :mod:`dutyroom.rules.sentences`; ``field`` names the form's field to point
    at; ``facts`` fill the sentence's placeholders.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        stated = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({stated})"
