"""Messages to people: drafts, the facts that fill them, and a check of etiquette."""
