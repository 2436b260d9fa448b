"""A garden in memory with its store, as an app or a command has them."""

import json

import msgspec

from netgarden.change.garden import Garden
from netgarden.records.contact import Contact
from netgarden.storage.database import open_garden
from netgarden.storage.store import Incoming
from tests.support.patience import PATIENCE


class Window:
    """A garden in memory with its store, as an app or a command has them."""

    def __init__(self, directory, state="state"):
        self.path = directory / "garden.json"
        self.opened = open_garden(self.path, directory / state)
        self.store = self.opened.store
        self.garden = Garden(self.opened.tables)
        self.events = []
        self._taken = 0
        self.store.subscribe(self.events.append)

    def do(self, *records, remove=(), wait=True):
        builder = self.garden.builder()
        for record in records:
            builder.put(record)
        for record in remove:
            builder.remove(record)
        change = builder.build("test")
        self.garden.apply(change)
        self.store.put(change)
        if wait:
            assert self.store.flush(PATIENCE), self.store.status
            self.take_in()
        return change

    def add(self, name, wait=True, **fields):
        contact = Contact(uid=self.garden.new_uid(), name=name, **fields)
        self.do(contact, wait=wait)
        return contact

    def edit(self, contact, **fields):
        self.do(msgspec.structs.replace(self.garden.contacts[contact.uid], **fields))

    def look(self):
        """Look at the file and take in what others wrote, as the app does each second."""
        self.store.look()
        self.store.flush(PATIENCE)
        self.take_in()

    def take_in(self):
        for event in self.events[self._taken :]:
            if isinstance(event, Incoming):
                self.garden.apply(event.change)
        self._taken = len(self.events)

    def names(self):
        return sorted(contact.name for contact in self.garden.contacts.values())


def names_in(path):
    """The names that plain JSON shows, deleted ones not."""
    contacts = json.loads(path.read_text("utf-8")).get("contacts", {})
    return sorted(record["name"] for record in contacts.values() if "_gone" not in record)
