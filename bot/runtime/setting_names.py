"""The names of a setting: in ``config.toml``, in the environment, and in error messages."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, SecretStr

FILE_SUFFIX = "_FILE"


@dataclass(frozen=True, slots=True)
class Env:
    """The environment variable of a setting; "{section}" stands for the section's name."""

    name: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """The name that a setting had in the previous release: in ``config.toml`` and in the environment."""

    name: str
    env: str


@dataclass(frozen=True, slots=True)
class MayBeInFile:
    """Marks a setting that is no secret, but may contain one: ``NAME_FILE`` may name a file with it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: where it stands in ``config.toml`` and in the environment. A secret is never in ``config.toml``.

    ``former_name`` and ``former_env`` are empty unless the setting was renamed in this release.
    """

    section: str
    name: str
    env: str
    is_secret: bool
    may_be_in_file: bool
    former_name: str = ""
    former_env: str = ""

    @property
    def label(self) -> str:
        """The setting as error messages name it."""
        place = f"[{self.section}] {self.name}" if self.section else self.name
        return self.env if self.is_secret else f"{self.env} (config.toml: {place})"

    @property
    def file_env(self) -> str:
        """The variable that names a file with the secret."""
        return self.env + FILE_SUFFIX


def walk(model: type[BaseModel], section: str = "") -> Iterator[Setting]:
    """The settings of ``model`` and of the sections in it, in order."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from walk(field.annotation, name)
            continue
        env = next(mark for mark in field.metadata if isinstance(mark, Env))
        former = next((mark for mark in field.metadata if isinstance(mark, FormerName)), FormerName("", ""))
        yield Setting(
            section=section,
            name=name,
            env=env.name.format(section=section.upper()),
            is_secret=field.annotation is SecretStr,
            may_be_in_file=field.annotation is SecretStr or MayBeInFile() in field.metadata,
            former_name=former.name,
            former_env=former.env.format(section=section.upper()),
        )
