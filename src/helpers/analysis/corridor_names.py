"""What the places, ways, modes and measures' parts of the corridor are called."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from helpers.locale import Name, together

PLACES: Final = {
    "khorgos": Name("Khorgos"), "dostyk": Name("Dostyk"), "almaty": Name("Almaty"), "astana": Name("Astana"),
    "shymkent": Name("Shymkent"), "beyneu": Name("Beyneu"), "aktau": Name("Aktau"), "kuryk": Name("Kuryk"),
    "alat": Name("Alat"), "baku": Name("Baku"), "sumqayit": Name("Sumqayit"), "dubendi": Name("Dubendi oil terminal"),
    "tbilisi": Name("Tbilisi"), "poti": Name("Poti"), "batumi": Name("Batumi"), "kars": Name("Kars"),
    "mersin": Name("Mersin"), "istanbul": Name("Istanbul"), "ceyhan": Name("Ceyhan"), "constanta": Name("Constanta"),
    "burgas": Name("Burgas"), "turkmenbashi": Name("Turkmenbashi"), "makhachkala": Name("Makhachkala"),
    "xian": Name("Xi'an"), "chongqing": Name("Chongqing"), "shanghai": Name("Shanghai"), "brest_by": Name("Brest"),
    "duisburg": Name("Duisburg"), "rotterdam": Name("Rotterdam"),
}  # fmt: skip
"""Places of the network by their ids."""

MODES: Final = {
    "rail": Name("rail"), "rail_north": Name("rail north"), "ferry": Name("ferry"), "sea": Name("sea"),
    "sea_cape": Name("sea by the Cape"), "sea_suez": Name("sea by Suez"), "multimodal": Name("multimodal"),
    "tanker": Name("tanker"), "wait": Name("wait"),
}  # fmt: skip
"""Modes of transport."""

ORIGINS: Final = {"published": Name("published"), "assumed": Name("assumed"), "none": Name("no price")}
"""Where days and prices come from."""

CHAIN: Final = {
    "port of Aktau": Name("port of Aktau"),
    "port of Kuryk": Name("port of Kuryk"),
    "way from Aktau to the ships": Name("way from Aktau to the ships"),
    "way from Kuryk to the ships": Name("way from Kuryk to the ships"),
    "ships on the Caspian": Name("ships on the Caspian"),
    "port of Alat": Name("port of Alat"),
    "Azerbaijan's railway": Name("Azerbaijan's railway"),
    "Georgia's railway": Name("Georgia's railway"),
    "Poti and Batumi": Name("Poti and Batumi"),
    "Baku-Tbilisi-Kars": Name("Baku-Tbilisi-Kars"),
    "Türkiye's railway": Name("Türkiye's railway"),
}
"""Places of the chain that have a capacity of their own."""

ACTORS: Final = {
    "ALTYNKOL": Name("Altynkol border station, Kazakhstan to China"),
    "AZE-KAZ": Name("Azerbaijan and Kazakhstan"),
    "AZE-TUR": Name("Azerbaijan and Türkiye"),
    "AZE-UZB": Name("Azerbaijan and Uzbekistan"),
    "KAZ-POL": Name("Kazakhstan and Poland"),
    "KAZ-UZB": Name("Kazakhstan and Uzbekistan"),
    "MCM": Name("Middle Corridor Multimodal, joint venture of the railways"),
    "TITR": Name("Trans-Caspian International Transport Route"),
}
"""Who introduced digital procedures, by the codes of the dictionary."""


def place(key: str) -> Name | str:
    """Name a place of the network; one without a name by its id.

    >>> str(place("xian")), place("nowhere")
    ("Xi'an", 'Nowhere')
    """
    return PLACES.get(key, key.capitalize())


def part(row: pd.Series) -> Name:
    """Name a part of a way: a leg by its ends, or a wait by its place.

    >>> str(part(pd.Series({"mode": "wait", "origin": "aktau", "destination": "aktau"})))
    'wait at Aktau'
    """
    if row["mode"] == "wait":
        return Name("wait at {place}", place=place(row["origin"]))
    return Name("{origin} to {destination}", origin=place(row["origin"]), destination=place(row["destination"]))


def parts(rows: pd.DataFrame) -> pd.Series:
    """Name the parts of a way, row by row."""
    return pd.Series([str(part(row)) for index, row in rows.iterrows()], index=rows.index, dtype=object)


def of_chain(names: Iterable[str]) -> Name:
    """Name one or several places of the chain together.

    >>> str(of_chain(["ships on the Caspian"]))
    'ships on the Caspian'
    """
    return together(CHAIN[name] for name in names)
