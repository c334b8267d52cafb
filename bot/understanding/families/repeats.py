"""Repeats."""

from .scene import Match, Scene


def read_repeat(scene: Scene, at: int, lead: str) -> Match | None:
    del scene, at, lead
    return None
