"""The garden in memory, and the one way to change it: changes, undo, and joining two copies."""
