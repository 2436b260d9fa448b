"""Who is due on a day, and why: the rules of the queue."""
