"""Parts of the page of issued papers."""
