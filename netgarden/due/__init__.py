"""The rules of the queue: the people due on a day, and why (`rules.md`)."""
