"""netgarden's own themes: a quiet wood by night and by day."""

from textual.theme import Theme

DARK = Theme(
    name="netgarden-dark",
    primary="#8fbf7f",
    secondary="#6f9f9c",
    accent="#e0b060",
    warning="#e0b060",
    error="#e07a6a",
    success="#8fbf7f",
    foreground="#dcdfd4",
    background="#151a17",
    surface="#1a201c",
    panel="#232b26",
    dark=True,
    variables={
        "block-cursor-background": "#35503a",
        "block-cursor-foreground": "#f4f6ee",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#26302a",
        "block-hover-background": "#202822",
        "border": "#8fbf7f",
        "border-blurred": "#38443c",
        "footer-background": "#232b26",
        "footer-key-foreground": "#e0b060",
        "input-selection-background": "#4a6a50",
        "scrollbar": "#38443c",
        "scrollbar-background": "#1a201c",
        "scrollbar-hover": "#4a584e",
        "scrollbar-active": "#8fbf7f",
    },
)

LIGHT = Theme(
    name="netgarden-light",
    primary="#3c6e3f",
    secondary="#2f6f78",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#b03a2e",
    success="#3c6e3f",
    foreground="#242a25",
    background="#f6f5ee",
    surface="#fbfaf5",
    panel="#e8e8dc",
    dark=False,
    variables={
        "block-cursor-background": "#cfe0c6",
        "block-cursor-foreground": "#14201a",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e4e9da",
        "block-hover-background": "#eeefe4",
        "border": "#3c6e3f",
        "border-blurred": "#c3c7b8",
        "footer-background": "#e8e8dc",
        "footer-key-foreground": "#9a5b00",
        "input-selection-background": "#b9d3b0",
        "scrollbar": "#c3c7b8",
        "scrollbar-background": "#f0efe6",
        "scrollbar-hover": "#aab09e",
        "scrollbar-active": "#3c6e3f",
    },
)

THEMES = (DARK, LIGHT)
