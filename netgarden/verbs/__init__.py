"""What can be done to people, loops and entries: pure functions from a garden to a change."""
