"""Parts of the page of statistics: its bar, its cards, its table."""
