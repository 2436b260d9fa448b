"""From composer text and mail to what they mean: names, dates, the grammar, its preview and completion."""
