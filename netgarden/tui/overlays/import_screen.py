"""Import in the app: what a file would bring, looked at before anything is changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from netgarden.errors import NetgardenError
from netgarden.formats import registry
from netgarden.formats.candidate import Reading
from netgarden.importing.input_files import read_inputs
from netgarden.importing.plan import Decision, ImportPlan, Outcome, plan_import
from netgarden.session.session import Changed, Session
from netgarden.tui.keys import keys_of
from netgarden.tui.look.content import Cell, row
from netgarden.tui.overlays.list_sheet import ListSheet
from netgarden.tui.views.main import field_lines
from netgarden.tui.widgets.card import CardLine
from netgarden.tui.widgets.text_list import TextList, TextRow

DECISIONS: dict[Decision, str] = {"same": "the same person", "separate": "somebody else", "leave": "left out"}
"""What may become of a possible duplicate, in words."""

STYLES = {"added": "$success", "updated": "$accent", "duplicate": "$warning", "skipped": "$error"}
WORDS = {"updated": "to update", "added": "to add"}
"""What is not done yet is not said as done."""

ORDER = ("to decide", "to update", "to add", "skipped", "duplicate", "unchanged")
"""In which the outcomes stand: what asks for attention first."""


class ImportScreen(ListSheet[None]):
    """The preview of an import. It reads and plans beside the app, and changes nothing until it is told to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Leave; nothing is imported", id="import.back"),
        Binding("s", "decide('same')", "The same person: fill in what is missing", id="import.same"),
        Binding("d", "decide('separate')", "Somebody else: add them", id="import.separate"),
        Binding("l", "decide('leave')", "Leave them out", id="import.leave"),
        Binding("ctrl+s", "import", "Import; one undo takes all of it back", id="import.import"),
    ]
    CLOSED_BY_CLICK = False
    TITLE_WORDS = "Import"
    KEY_WORDS = (
        "{import.import} import · {import.same} same · {import.separate} somebody else · {import.leave} leave out"
        " · {import.back} leave"
    )

    def __init__(self, session: Session, name: str) -> None:
        """`name` is the file or folder as typed."""
        super().__init__(session)
        self._source = name
        self._readings: list[Reading] = []
        self._plan: ImportPlan | None = None
        self._decisions: dict[str, Decision] = {}
        # What the plan was made with, and whether the garden has changed since.
        self._planned_with: dict[str, Decision] = {}
        self._is_stale = False
        self._is_to_import = False
        self._progress = "Reading …"
        self._outcomes: Sequence[Outcome] = ()

    def on_mount(self) -> None:
        """Begin to read."""
        super().on_mount()
        self._begin()

    def _changed(self, changed: Changed) -> None:
        self._is_stale = True
        super()._changed(changed)

    def _begin(self) -> None:
        self._planned_with, self._is_stale = dict(self._decisions), False
        self._read(self._planned_with)

    @work(thread=True, exclusive=True, group="import", name="read import")
    def _read(self, decisions: Mapping[str, Decision]) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._tell, f"{done:,} of {total:,} compared")

        try:
            if not self._readings:
                inputs = read_inputs([self._source])
                self._readings = [
                    registry.read(one.read(registry.MAX_BYTES), filename=one.name) for one in inputs
                ]
            plan = plan_import(
                self.session.garden, self._readings, self.session.today, decisions, progress=progress
            )
        except NetgardenError as error:
            self.app.call_from_thread(self._failed, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._planned, plan)

    def _tell(self, words: str) -> None:
        self._progress = words
        self.show()

    def _failed(self, reason: str) -> None:
        self.say(reason)
        self.dismiss(None)

    def _planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._outcomes = sorted(plan.outcomes, key=lambda one: ORDER.index(_group(one)))
        if self._is_to_import:
            self.action_import()
        else:
            self.show()

    # ── the sheet ────────────────────────────────────────────────────────────

    def said(self) -> str:
        """The counts, and what the reader noticed."""
        if self._plan is None:
            return self._progress
        found = Counter(map(_group, self._outcomes))
        counts = " · ".join(f"{found[group]:,} {group}" for group in ORDER if found[group])
        lines = [f"{', '.join(self._plan.formats)}: {counts or 'nothing in it'}", *self._plan.warnings[:3]]
        if found["to decide"]:
            lines.append("What is not decided is left out.")
        return "\n".join(lines)

    def rows(self) -> list[TextRow]:
        """A row a card or line of the file."""
        rows = []
        for place, outcome in enumerate(self._outcomes):
            group = _group(outcome)
            if decision := self._decisions.get(outcome.key):
                group = DECISIONS[decision]
            style = STYLES.get(outcome.kind, "$foreground-muted")
            cells = (Cell(group, 16, style), Cell(outcome.name or outcome.where), Cell("", 1))
            rows.append(TextRow(str(place), row(56, *cells)))
        return rows

    def detail(self, key: str) -> list[CardLine]:
        """Where it stands, why, and what changes."""
        outcome = self._outcomes[int(key)]
        place = f"{outcome.file} · {outcome.where}"
        lines = [CardLine("", outcome.name, "bold"), CardLine("", place, "$foreground-muted")]
        if outcome.reason:
            lines.append(CardLine("", outcome.reason, "$warning" if outcome.to_decide else ""))
        lines.append(CardLine("", ""))
        if outcome.contact and (outcome.kind == "added" or outcome.to_decide):
            lines += field_lines(outcome.contact, self.session.garden.contacts)
        for change in outcome.fields:
            field, _, member = change.path.partition("/")
            words = f"{change.before} → {change.after}" if change.before else change.after
            words = f"{member} {words}" if member not in ("", change.after) else words
            lines.append(CardLine(field.replace("_", " "), words))
        for change in outcome.kept:
            words = f"stays {change.before}, the file has {change.after}"
            lines.append(CardLine(change.path.replace("_", " "), words, "$foreground-muted"))
        return lines

    def action_decide(self, decision: Decision) -> None:
        """Decide about a possible duplicate, and go on to the next."""
        if self.key and self._outcomes[int(self.key)].to_decide:
            self._decisions[self._outcomes[int(self.key)].key] = decision
            self.show()
            self.query_one(TextList).action_move(1)

    def action_import(self) -> None:
        """Carry it out, as one change; where something was decided or changed since, once it is planned anew."""
        plan = self._plan
        if plan is None:
            return
        self._is_to_import = True
        if self._is_stale or self._decisions != self._planned_with:
            self._plan, self._progress = None, "Planning …"
            self.show()
            self._begin()
            return

        def act() -> str:
            change = plan.change(self.session.garden)
            return f"{change.label} · {keys_of(self.app)['undo']} undoes" if self.session.do(change) else ""

        self.carry_out(act)
        self.dismiss(None)


def _group(outcome: Outcome) -> str:
    return "to decide" if outcome.to_decide else WORDS.get(outcome.kind, outcome.kind)
