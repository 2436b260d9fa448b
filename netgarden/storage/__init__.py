"""Storage: the only place that knows the garden file, its copies and its locks (`file-format.md`)."""
