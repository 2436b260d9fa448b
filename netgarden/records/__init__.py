"""The records of a garden file, their kinds and their fields."""
