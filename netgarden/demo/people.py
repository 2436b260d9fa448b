"""The people of the sample garden: everybody in it is invented.

Values are written as people write them in the edit form (`fields.parse_field`): sets with commas, maps as
`value label`. What depends on the calendar is counted from `today`.
"""

from datetime import date
from typing import NamedTuple

from netgarden.text.cadence import add_months, plus_days
from netgarden.text.partial_date import PartialDate


class Sketch(NamedTuple):
    """Somebody who is written down by hand."""

    since: int
    """Days before today."""
    values: dict[str, str]
    """Field to text. `met_via` is the name of somebody who stands further up."""


def people(today: date) -> list[Sketch]:
    """Return everybody but the people added by the diary; each introducer comes before those introduced."""

    def met(months: int) -> str:
        return str(add_months(today, -months))[:7]

    def year(years: int) -> str:
        return str(add_months(today, -12 * years))[:4]

    def birthday(days: int, born: int = 0) -> str:
        day = plus_days(today, days)
        return str(PartialDate(born or None, day.month, 28 if (day.month, day.day) == (2, 29) else day.day))

    # fmt: off
    return [
        # ── near ─────────────────────────────────────────────────────────────
        Sketch(740, {
            "name": "Joana Reis", "role": "CTO", "org": "Tidemark", "place": "Lisbon", "tier": "inner",
            "interests": "open source, rust, climbing", "industry": "software", "tags": "team",
            "emails": "joana@tidemark.example work", "phones": "+44 7700 900101 mobile", "channel": "signal",
            "met_how": "colleague", "met_on": year(7), "met_where": "Contour Works", "birthday": "1990-07-14",
            "met_story": "Shared a desk and a kettle for three years; she rewrote my tile server over a weekend.",
        }),
        Sketch(738, {
            "name": "Anne-Sophie Laurent", "role": "Venture Partner", "org": "Calanque Ventures",
            "place": "Marseille", "tier": "inner", "interests": "climate adaptation, sailing",
            "industry": "finance", "tags": "board, investor", "emails": "as.laurent@calanque.example work",
            "links": "https://linkedin.example/in/aslaurent linkedin", "channel": "call, before nine",
            "met_how": "event", "met_on": met(41), "met_where": "a regatta in Cascais", "birthday": "1968-05",
            "met_story": "We were the two people talking about sea walls at a sailing prize-giving.",
        }),
        Sketch(736, {
            "name": "Ada Lovelace", "role": "Partner", "org": "Northwind Capital", "place": "Lisbon",
            "tier": "close", "interests": "climate adaptation, cycling", "industry": "finance", "tags": "investor",
            "emails": "ada@northwind.example work, ada.l@post.example home",
            "links": "https://linkedin.example/in/adal linkedin", "channel": "call", "met_how": "event",
            "met_on": year(2), "met_where": "PyCon", "birthday": birthday(18, 1985),
            "met_story": "She asked the only question after my talk that was about people, then stayed for two hours.",
            "background": "Mathematician, then re-insurance, then venture.",
        }),
        Sketch(736, {
            "name": "Grace Hopper", "role": "Principal Engineer", "org": "Cobalt Compute", "place": "New York",
            "tier": "close", "interests": "open source, rust, sailing", "industry": "software",
            "tags": "mentor", "emails": "grace@cobalt.example work", "links": "https://git.example/ghopper git",
            "met_how": "community", "met_on": met(50), "met_where": "the GeoTools list", "birthday": birthday(25),
            "met_story": "Reviewed my first patch in eleven mails and was right in all of them.",
        }),
        Sketch(735, {
            "name": "Chidi Okafor", "role": "Head of Data", "org": "Juniper", "place": "London", "tier": "close",
            "interests": "climate adaptation, open source, running", "industry": "software", "tags": "customer",
            "emails": "chidi.okafor@juniper.example work", "channel": "message", "phones": "+44 7700 900118 mobile",
            "met_how": "colleague", "met_on": year(6), "met_where": "Contour Works", "birthday": birthday(9, 1987),
            "met_story": "Sat back to back through the great tile cache fire.",
        }),
        Sketch(420, {
            "name": "Sam Idowu", "role": "Founder", "org": "Alder", "place": "Nairobi", "tier": "steady",
            "interests": "climate adaptation, gardens", "industry": "climate", "emails": "sam@alder.example work",
            "met_how": "introduced", "met_via": "Chidi Okafor", "met_on": met(13),
            "met_story": "Chidi: “You two will either fight or found something.”",
        }),
        Sketch(734, {
            "name": "Siobhán O’Brien", "role": "Programme Lead", "org": "Atlantic Coastal Trust", "place": "Galway",
            "tier": "close", "talk_cadence": "3m", "interests": "climate adaptation, sailing, music",
            "industry": "non-profit", "tags": "customer", "emails": "siobhan.obrien@act.example work",
            "met_how": "event", "met_on": met(33), "met_where": "Coast Summit",
            "met_story": "Lent me her wellies for the dyke walk. I still owe her a pair of dry socks.",
        }),
        Sketch(720, {
            "name": "Kwame Mensah", "role": "CEO", "org": "Volta Grid", "place": "Accra", "tier": "close",
            "interests": "energy, cycling", "industry": "climate", "emails": "kwame@voltagrid.example work",
            "channel": "message", "met_how": "community", "met_where": "the Founders’ Table", "met_on": met(29),
            "met_story": "Same accelerator table, same terrible coffee, same week of no sleep.",
        }),
        Sketch(700, {
            "name": "Olena Shevchenko", "role": "Data Lead", "org": "Polder Analytics", "place": "Berlin",
            "tier": "close", "interests": "maps, open source, ceramics", "industry": "software",
            "emails": "olena@polder.example work, olena.sh@post.example home", "channel": "signal",
            "met_how": "online", "met_on": met(26), "met_where": "Map Makers chat",
            "met_story": "We argued about projections for a month before we knew each other’s names.",
        }),
        Sketch(640, {
            "name": "Sofia Marques", "role": "Owner", "org": "Café Maré", "place": "Lisbon", "tier": "close",
            "interests": "cycling, sourdough", "industry": "food", "birthday": "1992-02-29",
            "phones": "+44 7700 900114 mobile", "met_how": "community", "met_where": "the Sunday ride",
            "met_on": met(22), "met_story": "Fixed my chain on the climb to Sintra and told me where to eat after.",
        }),
        Sketch(610, {
            "name": "Bruno Carvalho", "role": "Lecturer", "org": "Universidade do Mondego", "place": "Coimbra",
            "tier": "close", "interests": "hydrology, chess", "industry": "research",
            "emails": "bruno.carvalho@mondego.example work", "met_how": "classmate", "met_on": year(14),
            "met_where": "Escola do Cais", "met_story": "Two exams, one calculator.",
        }),
        Sketch(560, {
            "name": "Mina Farahani", "role": "ML Engineer", "org": "Lakeshore AI", "place": "Toronto",
            "tier": "close", "interests": "open source, remote sensing", "industry": "software",
            "emails": "mina@lakeshore.example work", "met_how": "online", "met_on": met(20),
            "met_where": "an issue about cloud masks",
            "met_story": "Her bug report came with a fix, a test and a joke.",
        }),
        Sketch(520, {
            "name": "Ben Whitaker", "role": "Engineer", "org": "Contour Works", "place": "Bristol", "tier": "close",
            "interests": "open source, maps, running", "industry": "software", "emails": "ben@contour.example work",
            "met_how": "colleague", "met_on": year(5), "met_where": "Contour Works", "birthday": "--03-12",
        }),
        # ── steady ───────────────────────────────────────────────────────────
        Sketch(690, {
            "name": "Zoë Quinn", "role": "Product Designer", "org": "Studio Fern", "place": "Dublin",
            "tier": "steady", "interests": "design, maps", "industry": "design", "tags": "designer",
            "emails": "zoe@studiofern.example work", "links": "https://studiofern.example portfolio",
            "met_how": "introduced", "met_via": "Siobhán O’Brien", "met_on": met(22),
            "met_story": "Siobhán sent one line: “She draws rivers properly.”",
        }),
        Sketch(680, {
            "name": "Tomás Ribeiro", "role": "Resilience Officer", "org": "City of Porto", "place": "Porto",
            "tier": "steady", "interests": "climate adaptation, football", "industry": "government",
            "tags": "customer", "emails": "tomas.ribeiro@porto.example work", "met_how": "event", "met_on": met(24),
            "met_where": "Resilient Cities", "met_story": "Drew his flood plan on my napkin.",
        }),
        Sketch(670, {
            "name": "Priya Raghunathan", "role": "Research Fellow", "org": "Monsoon Lab", "place": "Bengaluru",
            "tier": "steady", "interests": "hydrology, remote sensing, cricket", "industry": "research",
            "emails": "priya.r@monsoonlab.example work", "met_how": "online", "met_on": met(23),
            "met_where": "a preprint", "met_story": "I found an error in her appendix; she found three in mine.",
        }),
        Sketch(660, {
            "name": "Marcus Lindqvist", "role": "Director of Grants", "org": "Fjord Foundation",
            "place": "Stockholm", "tier": "steady", "interests": "climate adaptation, skiing",
            "industry": "non-profit", "tags": "funder", "emails": "marcus.lindqvist@fjord.example work",
            "met_how": "introduced", "met_via": "Anne-Sophie Laurent", "met_on": met(22),
        }),
        Sketch(650, {
            "name": "Ifeoma Nwosu", "role": "Partner", "org": "Nwosu & Daughters", "place": "Lagos",
            "tier": "steady", "interests": "open source, policy, music", "industry": "legal",
            "emails": "ifeoma@nwosu.example work", "met_how": "introduced", "met_via": "Chidi Okafor",
            "met_on": met(21), "met_story": "Explained the AGPL to a room of bankers with a potluck dinner.",
        }),
        Sketch(600, {
            "name": "Daniel Abramov", "role": "Startup Programme", "org": "Stratus Cloud", "place": "Berlin",
            "tier": "wide", "interests": "startups, music", "industry": "software",
            "emails": "daniel.abramov@stratus.example work", "met_how": "event", "met_on": met(20),
            "met_where": "Cloud & Rain",
        }),
        Sketch(540, {
            "name": "Hannah Goldberg", "role": "Climate Reporter", "org": "The Tideline", "place": "London",
            "tier": "wide", "interests": "climate adaptation", "industry": "media", "tags": "press",
            "emails": "hannah@tideline.example work", "met_how": "online", "met_on": met(18),
            "met_story": "Rang to check one number and kept me honest for an hour.",
        }),
        Sketch(530, {
            "name": "Rafael Souza", "role": "VP Product", "org": "Rio Verde Seguros", "place": "São Paulo",
            "tier": "steady", "interests": "insurance, football", "industry": "finance", "tags": "customer",
            "emails": "rafael.souza@rioverde.example work", "met_how": "introduced", "met_via": "Ada Lovelace",
            "met_on": met(17),
        }),
        Sketch(500, {
            "name": "Nadia Benali", "role": "Programme Manager", "org": "Sahel Resilience Fund", "place": "Tunis",
            "tier": "steady", "interests": "climate adaptation, gardens", "industry": "non-profit",
            "tags": "funder", "emails": "n.benali@srf.example work", "met_how": "event", "met_on": met(16),
            "met_where": "Water Week", "met_story": "We both hid from the gala in the same stairwell.",
        }),
        Sketch(480, {
            "name": "Mateo Vargas", "role": "Founder", "org": "Nube Libre", "place": "Bogotá", "tier": "steady",
            "interests": "open source, startups", "industry": "software", "emails": "mateo@nubelibre.example work",
            "links": "https://git.example/mvargas git", "met_how": "community", "met_on": met(16),
            "met_where": "the GeoTools list",
        }),
        Sketch(475, {
            "name": "Eleni Papadopoulou", "role": "Professor of Remote Sensing",
            "org": "Technical University of Athens", "place": "Athens", "tier": "steady",
            "interests": "remote sensing, hydrology", "industry": "research",
            "emails": "eleni.p@tua.example work", "met_how": "event", "met_on": met(15),
            "met_where": "Living Rivers", "birthday": birthday(-3, 1971),
            "met_story": "Her students had already broken my software; she brought the list.",
        }),
        Sketch(470, {
            "name": "Jonas Weber", "role": "Engineering Manager", "org": "Hafen Digital", "place": "Hamburg",
            "tier": "steady", "interests": "open source, cycling", "industry": "software",
            "emails": "jonas.weber@hafen.example work", "met_how": "colleague", "met_on": year(4),
            "met_where": "Contour Works",
        }),
        Sketch(460, {
            "name": "陈美玲", "aliases": "Chen Meiling, Meiling Chen", "role": "Research Lead",
            "org": "Pearl Delta Institute", "place": "Shenzhen", "tier": "steady",
            "interests": "hydrology, maps", "industry": "research",
            "emails": "meiling.chen@pdi.example work", "met_how": "event", "met_on": met(15),
            "met_where": "Living Rivers", "met_story": "Swapped flood marks from our grandmothers’ houses.",
        }),
        Sketch(450, {
            "name": "ليلى حداد", "aliases": "Layla Haddad", "role": "Director", "org": "Water Commons",
            "place": "Amman", "tier": "steady", "interests": "climate adaptation, gardens",
            "industry": "non-profit", "emails": "layla@watercommons.example work", "met_how": "introduced",
            "met_via": "Nadia Benali", "met_on": met(14),
        }),
        Sketch(440, {
            "name": "Aisha Rahman", "role": "Flood Engineer", "org": "Deltaworks Dhaka", "place": "Dhaka",
            "tier": "steady", "interests": "hydrology, climate adaptation", "industry": "government",
            "emails": "aisha.rahman@deltaworks.example work", "met_how": "online", "met_on": met(14),
            "met_story": "Sent photos of the gauge with her foot for scale.",
        }),
        Sketch(430, {
            "name": "Oliver Jensen-Holm", "role": "CFO", "org": "Nordlys Energi", "place": "Copenhagen",
            "tier": "steady", "interests": "energy, sailing", "industry": "climate", "birthday": "1979-08-02",
            "emails": "ojh@nordlys.example work", "met_how": "introduced", "met_via": "Anne-Sophie Laurent",
            "met_on": met(14),
        }),
        Sketch(410, {
            "name": "Camille N’Diaye", "role": "Investor", "org": "Baobab Partners", "place": "Dakar",
            "tier": "steady", "interests": "energy, startups, sailing", "industry": "finance", "tags": "investor",
            "emails": "camille@baobab.example work", "met_how": "introduced", "met_via": "Kwame Mensah",
            "met_on": met(13), "met_story": "Kwame put us on one bicycle tour. Neither of us can ride in sand.",
        }),
        Sketch(400, {
            "name": "Rosa Delgado", "role": "Community Manager", "org": "Mapas Abiertos", "place": "Madrid",
            "tier": "steady", "interests": "open source, maps, sourdough", "industry": "non-profit",
            "emails": "rosa@mapasabiertos.example work", "met_how": "community", "met_on": met(13),
            "met_where": "State of the Open Map",
        }),
        Sketch(390, {
            "name": "Emma van der Berg", "role": "Hydrologist", "org": "Waterschap Vecht", "place": "Utrecht",
            "tier": "steady", "interests": "hydrology, cycling", "industry": "government", "tags": "customer",
            "emails": "emma.vdberg@vecht.example work", "met_how": "event", "met_on": met(12),
            "met_where": "Delta Days", "met_story": "Showed me a pumping station like others show their children.",
        }),
        Sketch(380, {
            "name": "Henrik Aalto", "role": "Adviser", "place": "Helsinki", "tier": "steady", "meet_cadence": "1y",
            "interests": "startups, skiing", "industry": "software", "tags": "board, mentor",
            "emails": "henrik@aalto.example home", "met_how": "introduced", "met_via": "Grace Hopper",
            "met_on": met(36), "met_story": "Said no to investing and yes to breakfast, every autumn since.",
        }),
        Sketch(350, {
            "name": "Amélie Rousseau", "role": "Policy Officer", "org": "EU Adaptation Desk", "place": "Brussels",
            "tier": "steady", "interests": "climate adaptation, policy", "industry": "government",
            "emails": "amelie.rousseau@adaptation.example work", "met_how": "event", "met_on": met(11),
            "met_where": "Adaptation Forum",
        }),
        Sketch(330, {
            "name": "Nguyễn Thị Mai", "aliases": "Mai Nguyen", "role": "Lead Scientist", "org": "Mekong Watch",
            "place": "Hanoi", "tier": "steady", "interests": "hydrology, remote sensing", "industry": "research",
            "emails": "mai@mekongwatch.example work", "met_how": "introduced", "met_via": "陈美玲", "met_on": met(10),
        }),
        Sketch(320, {
            "name": "Tarek Mansour", "role": "Founder", "org": "Nile Sensors", "place": "Cairo", "tier": "steady",
            "interests": "sensors, startups", "industry": "climate", "emails": "tarek@nilesensors.example work",
            "met_how": "introduced", "met_via": "Camille N’Diaye", "met_on": met(10),
        }),
        Sketch(280, {
            "name": "Yusuf Demir", "role": "Head of Operations", "org": "Bosphorus Ferries", "place": "Istanbul",
            "tier": "steady", "interests": "sensors, sailing", "industry": "transport",
            "emails": "yusuf.demir@bosphorus.example work", "met_how": "introduced",
            "met_via": "Eleni Papadopoulou", "met_on": met(9),
        }),
        Sketch(265, {
            "name": "Robin Castellanos", "role": "Facilitator", "place": "Madrid", "tier": "steady",
            "interests": "open source, design", "industry": "education", "tags": "freelance",
            "emails": "robin@castellanos.example home", "met_how": "event", "met_on": met(9),
            "met_where": "State of the Open Map",
            "met_story": "Drew my talk while I gave it. The drawing was better.",
        }),
        Sketch(600, {
            "name": "Trevor Blake", "role": "Director", "org": "Firth Accelerator", "place": "Edinburgh",
            "tier": "steady", "interests": "startups, football", "industry": "finance",
            "emails": "trevor@firth.example work", "met_how": "event", "met_on": met(19), "met_where": "Demo Night",
        }),
        Sketch(300, {
            "name": "Lena Fischer", "role": "Product Manager", "org": "Isar Software", "place": "Berlin",
            "tier": "steady", "interests": "open source, climbing", "industry": "software",
            "emails": "lena.fischer@isar.example work", "met_how": "introduced", "met_via": "Olena Shevchenko",
            "met_on": met(9),
        }),
        Sketch(290, {
            "name": "Gareth Pugh-Williams", "role": "Field Geologist", "org": "Severn Survey", "place": "Bristol",
            "tier": "steady", "interests": "hydrology, music", "industry": "research",
            "emails": "gareth.pw@severn.example work", "met_how": "introduced", "met_via": "Ben Whitaker",
            "met_on": met(9), "met_story": "Ben: “He knows every ditch between here and Wales.”",
        }),
        # ── wide ─────────────────────────────────────────────────────────────
        Sketch(580, {
            "name": "高橋由紀", "aliases": "Yuki Takahashi", "role": "Platform Engineer", "org": "Kawabe Systems",
            "place": "Tokyo", "tier": "wide", "interests": "open source, rust, trains", "industry": "software",
            "emails": "yuki@kawabe.example work", "links": "https://git.example/ytakahashi git",
            "met_how": "online", "met_on": met(19), "met_story": "Translated our whole manual, unasked.",
        }),
        Sketch(570, {
            "name": "Viktor Horváth", "role": "Developer Advocate", "org": "Danube Cloud", "place": "Budapest",
            "tier": "wide", "interests": "open source, chess", "industry": "software",
            "emails": "viktor@danube.example work", "met_how": "event", "met_on": met(19),
            "met_where": "Cloud & Rain",
        }),
        Sketch(550, {
            "name": "Ingrid Solheim", "role": "Glaciologist", "org": "Ice & Sea Institute", "place": "Bergen",
            "tier": "wide", "interests": "climate adaptation, skiing", "industry": "research",
            "emails": "ingrid.solheim@icesea.example work", "met_how": "event", "met_on": met(18),
            "met_where": "Coast Summit", "birthday": birthday(4),
        }),
        Sketch(510, {
            "name": "Arjun Mehta", "role": "Angel Investor", "place": "Mumbai", "tier": "wide",
            "interests": "startups, cricket", "industry": "finance", "tags": "investor",
            "emails": "arjun@mehta.example home", "met_how": "introduced", "met_via": "Priya Raghunathan",
            "met_on": met(17),
        }),
        Sketch(505, {
            "name": "Paul Kimani", "role": "Hydrologist", "org": "Rift Valley Water", "place": "Nairobi",
            "tier": "wide", "interests": "hydrology", "industry": "government",
            "emails": "paul.kimani@rvw.example work", "met_how": "introduced", "met_via": "Priya Raghunathan",
            "met_on": met(17),
        }),
        Sketch(495, {
            "name": "Giorgi Beridze", "role": "Backend Developer", "place": "Tbilisi", "tier": "wide",
            "interests": "open source", "industry": "software", "tags": "freelance",
            "emails": "giorgi@beridze.example work", "met_how": "online", "met_on": met(16),
        }),
        Sketch(30, {
            "name": "Freya Ólafsdóttir", "role": "Geothermal Engineer", "org": "Hverir Energy",
            "place": "Reykjavík", "tier": "wide", "interests": "energy", "industry": "climate",
            "emails": "freya@hverir.example work", "met_how": "introduced", "met_via": "Oliver Jensen-Holm",
            "met_on": met(1),
        }),
        Sketch(340, {
            "name": "Diego Fuentes", "role": "Risk Modeller", "org": "Andes Re", "place": "Santiago",
            "tier": "wide", "interests": "insurance, climbing", "industry": "finance",
            "emails": "diego.fuentes@andesre.example work", "met_how": "introduced", "met_via": "Rafael Souza",
            "met_on": met(11),
        }),
        Sketch(245, {
            "name": "Hélène Dubois-Martin", "role": "Documentary Director", "org": "Films du Rhône",
            "place": "Marseille", "tier": "wide", "interests": "climate adaptation, cinema", "industry": "media",
            "emails": "helene@filmsdurhone.example work", "met_how": "introduced", "met_via": "Anne-Sophie Laurent",
            "met_on": met(8),
        }),
        Sketch(700, {
            "name": "Thandiwe Dlamini", "role": "Policy Adviser", "org": "Ministry of Water", "place": "Pretoria",
            "tier": "yearly", "interests": "policy, music", "industry": "government",
            "emails": "thandiwe.dlamini@water.example work", "met_how": "event", "met_on": met(24),
            "met_where": "Water Week",
        }),
        Sketch(690, {
            "name": "Lucía Fernández", "role": "UX Researcher", "org": "Turia Studio", "place": "Valencia",
            "tier": "yearly", "interests": "design, cycling", "industry": "design",
            "emails": "lucia@turia.example work", "met_how": "introduced", "met_via": "Zoë Quinn",
            "met_on": met(22),
        }),
        # ── apart ────────────────────────────────────────────────────────────
        Sketch(730, {
            "name": "Carla Esposito", "role": "Oceanographer", "org": "Stazione Golfo", "place": "Naples",
            "interests": "hydrology, sailing", "industry": "research", "emails": "carla.esposito@golfo.example work",
            "met_how": "event", "met_on": met(25), "met_where": "Living Rivers",
            "met_story": "Missed the same last ferry and shared a pizza on the quay.",
        }),
        Sketch(12, {
            "name": "Peter Novak", "role": "Sales Director", "org": "Blue Ridge GIS", "met_how": "online",
            "emails": "peter.novak@blueridge.example work",
        }),
        Sketch(12, {
            "name": "Amara Diallo", "role": "Urban Planner", "org": "Atelier Niger", "met_how": "online",
            "emails": "amara.diallo@niger.example work",
        }),
        Sketch(730, {
            "name": "José Luis Ortega", "role": "Notary", "place": "Madrid", "tier": "none", "industry": "legal",
            "emails": "notaria@ortega.example work", "met_how": "other",
            "notes": "Signs quickly, answers slowly. Ask for Pilar.",
        }),
        Sketch(600, {
            "name": "Wanjiru Maathai-Otieno", "role": "Keynote speaker", "org": "Green Ridge Trust",
            "place": "Nairobi", "tier": "none", "interests": "climate adaptation, gardens", "industry": "non-profit",
            "met_how": "event", "met_where": "Water Week", "met_on": met(20),
        }),
        Sketch(710, {
            "name": "Derek Sloan", "role": "Recruiter", "org": "TalentHose", "place": "London", "tier": "none",
            "industry": "software", "emails": "derek@talenthose.example work", "met_how": "online",
        }),
    ]
    # fmt: on
