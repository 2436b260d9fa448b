"""Storage: the only place that knows the garden file, its copies and its locks (DESIGN 3 and 4)."""
