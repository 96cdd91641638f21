"""Parts of the directory: its list, the record of a unit or a person, forms, groups, the preview of an import."""
