"""What a person can do: one function, one transaction, one journal entry."""
