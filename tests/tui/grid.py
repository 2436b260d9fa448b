"""The screen as text: what a person sees, without colours, for goldens and assertions."""

from textual.app import App


def grid(app: App[object]) -> str:
    """The lines of the screen, as wide as the terminal; blanks at the end of a line are cut."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    lines = ["".join(segment.text for segment in strip) for strip in strips[:height]]
    return "\n".join(line[:].rstrip() for line in lines)


def runs(app: App[object]) -> list[tuple[int, str, str]]:
    """Where the screen is bold, reverse or underlined: (line, attribute, text)."""
    found: list[tuple[int, str, str]] = []
    for number, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        for segment in strip:
            style = segment.style
            if style is not None and segment.text.strip():
                for attribute in ("bold", "reverse", "underline"):
                    if getattr(style, attribute):
                        found.append((number, attribute, segment.text.strip()))
    return found
