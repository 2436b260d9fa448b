"""Screens that stand on another one: questions, forms, lists and texts. Each ends with a result."""
