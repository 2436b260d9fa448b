"""How the app looks: themes, glyphs, and data turned into what is drawn."""
