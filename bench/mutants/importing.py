"""Changes the source of modules while they are imported."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType


class StaleEditError(Exception):
    """The text of an edit is not in the module's source exactly once: the mutant must be written anew."""


@dataclass(frozen=True, slots=True)
class Edit:
    """In ``module``, ``old`` becomes ``new``."""

    module: str
    old: str
    new: str

    def applied_to(self, source: str) -> str:
        """Raises ``StaleEditError``."""
        if source.count(self.old) != 1:
            raise StaleEditError(f"{self.module} has {source.count(self.old)} times: {self.old!r}")
        return source.replace(self.old, self.new)


def import_with(edits: Sequence[Edit]) -> None:
    """Apply the edits to all imports from now on. Raises ``StaleEditError`` if a module has been imported already."""
    for edit in edits:
        if edit.module in sys.modules:
            raise StaleEditError(f"{edit.module} has been imported already")
    sys.meta_path.insert(0, _Finder(edits))


class _Finder(MetaPathFinder):
    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        edits = [edit for edit in self._edits if edit.module == fullname]
        if not edits:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, edits)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, edits: Sequence[Edit]) -> None:
        super().__init__(fullname, path)
        self._edits = edits

    def get_code(self, fullname: str) -> CodeType:
        """Never the cached bytecode, which lacks the edits."""
        source = self.get_source(fullname) or ""
        for edit in self._edits:
            source = edit.applied_to(source)
        return compile(source, self.path, "exec", dont_inherit=True)
