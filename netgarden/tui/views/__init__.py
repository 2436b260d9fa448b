"""From data to what widgets show."""
