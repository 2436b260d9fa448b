"""Bringing in what files give: matched with the garden, planned, merged."""
