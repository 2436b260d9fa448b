"""Views of one person or of all: the brief, the timeline, ties, balance, the forest."""
