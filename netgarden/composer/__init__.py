"""From composer text to what it means: names, dates, the grammar, its preview and completion."""
