"""An app that publishes which actions were carried out: the tour goes by it."""

from collections.abc import Mapping

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.signal import Signal


class ActionSignalApp(App[None]):
    """An app that publishes which actions were carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.action_done: Signal[str] = Signal(self, "action done")
        """Published with the action as its binding has it: `log`, `move(1)`."""

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out an action, and publish it if it applied."""
        done = await super().run_action(action, default_namespace, namespaces)
        if done and isinstance(action, str):
            self.action_done.publish(action)
        return done
