"""Zones named in a text: EST, GMT+2, London time, "Eastern"."""

from ..phrase import Parts, Strength
from .scene import Match, Scene


def read_zone(scene: Scene, at: int, lead: str) -> Match | None:
    del lead
    token = scene.tokens[at]
    if "utc" in token.word.classes:
        return _offset(scene, at)
    return None


def _offset(scene: Scene, at: int) -> Match:
    sign, number = scene.tokens[at + 1], scene.tokens[at + 2]
    if sign.text not in {"+", "-"} or not number.word.digits or not number.is_glued or (number.word.number or 0) > 14:
        return Match(at + 1, Parts(zone="UTC"), "zone", Strength.WEAK)
    minutes = 0
    end = at + 3
    if scene.tokens[end].text == ":" and scene.tokens[end + 1].word.digits == 2:
        minutes, end = scene.tokens[end + 1].word.number or 0, end + 2
    return Match(end, Parts(zone=f"{sign.text}{number.word.number:02}:{minutes:02}"), "zone", Strength.WEAK)
