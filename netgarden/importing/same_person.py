"""Are these two the same person? Evidence for it, used by the import and by the search for duplicates."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from netgarden.records.contact import Contact
from netgarden.text.plain import fold

Likeness = Literal["same", "likely", "some", "none"]
"""Grades of how alike two names are: the same words; more words, or the same first and last; any word; none."""

_NAME_WORDS = {"same": "same name", "likely": "similar name", "some": "a name in common", "none": ""}
_TITLES = frozenset(
    """mr mrs ms mx miss dr prof sir dame herr frau ing dipl rev mag jr sr ii iii iv phd md esq mba msc bsc jun
        sen""".split()  # noqa: SIM905
)
_LEGAL = frozenset(
    """inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag kg ug se sa sas sarl bv nv
        ab as oy srl spa sl pty ev""".split()  # noqa: SIM905
)
_ROLES = frozenset(
    """info office contact kontakt hello hi mail email admin sales support team post service help enquiries
        inquiries booking press reception secretary noreply webmaster""".split()  # noqa: SIM905
)
_PERSONAL = re.compile(
    r"(?:[a-z-]+\.)?linkedin\.com/(?:in|pub)/.|xing\.com/profile/.|orcid\.org/."
    r"|(?:skype|xmpp|aim|icq|msn|yahoo|gtalk|matrix|telegram|signal|qq|wechat):."
)
_SOCIAL = re.compile(
    r"@.|(?:github|gitlab|twitter|x|instagram)\.com/[^/]+\Z|facebook\.com/.|bsky\.app/profile/.|t\.me/.|[^/]+/@[^/]+\Z"
    r"|(?:twitter|discord|mastodon):."
)


class Evidence(NamedTuple):
    """Things two contacts have in common, and how alike their names are."""

    names: Likeness
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    same_org: bool = False
    differs: str = ""
    """Return what sets them apart, in words: another org, email or birthday; empty if nothing does."""

    @property
    def personal_link(self) -> bool:
        """Return whether one of the links can belong to only one person."""
        return any(is_personal(link_key(link)) for link in self.links)

    @property
    def words(self) -> str:
        """For people: `same email ada@x.org, similar name`."""
        found = [f"same email {one}" for one in self.emails[:1]]
        found += [f"same phone {one}" for one in self.phones[:1]]
        found += [f"same link {one}" for one in self.links[:1]]
        found += [words] if (words := _NAME_WORDS[self.names]) else []
        found += ["same organisation"] if self.same_org else []
        return ", ".join(found) + (f"; but {self.differs}" if self.differs else "")


def email_key(address: str) -> str:
    """An address as it is compared."""
    return address.strip().casefold()


@lru_cache(maxsize=1 << 15)
def phone_key(number: str) -> str:
    """A number as it is compared: its last nine digits, so that +44 20 … and 020 … agree; empty below seven."""
    digits = "".join(c for c in number.partition(" ext")[0] if c.isdigit())
    return digits[-9:] if len(digits) >= 7 else ""


@lru_cache(maxsize=1 << 15)
def link_key(address: str) -> str:
    """A web address as it is compared: without scheme, www, query and final slash."""
    key = re.sub(r"^(https?://)?(www\.|m\.)?", "", address.strip().casefold())
    return re.split(r"[?#]", key)[0].rstrip("/")


def is_profile(key: str) -> bool:
    """Return whether a compared web address is an account's, not a company's site."""
    return is_personal(key) or _SOCIAL.match(key) is not None


def is_personal(key: str) -> bool:
    """Return whether a compared address can be but one person's: a company may have a page or a GitHub account too."""
    return _PERSONAL.match(key) is not None


def is_shared_address(key: str) -> bool:
    """Return whether an email address is a function's (`info@`), not a person's."""
    return key.partition("@")[0] in _ROLES


@lru_cache(maxsize=1 << 15)
def org_key(org: str) -> str:
    """An organisation as it is compared: without its legal form."""
    words = fold(org).split()
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as compared, without titles and suffixes."""
    words = tuple(fold(name).split())
    return tuple(word for word in words if word not in _TITLES) or words


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name as it is looked up: its words in alphabetic order, so that `Doe, John` finds John Doe."""
    return " ".join(sorted(name_words(name)))


def is_unnamed(contact: Contact) -> bool:
    """Return whether a contact is called by its email or phone for want of a name."""
    return ("@" in contact.name and " " not in contact.name) or contact.name in contact.phones


def likeness(one: Contact, other: Contact) -> Likeness:
    """Return how alike the names are. A common nickname makes them `some` at most."""
    if is_unnamed(one) or is_unnamed(other):
        return "same"
    if name_key(one.name) == name_key(other.name):
        return "same"
    a, b = name_words(one.name), name_words(other.name)
    if not a or not b:
        return "none"
    first, second = set(a), set(b)
    if (a[0], a[-1]) == (b[0], b[-1]) or (len(first & second) > 1 and (first <= second or second <= first)):
        return "likely"
    if any(len(word) > 1 for word in first & second):
        return "some"
    known_as, also = ({fold(name) for name in (*contact.aliases, contact.name)} for contact in (one, other))
    return "some" if (known_as & also) - {""} else "none"


def compare(one: Contact, other: Contact) -> Evidence:
    """The evidence for and against two contacts being one person."""
    emails = _common(one.emails, other.emails, email_key)
    phones = _common(one.phones, other.phones, phone_key)
    links = tuple(link for link in _common(one.links, other.links, link_key) if is_profile(link_key(link)))
    same_org = bool(one.org) and org_key(one.org) == org_key(other.org)
    differs = _differences(one, other, bool(emails), same_org)
    return Evidence(likeness(one, other), emails, phones, links, same_org, differs)


def _differences(one: Contact, other: Contact, common_email: bool, same_org: bool) -> str:
    found = []
    if one.org and other.org and not same_org:
        found.append("another organisation")
    if one.emails and other.emails and not common_email:
        found.append("another email")
    if len(one.birthday) == len(other.birthday) == 10 and one.birthday != other.birthday:
        found.append("another birthday")
    profiles = [
        {link_key(link) for link in contact.links if "linkedin.com/in/" in link} for contact in (one, other)
    ]
    if all(profiles) and not profiles[0] & profiles[1]:
        found.append("another profile")
    return ", ".join(found)


def _common(one: Iterable[str], other: Iterable[str], key: Callable[[str], str]) -> tuple[str, ...]:
    keys = {key(value) for value in other} - {""}
    return tuple(value for value in one if key(value) in keys) if keys else ()


class Index:
    """Contacts by what they may have in common with another: email, phone, profile link, name."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Take a contact in, or what is new about it."""
        for key in self.keys(contact):
            self._found[key][contact.uid] = None

    def alike(self, contact: Contact) -> list[str]:
        """The uids of those who share something, by how telling it is: link, email, phone, then name."""
        return list(dict.fromkeys(uid for key in self.keys(contact) for uid in self._found.get(key, ())))

    def holders(self, key: str) -> int:
        """Return how many contacts have a key (see `keys`)."""
        return len(self._found.get(key, ()))

    def groups(self) -> Iterable[tuple[str, list[str]]]:
        """Each key that several contacts share, and those contacts."""
        for key, uids in self._found.items():
            if len(uids) > 1:
                yield key, list(uids)

    @staticmethod
    def keys(contact: Contact) -> list[str]:
        """Return the keys of a contact: `link:…`, `email:…`, `phone:…`, `name:…`."""
        found = [f"link:{key}" for link in contact.links if is_profile(key := link_key(link))]
        found += [f"email:{email_key(address)}" for address in contact.emails]
        found += [f"phone:{key}" for number in contact.phones if (key := phone_key(number))]
        if not is_unnamed(contact):
            found.append(f"name:{name_key(contact.name)}")
        return found
