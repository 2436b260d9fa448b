"""The look of the app: themes, glyphs, and data turned into what is drawn."""
