"""The library of plans: its faces, what is shown of a plan, the forms about it."""
