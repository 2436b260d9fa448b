"""The words that head columns, in the programs and languages that export address books.

`columns` reads tables by it. Words are compared folded (`text/plain.fold`): `E-mail Address` and
`E-Mail-Adresse` stand here as `e mail address` and `e mail adresse`. The header under which we write a field of
a contact need not stand here: it is added.
"""

import re
from typing import NamedTuple

from netgarden.records.fields import EDITABLE
from netgarden.text.plain import fold


class Column(NamedTuple):
    """The contents of one column: a field, the label of its values, and the group of columns it belongs to."""

    field: str
    label: str = ""
    group: str = ""


# field, or field = label of its values: the headers
_TABLE = """
name: name, full name, fullname, display name, contact name, contact, person, file as, anzeigename,
  vollständiger name, nom complet, nombre completo, nome completo, naam, imię i nazwisko, 表示名, 姓名,
  displayname, connection, real name
given: first name, firstname, given name, givenname, forename, first, vorname, prénom, nombre, nome, voornaam,
  imię, 名, primeiro nome, christian name
middle: middle name, middlename, additional name, middle initial, middleinitial, middle, weitere vornamen,
  zweiter vorname, deuxième prénom, segundo nombre, secondo nome
family: last name, lastname, family name, familyname, surname, last, nachname, familienname, nom, nom de
  famille, apellido, apellidos, cognome, achternaam, sobrenome, nazwisko, 姓
prefix: name prefix, prefix, honorific prefix, salutation, anrede, courtesy title
suffix: name suffix, suffix, generational suffix, namenszusatz, suffixe, sufijo
nickname: nickname, nick name, nick, alias, aliases, also known as, aka, spitzname, surnom, apodo, soprannome,
  bijnaam, maiden name, short name, preferred name, rufname
org: company, organization, organisation, organization name, organisation name, org, employer, business,
  company name, current company, firma, unternehmen, société, entreprise, empresa, azienda, società, bedrijf,
  organization 1 name, workplace, institution, affiliation, party or company, 現在の会社, 会社
department: department, organization department, organization 1 department, abteilung, departamento, reparto,
  dept
role: job title, jobtitle, position, role, occupation, organization title, organization 1 title, headline,
  beruf, current position, stelle, titre, fonction, poste, puesto, cargo, posizione, functie, profession, job,
  berufsbezeichnung, current title, work title
email: email, e mail, email address, e mail address, emailaddress, mail, primary email, contact
  email, e mail adresse, emails, adresse e mail, adresse de messagerie, 電子メール, メールアドレス, 电子邮件, 邮箱,
  courriel, correo electrónico, correo, indirizzo e mail, e post, adres e mail, e mailadres, email
  1, e mail 1 address, primary e mail, secondary email, e mail 2 address, e mail 3 address, e mail 2
  adresse, e mail 3 adresse, email 2, email 3, other email, alternate email, e mail adresse 2, e
  mail adresse 3, e mail 2, e mail 3, mozillasecondemail
email = work: work email, business email, office email
email = home: personal email, home email, private email
phone: phone, telephone, phone number, phonenumber, telephonenumber, tel, telefon, telefonnummer, téléphone,
  teléfono, telefono, telefoon, primary phone, phones, phone 1, telephone number, telefone, contact number,
  number phone, other phone, weiteres telefon, phone 2, phone 3, primary phone number, autotelefon, car phone,
  assistant s phone, telefon assistent, radio phone, callback, isdn, telex, tty tdd phone, haupttelefon
phone = mobile: mobile, mobile phone, cell, cell phone, cellphone, mobile number, mobiltelefon, handy, mobil,
  mobilnummer, téléphone mobile, portable, móvil, cellulare, mobiel
phone = work: work phone, business phone, office phone, business phone 2, company main phone, phone work,
  telefon geschäftlich, telefon geschäftlich 2, telefon firma, téléphone bureau, teléfono trabajo, work
  telephone, work number, workphone
phone = home: home phone, home phone 2, home telephone, telefon privat, telefon privat 2, téléphone domicile,
  homephone, home number, phone home, teléfono casa
phone = fax: fax, fax number, other fax, weiteres fax, faxnummer, facsimiletelephonenumber
phone = work fax: business fax, work fax, fax geschäftlich
phone = home fax: home fax, fax privat
phone = pager: pager, pager number, pagernummer
link: url, link, website, web site, web page, webpage, homepage, home page, web page 1, web page 2, webseite,
  site web, sitio web, sito web, internet, personal web page, business web page, profile, profile url, blog
link = linkedin: linkedin, linkedin url, linkedin profile, linkedin profile url, linkedin link
link = github: github, github url, github profile
link = twitter: twitter, twitter handle, twitter url, x twitter
link = mastodon: mastodon
link = facebook: facebook, facebook url
link = instagram: instagram
im = aim: screen name, aim, nsaimid, im, instant messaging, im address, imaddress
im = skype: skype, skype name
im = telegram: telegram
im = signal: signal
im = whatsapp: whatsapp
im = xmpp: jabber, xmpp
im = icq: icq
place: place, location, lives in, based in, where, ort, wohnort, ubicación, localisation, standort, current
  location, base
timezone: timezone, time zone, tz, zeitzone
birthday: birthday, birth date, birthdate, date of birth, dob, born, geburtstag, geburtsdatum, anniversaire,
  date de naissance, cumpleaños, fecha de nacimiento, compleanno, data di nascita, verjaardag, bday
anniversary: anniversary, jahrestag, wedding anniversary, anniversario, aniversario
birth year: birth year, birthyear, geburtsjahr
birth month: birth month, birthmonth, geburtsmonat
birth day: birth day, geburtstag tag
tags: tags, tag, labels, label, categories, category, groups, group, group membership, kategorien, kategorie,
  catégories, categorías, categorie, circles, circle, lists, list
interests: interests, interest, interessen, hobby, hobbies, topics, hobbys, intereses, passions, hobbies
  interests
notes: notes, note, comment, comments, description, additional info, remarks, notizen, notiz, bemerkungen,
  notas, bio, about, memo, details, additional information, anmerkungen, commentaires, summary
met on: connected on, met on, met, first met, date met, connected, vernetzt am, kennengelernt am, added on
  linkedin
met how: how met, met how, how we met
met where: met where, met at, where met, where we met, kennengelernt
met via: met via, introduced by, referred by, referral, empfohlen von, via
met story: met story, story
industry: industry, branche, sector
background: background
channel: channel, preferred channel, preferred contact, best way to reach
tier: tier
cadence: cadence, frequency, contact frequency, keep in touch
address: address, full address, postal address, mailing address, adresse, anschrift,
  dirección, indirizzo
street: street, street address, streetaddress, address line 1, straße, strasse, postaladdress, address line 2,
  address 2, street 2, street 3
city: city, town, locality, stadt, ville, ciudad, città
region: state, region, province, county, bundesland, kanton, state province, stateorprovincename
code: zip, zip code, zipcode, postal code, postalcode, postcode, plz, postleitzahl, code postal
country: country, land, pays, país, paese, countryfull, country region, countryname
id: id, uid, uuid, guid, contact id, external id, external uuid
"""

# Address parts come with where they belong to, in either order: `Home City`, `Ort geschäftlich`.
_WHERE = """
home: home, private, privat, domicile
work: work, business, office, geschäftlich
other: other, weitere, weiterer, weiteres
"""
_PARTS = """
street: address, address 2, street, street 2, street 3, straße, straße 2, straße 3, postal address
city: city, ort, stadt, locality
region: state, region, bundesland kanton, region bundesland
code: zipcode, zip code, zip, postal code, postleitzahl, plz
country: country, country region, land, land region
"""


def _entries(table: str) -> list[tuple[str, list[str]]]:
    """The lines of a table: what stands before the colon, and the words after it. Indented lines go on."""
    joined = re.sub(r"\n +", " ", table.strip())
    split = (line.split(": ", 1) for line in joined.split("\n"))
    return [(head, words.split(", ")) for head, words in split]


_SINGULAR = {"aliases": "nickname", "emails": "email", "phones": "phone", "links": "link"}


def column_word(field: str) -> str:
    """Return how a field of a contact is called where a column is said to hold it: `met on`, `email`."""
    return _SINGULAR.get(field, field.replace("_", " "))


def _words() -> dict[str, Column]:
    words: dict[str, Column] = {}
    for label, places in _entries(_WHERE):
        for part, names in _entries(_PARTS):
            for place in places:
                for name in names:
                    words[fold(f"{place} {name}")] = words[fold(f"{name} {place}")] = Column(
                        part, label, label
                    )
    for head, headers in _entries(_TABLE):
        field, _, label = head.partition(" = ")
        words.update((fold(header), Column(field, label)) for header in headers)
    for one in EDITABLE:
        if one.column is not None:
            words.setdefault(fold(one.column), Column(column_word(one.name)))
    return words


WORDS = _words()
"""Folded header to column."""
