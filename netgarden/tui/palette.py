"""The command palette: every command that applies here, with its key."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from netgarden.tui.commands import COMMANDS, Command


class Commands(Provider):
    """Offers the commands of the screen beneath, as its footer and help do: those that apply just now."""

    def _live(self) -> list[tuple[Command, str]]:
        active: dict[str, str] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.id:
                active.setdefault(binding.id, self.app.get_key_display(binding))
        return [
            (command, active[id_]) for id_, command in COMMANDS.items() if id_ in active and id_ != "palette"
        ]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, key in self._live():
            yield DiscoveryHit(_shown(command, key), self._runner(command), command.label, command.help)

    async def search(self, query: str) -> Hits:
        """Those that match, best first."""
        matcher = self.matcher(query)
        for command, key in self._live():
            score = max(matcher.match(command.label), 0.5 * matcher.match(command.help))
            if score > 0:
                yield Hit(score, _shown(command, key), self._runner(command), command.label, command.help)

    def _runner(self, command: Command) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.screen.run_action(command.id)

        return run


def _shown(command: Command, key: str) -> Content:
    return Content.assemble(command.label, "  ", (key, "$footer-key-foreground bold"))
