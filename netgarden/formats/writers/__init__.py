"""Writers: people to files for other programs, one module a format."""
