"""Readers: files of other programs to candidates, one module a format."""
