"""How long tests wait for another process or thread."""

PATIENCE = 60.0
"""Seconds after which what a test waits for counts as not coming; on a busy machine, too, it comes long before."""
