"""Places and acquaintances of the people of the sample garden."""

# fmt: off
ZONES = {
    "Accra": "Africa/Accra", "Amman": "Asia/Amman", "Athens": "Europe/Athens", "Bengaluru": "Asia/Kolkata",
    "Bergen": "Europe/Oslo", "Berlin": "Europe/Berlin", "Bogotá": "America/Bogota",
    "Bristol": "Europe/London", "Brussels": "Europe/Brussels", "Budapest": "Europe/Budapest",
    "Cairo": "Africa/Cairo", "Casablanca": "Africa/Casablanca", "Coimbra": "Europe/Lisbon",
    "Copenhagen": "Europe/Copenhagen", "Dakar": "Africa/Dakar", "Dhaka": "Asia/Dhaka",
    "Dublin": "Europe/Dublin", "Edinburgh": "Europe/London", "Galway": "Europe/Dublin",
    "Hamburg": "Europe/Berlin", "Hanoi": "Asia/Bangkok", "Helsinki": "Europe/Helsinki",
    "Istanbul": "Europe/Istanbul", "Lagos": "Africa/Lagos", "Lisbon": "Europe/Lisbon",
    "London": "Europe/London", "Madrid": "Europe/Madrid", "Marseille": "Europe/Paris",
    "Mumbai": "Asia/Kolkata", "Nairobi": "Africa/Nairobi", "Naples": "Europe/Rome",
    "New York": "America/New_York", "Porto": "Europe/Lisbon", "Pretoria": "Africa/Johannesburg",
    "Reykjavík": "Atlantic/Reykjavik", "São Paulo": "America/Sao_Paulo", "Santiago": "America/Santiago",
    "Shenzhen": "Asia/Shanghai", "Stockholm": "Europe/Stockholm", "Tbilisi": "Asia/Tbilisi",
    "Tokyo": "Asia/Tokyo", "Toronto": "America/Toronto", "Tunis": "Africa/Tunis",
    "Utrecht": "Europe/Amsterdam", "Valencia": "Europe/Madrid", "Warsaw": "Europe/Warsaw",
}
# fmt: on
"""The time zone of each place."""

TIES = (
    ("Ada Lovelace", "Anne-Sophie Laurent", "on a panel together"),
    ("Ada Lovelace", "Camille N’Diaye", "co-invested once"),
    ("Joana Reis", "Chidi Okafor", "Contour Works"),
    ("Joana Reis", "Ben Whitaker", "Contour Works"),
    ("Ben Whitaker", "Jonas Weber", "Contour Works"),
    ("Chidi Okafor", "Jonas Weber", "the same team soon"),
    ("Grace Hopper", "高橋由紀", "maintain GeoTools"),
    ("Grace Hopper", "Mateo Vargas", "maintain GeoTools"),
    ("Eleni Papadopoulou", "Carla Esposito", "wrote a paper together"),
    ("Eleni Papadopoulou", "陈美玲", "Living Rivers committee"),
    ("Priya Raghunathan", "Aisha Rahman", "share a satellite budget"),
    ("Aisha Rahman", "Nguyễn Thị Mai", "Delta exchange"),
    ("Rosa Delgado", "Łukasz Nowak", "State of the Open Map"),
    ("Tomás Ribeiro", "Emma van der Berg", "twin cities"),
    ("Siobhán O’Brien", "Gareth Pugh-Williams", "sing in the same choir, once a year"),
    ("Sofia Marques", "Joana Reis", "Joana’s breakfast"),
)
"""Pairs of people who know each other, besides introductions, and how."""
