"""vCards 2.1, 3.0 and 4.0, as every phone and address book writes them, to candidates."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from netgarden.formats.candidate import Candidate, Draft, Reading, Skipped, address
from netgarden.formats.encoding import check
from netgarden.formats.own_words import with_own_words
from netgarden.formats.partial_dates import parse_date
from netgarden.formats.readers.vcard_lines import BINARY, Card, Property, cards
from netgarden.formats.readers.vcard_text import Decoder, items, parts, unescape, unescape_param
from netgarden.text.plain import clean

NAMES = ("vcard", "vcf")

OWN_WORDS = b"X-NETGARDEN"
"""The property in which netgarden writes what vCard has no property for."""

_SNIFF = re.compile(rb"(?im)^[\s\xef\xbb\xbf\xff\xfe]*BEGIN:VCARD\s*$")
_NOT_PEOPLE = {"group": "a group, not a person", "location": "a place, not a person",
               "device": "a device, not a person", "application": "a program, not a person"}  # fmt: skip
_NO_LABEL = frozenset(
    {"internet", "pref", "voice", "x400", "text", "video", "msg", "postal", "parcel", "dom", "intl"}
)
_LABELS = {"cell": "mobile", "iphone": "mobile"}
_LABEL_ORDER = ("home", "work")
_APPLE_LABEL = re.compile(r"_?\$!<(.*)>!\$_?\Z")
_MESSENGERS = {
    f"X-{name}".encode(): service
    for name, service in {
        "AIM": "aim", "ICQ": "icq", "JABBER": "xmpp", "MSN": "msn", "YAHOO": "yahoo", "YAHOO-ID": "yahoo",
        "SKYPE": "skype", "SKYPE-USERNAME": "skype", "GOOGLE-TALK": "gtalk", "GOOGLE TALK": "gtalk",
        "GTALK": "gtalk", "QQ": "qq", "SAMETIME": "sametime", "TWITTER": "twitter", "GADUGADU": "gadugadu",
        "GROUPWISE": "groupwise", "MS-IMADDRESS": "im", "TELEGRAM": "telegram", "SIGNAL": "signal",
        "WHATSAPP": "whatsapp", "MATRIX": "matrix", "MASTODON": "mastodon", "FACEBOOK": "facebook",
        "DISCORD": "discord", "WECHAT": "wechat", "LINE": "line", "THREEMA": "threema",
        "KADDRESSBOOK-X-IMADDRESS": "im", "MOZILLA-SCREENNAME": "aim", "LINKEDIN": "linkedin",
    }.items()
}  # fmt: skip
_PASSED_OVER = BINARY | frozenset(
    b"VERSION PRODID REV BEGIN END CLASS MAILER PROFILE SOURCE NAME SORT-STRING CLIENTPIDMAP XML FBURL CALURI CALADRURI"
    b" X-ABLABEL X-ABADR X-ABSHOWAS X-ABUID X-MS-OL-DESIGN X-MS-OL-DEFAULT-POSTAL-ADDRESS X-EVOLUTION-FILE-AS"
    b" X-EVOLUTION-WEBDAV-ETAG X-EVOLUTION-REVISION X-COUCHDB-APPLICATION-ANNOTATIONS X-IMAGEHASH X-ETAG X-ID"
    b" X-SHARED-PHOTO-DISPLAY-PREF X-ADDRESSBOOKSERVER-KIND X-EVOLUTION-LIST-SHOW-ADDRESSES LABEL KIND UID"
    b" X-NETGARDEN".split()
)
_RAW = frozenset({b"GEO", b"GENDER", b"X-ANDROID-CUSTOM"})
_ANNIVERSARY = frozenset({b"ANNIVERSARY", b"X-ANNIVERSARY", b"X-MS-ANNIVERSARY", b"X-EVOLUTION-ANNIVERSARY"})
_TIMEZONE = re.compile(r"[A-Z]\w+/[\w+-]+(?:/[\w+-]+)?\Z")


def recognises(data: bytes) -> bool:
    """Return whether the bytes are vCards: a line BEGIN:VCARD near the start."""
    start = data[:65_536]
    return bool(_SNIFF.search(start.replace(b"\0", b"").replace(b"\r", b"\n")))


def read(data: bytes, encoding: str | None = None) -> Reading:
    """All cards of a file. Raises UsageError if `encoding` is not one."""
    found = list(cards(data))
    decoder = Decoder(found, check(encoding) if encoding else None)
    reading = Reading(format="vcard", candidates=[], skipped=[], warnings=[])
    left_out: Counter[str] = Counter()
    for card in found:
        one = _CardReader(card, decoder)
        where = f"card {card.number}, line {card.line}"
        if reason := one.not_a_person():
            reading.skipped.append(Skipped(where, reason))
            continue
        contact = one.draft().finish()
        if contact is not None and (ours := one.first.get(OWN_WORDS)) is not None:
            contact = with_own_words(contact, unescape(decoder.decode(ours, card)))
        left_out.update(set(one.left_out))
        if not card.closed:
            reading.warnings.append(f"{where}: no END:VCARD, read as far as it goes")
        reading.warnings.extend(f"{where}: {text}" for text in one.warnings)
        if contact is None:
            reading.skipped.append(
                Skipped(where, "nothing to call it by: no name, organisation, email or phone")
            )
        else:
            reading.candidates.append(Candidate(contact=contact, where=where, ref=one.ref))
    for what, count in sorted(left_out.items()):
        reading.warnings.append(f"{what}: not stored ({count} card{'s' if count > 1 else ''})")
    for name in sorted(decoder.unknown):
        reading.warnings.append(
            f"“{clean(name)}” is no character set: its values were read as UTF-8 or by a guess"
        )
    for name, count in decoder.guessed.most_common():
        reading.warnings.append(
            f"{count} values without a character set were read as {name}: --encoding overrides"
        )
        reading.encoding = name
    return reading


class _CardReader:
    """One card to one draft."""

    def __init__(self, card: Card, decoder: Decoder) -> None:
        self.card = card
        self.first = card.first()
        self.warnings: list[str] = []
        self.left_out: list[str] = []
        self.ref = ""
        self._decoder = decoder
        self._draft = Draft()
        version = self.first.get(b"VERSION")
        self._is_21 = version is not None and version.value.strip() == b"2.1"
        self._labels = {}
        if b"X-ABLABEL" in self.first:
            self._labels = {
                prop.group: self._label_text(prop)
                for prop in card.properties
                if prop.name == b"X-ABLABEL" and prop.group
            }

    # ── the card ─────────────────────────────────────────────────────────────

    def not_a_person(self) -> str:
        """The reason why the card is not a person or an organisation; empty if it is one."""
        for name in (b"KIND", b"X-ADDRESSBOOKSERVER-KIND"):
            if (prop := self.first.get(name)) is not None:
                kind = prop.value.strip().decode("ascii", "replace").lower()
                if kind in _NOT_PEOPLE:
                    return _NOT_PEOPLE[kind]
        return ""

    def draft(self) -> Draft:
        """Fill a draft from all properties."""
        names: list[Property] = []
        jobs: dict[bytes, list[str]] = {b"ORG": [], b"TITLE": [], b"ROLE": []}
        for prop in sorted(self.card.properties, key=_preference):
            name = prop.name
            if name in (b"FN", b"N"):
                names.append(prop)
            elif name in jobs:
                jobs[name].append(self._decoder.decode(prop, self.card))
            elif handler := _HANDLERS.get(name):
                handler(self, prop)
            elif service := _MESSENGERS.get(name):
                self._draft.im(service, unescape(self._text(prop)))
            elif name in _PASSED_OVER:
                if name in BINARY and name != b"KEY":
                    self.left_out.append("photos and sounds")
                elif name == b"KEY":
                    self.left_out.append("keys and certificates")
            else:
                self._keep(prop)
        self._names(names)
        self._jobs(jobs)
        self._kind_and_ref()
        if self.card.junk:
            self.warnings.append(f"{self.card.junk} lines that are no property were passed over")
        self.left_out.extend(f"“{name}”" for name in self._draft.left_out)
        return self._draft

    def _names(self, props: list[Property]) -> None:
        draft = self._draft
        formatted = [unescape(self._text(prop)) for prop in props if prop.name == b"FN"]
        structured = next((self._text(prop) for prop in props if prop.name == b"N"), "")
        for text in formatted:
            if not draft.set("name", text):
                draft.alias(text)
        if draft.has("name") and structured.rstrip(";") == plain_n(draft.fields["name"]):
            return
        pieces = [clean(unescape(part)) for part in parts(structured)]
        family, given, middle, prefix, suffix = (pieces + [""] * 5)[:5]
        if not self._is_21:
            middle, prefix, suffix = (" ".join(items(part)) for part in (middle, prefix, suffix))
        draft.set("name", " ".join(word for word in (prefix, given, middle, family, suffix) if word))
        if (
            any(pieces)
            and draft.has("name")
            and ";".join(pieces).rstrip(";") != plain_n(draft.fields["name"])
        ):
            draft.keep("N", ";".join(clean(part) for part in parts(structured)))

    def _jobs(self, jobs: dict[bytes, list[str]]) -> None:
        draft = self._draft
        for text in jobs[b"ORG"]:
            org, *units = (unescape(part) for part in parts(text))
            if not draft.set("org", org):
                draft.keep("org", clean(org))
            draft.keep("department", "; ".join(unit for unit in map(clean, units) if unit))
        for name in (b"TITLE", b"ROLE"):
            for text in jobs[name]:
                if not draft.set("role", unescape(text)):
                    draft.keep("role", unescape(text))

    def _kind_and_ref(self) -> None:
        kind, shown = self.first.get(b"KIND"), self.first.get(b"X-ABSHOWAS")
        if (kind is not None and kind.value.strip().lower() == b"org") or (
            shown is not None and shown.value.strip().upper() == b"COMPANY"
        ):
            self._draft.keep("kind", "organisation")
        uid = self.first.get(b"UID") or self.first.get(b"X-ABUID")
        if uid is not None:
            self.ref = clean(unescape(self._decoder.decode(uid, self.card)))[:200].removeprefix("urn:uuid:")

    # ── single properties ────────────────────────────────────────────────────

    def _text(self, prop: Property) -> str:
        return self._decoder.decode(prop, self.card)

    def _label(self, prop: Property) -> str:
        if label := self._labels.get(prop.group):
            return label
        return _label_of_types(prop.types) if prop.types else ""

    def _label_text(self, prop: Property) -> str:
        text = clean(unescape(self._text(prop)))
        if match := _APPLE_LABEL.match(text):
            return match[1].lower()
        return text

    def _nickname(self, prop: Property) -> None:
        for name in items(self._text(prop)):
            self._draft.alias(name)

    def _maiden(self, prop: Property) -> None:
        self._draft.alias(unescape(self._text(prop)))

    def _email(self, prop: Property) -> None:
        self._draft.email(unescape(self._text(prop)), self._label(prop))

    def _phone(self, prop: Property) -> None:
        text = self._text(prop)
        self._draft.phone(text if text[:4].lower() == "tel:" else unescape(text), self._label(prop))

    def _url(self, prop: Property) -> None:
        text = clean(unescape(self._text(prop)))
        label = self._label(prop)
        self._draft.link(text, "" if label in ("homepage", "home page") else label)

    def _im(self, prop: Property) -> None:
        text = clean(unescape(self._text(prop)))
        service = prop.params.get(b"X-SERVICE-TYPE") or prop.params.get(b"SERVICE-TYPE") or b""
        self._draft.im(service.decode("utf-8", "replace") or text.partition(":")[0], text)

    def _social(self, prop: Property) -> None:
        service = prop.params.get(b"SERVICE-TYPE") or next((one for one in prop.types if one != b"pref"), b"")
        text = clean(unescape(self._text(prop)))
        user = prop.params.get(b"X-USER")
        if text.lower().startswith("x-apple:") or not text:
            text = clean(unescape_param(user.decode("utf-8", "replace"))) if user else text[8:]
        name = service.decode("utf-8", "replace")
        if re.match(r"(?i)https?:", text):
            self._draft.link(text, name)
        else:
            self._draft.im(name, text)

    def _address(self, prop: Property) -> None:
        pieces = [unescape(part) for part in parts(self._text(prop))]
        box, extended, street, city, region, code, country = (pieces + [""] * 7)[:7]
        street = "\n".join(part for part in (extended, street) if part.strip())
        is_place = self._draft.set("place", city or region or country)
        if is_place and not (street or region or code or country or box):
            return
        kept = address(street, city, region, code, country, box)
        if kept.strip(";"):
            label = self._label(prop)
            self._draft.keep(f"address ({label})" if label else "address", kept)

    def _birthday(self, prop: Property) -> None:
        text = clean(unescape(self._text(prop)))
        found = parse_date(text)
        if found is not None and prop.params.get(b"X-APPLE-OMIT-YEAR") == (text[:4].encode()):
            found = found._replace(year=None)
        if found is not None:
            self._draft.set("birthday", str(found))
        elif text and not text.startswith("0"):
            self._draft.keep("birthday", text)
            if not self._draft.has("birthday"):
                self.warnings.append(f"birthday “{text[:40]}” is no date: kept as text")

    def _anniversary(self, prop: Property) -> None:
        self._draft.keep("anniversary", _date_text(clean(unescape(self._text(prop)))))

    def _dated(self, prop: Property) -> None:
        label = self._label(prop)
        name = "anniversary" if label == "anniversary" else f"date ({label})" if label else "date"
        self._draft.keep(name, _date_text(clean(unescape(self._text(prop)))))

    def _categories(self, prop: Property) -> None:
        for name in items(self._text(prop)):
            self._draft.tag(name)

    def _interest(self, prop: Property) -> None:
        for name in items(self._text(prop)):
            self._draft.interest(name)

    def _note(self, prop: Property) -> None:
        self._draft.note(unescape(self._text(prop)))

    def _timezone(self, prop: Property) -> None:
        text = clean(unescape(self._text(prop)))
        if not (_TIMEZONE.match(text) and self._draft.set("timezone", text)):
            self._draft.keep("TZ", text)

    def _android(self, prop: Property) -> None:
        kind, _, rest = self._text(prop).partition(";")
        if kind.endswith("/nickname"):
            self._draft.alias(rest.partition(";")[0])
        else:
            self._keep(prop)

    def _agent(self, prop: Property) -> None:
        text = unescape(self._text(prop))
        inside = re.search(r"(?im)^FN[^:\n]*:(.+)$", text)
        self._draft.keep("agent", inside[1] if inside else text)

    def _keep(self, prop: Property) -> None:
        text = self._text(prop)
        label = self._label(prop)
        name = clean(prop.name.decode("utf-8", "replace"))
        self._draft.keep(
            f"{name} ({label})" if label else name, text if prop.name in _RAW else unescape(text)
        )


_HANDLERS: dict[bytes, Callable[[_CardReader, Property], None]] = {
    b"NICKNAME": _CardReader._nickname,
    b"X-NICKNAME": _CardReader._nickname,
    b"X-MAIDENNAME": _CardReader._maiden,
    b"EMAIL": _CardReader._email,
    b"TEL": _CardReader._phone,
    b"URL": _CardReader._url,
    b"IMPP": _CardReader._im,
    b"X-SOCIALPROFILE": _CardReader._social,
    b"SOCIALPROFILE": _CardReader._social,
    b"ADR": _CardReader._address,
    b"BDAY": _CardReader._birthday,
    b"X-ABDATE": _CardReader._dated,
    b"CATEGORIES": _CardReader._categories,
    b"INTEREST": _CardReader._interest,
    b"HOBBY": _CardReader._interest,
    b"NOTE": _CardReader._note,
    b"TZ": _CardReader._timezone,
    b"X-ANDROID-CUSTOM": _CardReader._android,
    b"AGENT": _CardReader._agent,
    **dict.fromkeys(_ANNIVERSARY, _CardReader._anniversary),
}


def label_of(types: list[str]) -> str:
    """The label that TYPE words make: `work`, `home fax`, `mobile`; words that say nothing are left out."""
    words = [
        _LABELS.get(word, word) for word in types if word not in _NO_LABEL and not word.startswith("pref=")
    ]
    words.sort(key=lambda word: word not in _LABEL_ORDER)
    return clean(" ".join(dict.fromkeys(words)))


@lru_cache(maxsize=1024)
def _label_of_types(types: tuple[bytes, ...]) -> str:
    return label_of([word.decode("utf-8", "replace") for word in types])


def plain_n(name: str) -> str:
    """The N that one would guess from a name: its last word the family, its first the given name."""
    words = name.split()
    if len(words) < 2:
        return f";{name}"
    return ";".join((words[-1], words[0], " ".join(words[1:-1]))).rstrip(";")


def _preference(prop: Property) -> int:
    """Preferred values first, the rest in the order of the file: the PREF parameter, else the type."""
    if not prop.types and not prop.params:
        return 101
    given = prop.params.get(b"PREF")
    if given is not None and given.isdigit():
        return min(int(given), 100)
    return 1 if b"pref" in prop.types else 101


def _date_text(text: str) -> str:
    found = parse_date(text)
    return str(found) if found is not None else text
