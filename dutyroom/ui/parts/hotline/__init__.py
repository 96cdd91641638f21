"""The mayor's telephone on the screen: the record of a case and the forms of its steps."""
