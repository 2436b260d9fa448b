"""Files of other programs: bytes to candidates and back. One module a format, one registry."""
