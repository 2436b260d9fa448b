"""Me, in the sample garden: an invented founder between climate and open source."""

ME: dict[str, str | tuple[str, ...]] = {
    "name": "Maya Ferreira",
    "home": "Lisbon",
    "places": ("Lisbon", "London", "Berlin"),
    "orgs": ("Tidemark", "Contour Works", "Escola do Cais"),
    "interests": ("climate adaptation", "open source", "cycling", "maps", "sailing", "sourdough"),
    "offers": (
        "a look over a grant application",
        "open flood data for Europe",
        "intros to city resilience teams",
        "advice on open source licences",
    ),
    "wants": ("a first insurer as a customer", "a designer for maps", "a host for our docs sprint"),
}
"""My profile, but for the pitches."""

PITCHES = {
    "short": "Tidemark makes street-level flood maps that any city can run itself, as open source.",
    "investor": "Cities pay for flood maps they cannot check. Ours are open, kept current by satellites, and"
    " sold as a service: eleven cities, two insurers in pilot, break-even next year.",
    "engineer": "A tile server and a hydrology model in Rust and Python, one binary, no cloud needed. Come and"
    " break it.",
}
"""My answers to "what do you do?", by audience."""
