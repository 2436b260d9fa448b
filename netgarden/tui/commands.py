"""Every command of the app, declared once: its id, key, label, help and place in the help.

Bindings, footer, palette, help and the keymap of the config are all made from this table. What a command does,
and whether it applies just now, is its verb in `tui/verbs`, or for some a method `action_<id>` of a screen.
"""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from textual.binding import BindingType


class Command(msgspec.Struct, frozen=True):
    """A command of the app."""

    id: str
    key: str
    """One key or several, separated by commas; the first is shown."""
    label: str
    help: str
    section: str
    footer: bool = False
    """Whether it stands in the footer, where there is room."""


PEOPLE, MOVE, GARDEN, WRITE, FIND = "People", "Moving about", "The garden", "Composer", "Find"

_ALL = (
    Command("help", "question_mark,f1", "Help", "All keys that work here, and what they do.", GARDEN, True),
    Command("find", "slash,ctrl+f", "Find", "Find anyone by name, org, interest, tag or place.", FIND, True),
    Command("log", "l", "Log", "Write down what happened with this person.", PEOPLE, True),
    Command(
        "tried", "t", "Tried", "You tried to reach them and got no answer; nothing to type.", PEOPLE, True
    ),
    Command("snooze", "s", "Snooze", "Hide what the row shows until a day that you choose.", PEOPLE, True),
    Command("undo", "u", "Undo", "Take back the last change.", GARDEN, True),
    Command(
        "note", "n", "Note", "Write a note about this person; it does not count as being in touch.", PEOPLE
    ),
    Command("close_loop", "x", "Done", "Close the promise, thanks or request that the row shows.", PEOPLE),
    Command("why", "w", "Why", "Why this person is here, or is not, in plain words.", PEOPLE),
    Command("skip", "S", "Skip", "Let this round pass: the cadence starts again today.", PEOPLE),
    Command("pause", "p", "Pause", "Let the relationship rest for a season, or wake it again.", PEOPLE),
    Command("cadence", "c", "Cadence", "Say how close this person is: tier 1–5, none, or a cadence.", PEOPLE),
    Command(
        "draft", "d", "Draft", "Draft a message for the reason at hand; you read, change and send it.", PEOPLE
    ),
    Command(
        "loops", "O", "Open loops", "Promises, requests, wants, milestones: add, edit, close, reopen.", PEOPLE
    ),
    Command("edit", "e", "Edit", "Edit name, org, role, place, interests, cadence and the rest.", PEOPLE),
    Command("interests", "number_sign", "Interests", "Edit interests and tags.", PEOPLE),
    Command("open_link", "o", "Open", "Open their mail address or first link.", PEOPLE),
    Command("copy", "y", "Copy", "Copy their email, phone or brief.", PEOPLE),
    Command("archive", "A", "Archive", "Put them out of sight, or bring them back.", PEOPLE),
    Command(
        "delete",
        "D",
        "Delete",
        "Delete this person and what is only about them; undo brings all back.",
        PEOPLE,
    ),
    Command(
        "mark", "space", "Mark", "Mark the person; verbs act on all who are marked, in one undo.", PEOPLE
    ),
    Command("add", "a", "Add", "Add a person.", GARDEN),
    Command("new_entry", "L", "New entry", "Write an entry about anybody.", WRITE),
    Command(
        "import",
        "I",
        "Import",
        "Bring people in from a file or folder, after a look at what changes.",
        GARDEN,
    ),
    Command(
        "duplicates",
        "M",
        "Duplicates",
        "Pairs that may be one person: merge them, or keep them apart.",
        GARDEN,
    ),
    Command("attendees", "W", "Who is there", "Whom of a list of attendees or an invitation you know.", FIND),
    Command("decide", "C", "Decide", "Conflicts and news of the file that wait for you.", GARDEN),
    Command("redo", "ctrl+r", "Redo", "Bring back what was undone.", GARDEN),
    Command("theme", "T", "Theme", "Choose other colours; the choice is kept.", GARDEN),
    Command("palette", "colon,ctrl+p", "Commands", "Search all commands.", GARDEN),
    Command("tour", "X", "Tour", "Five keys to begin with, one after another; again to end it.", GARDEN),
    Command("quit", "q", "Quit", "Leave; everything is saved.", GARDEN),
    Command("back", "escape", "Back", "Back to where you were; never quits.", MOVE, True),
    Command("pane_forest", "1", "Forest", "Go to the forest.", MOVE),
    Command("pane_today", "2", "Today", "Go to today's queue.", MOVE),
    Command("pane_card", "3", "Card", "Go to the card.", MOVE),
    Command("pane_composer", "4", "Composer", "Go to the composer.", MOVE),
    Command("next_pane", "tab", "Next pane", "Go to the next pane.", MOVE),
    Command("previous_pane", "shift+tab", "Previous pane", "Go to the pane before.", MOVE),
    Command("go_top", "g", "Top", "Go to the first row.", MOVE),
    Command("grouping", "v", "Grouping", "Group the forest by something else, from a list.", MOVE),
    Command("next_grouping", "V", "Next grouping", "Group the forest by the next thing of that list.", MOVE),
    Command(
        "sort", "b", "Order", "Order people within a grove by name, last contact, due date or tier.", MOVE
    ),
    Command("next_sort", "B", "Next order", "Order people within a grove by the next of these.", MOVE),
    Command(
        "filter", "f", "Filter", "Show only some people in the forest, by words and filters as in find.", MOVE
    ),
    Command("minutes", "m", "Minutes", "Say how many minutes you have today.", MOVE),
    Command("review", "r", "Review", "Go through today's people one at a time.", GARDEN, True),
    Command("triage", "R", "Triage", "Place, one at a time, whom nobody has placed yet.", GARDEN),
    Command("next_person", "j,down,right", "Next", "Go on to the next person; this one stays.", MOVE, True),
    Command("previous_person", "k,up,left", "Previous", "Go back to the person before.", MOVE),
    Command("as_last", "equals_sign", "As the last", "Decide as for the last person.", PEOPLE, True),
    Command(
        "same_as", "M", "Same as", "This is somebody who is here already: make one contact of both.", PEOPLE
    ),
    Command("all_of_org", "asterisk", "All of org", "Place all of this organisation alike.", PEOPLE, True),
    Command("zoom", "z", "Zoom", "Give the pane the whole screen, or put it back.", MOVE),
    Command("card", "enter", "Card", "Open the whole card.", PEOPLE),
    Command("save", "ctrl+s", "Save", "Save the entry.", WRITE, True),
    Command("save_another", "ctrl+n", "Save, another", "Save the entry and begin another.", WRITE),
    Command("accept", "tab", "Accept", "Take the completion offered, or settle the next doubt.", WRITE, True),
    Command("editor", "ctrl+o", "Editor", "Write in $EDITOR.", WRITE),
    Command("grammar", "ctrl+g", "Grammar", "How entries are written, on one sheet.", WRITE, True),
)

COMMANDS = {command.id: command for command in _ALL}
"""All commands by id."""

EVERYWHERE = ("find", "help", "palette", "undo", "redo")
"""Commands that every screen offers on which one does not type; each can also be left by its own keys."""


def bindings(*ids: str, show: bool | None = None) -> "list[BindingType]":
    """The bindings of these commands, in this order; `show` says whether they stand in the footer of a screen that
    has its own mind about it.
    """
    from textual.binding import Binding  # the command line reads the table too, and knows no textual

    return [
        Binding(
            command.key,
            command.id,
            command.label,
            show=command.footer if show is None else show,
            tooltip=command.help,
            id=command.id,
        )
        for command in (COMMANDS[one] for one in ids)
    ]
