"""Text and dates: cleaned, compared, read and put into words. Depends on nothing else here."""
