"""Verbs on people, loops and entries: pure functions from a garden to a change."""
