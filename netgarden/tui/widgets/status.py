"""The status line: which garden, what is due, whether it is saved, and the day."""

import msgspec
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Status(msgspec.Struct, frozen=True):
    """The contents of the status line."""

    garden: str
    due: str
    """`6 today · 35 can wait`."""
    saved: str
    """`saved`, `saving`, `not saved: …`, `read-only`."""
    alarm: bool
    """Whether `saved` is something to worry about."""
    day: str


class StatusLine(Widget):
    """One line at the top. What matters less gives way first where it is narrow: the name, then the day."""

    DEFAULT_CSS = """
    StatusLine { dock: top; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    status: reactive[Status] = reactive(Status("", "", "", False, ""))

    def render(self) -> Content:
        """Name at the left, counts and saved state in the middle, day at the right."""
        status = self.status
        width = self.content_size.width
        saved = Content.styled(status.saved, "$error bold reverse" if status.alarm else "$foreground-muted")
        middle = Content.assemble((status.due, "bold"), Content(" · ") if status.due else "", saved)
        left = Content.assemble(("netgarden", "$primary bold"), (f" · {status.garden}", "$foreground-muted"))
        right = Content.styled(status.day, "$foreground-muted")
        if left.cell_length + middle.cell_length + right.cell_length + 4 > width:
            left = Content.styled("netgarden", "$primary bold")
        if left.cell_length + middle.cell_length + right.cell_length + 4 > width:
            right = Content("")
        if left.cell_length + middle.cell_length + 2 > width:
            return middle.truncate(width, ellipsis=True)
        spare = width - left.cell_length - middle.cell_length - right.cell_length
        before = max(2, (width - middle.cell_length) // 2 - left.cell_length)
        before = min(before, spare - (2 if right else 0))
        return Content.assemble(left, " " * before, middle, " " * (spare - before), right)
