"""What one function needs: the modules that its own import, ours and others', and the packages that these require.

Found by reading the imports, those inside functions included, so there is no list to keep: a function that imports no
`openai` ships none.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

OURS = ("functions", "shared")

# Large parts of packages that nothing needs but who imports this module by name: half a package's size, often.
PARTS = {
    "phonenumbers/carrierdata": "phonenumbers.carrier",
    "phonenumbers/geodata": "phonenumbers.geocoder",
    "phonenumbers/tzdata": "phonenumbers.timezone",
    "twilio/rest": "twilio.rest",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """Files of one package: `sources` relative to the checkout, `installed` to the folder of installed packages.

    `distributions` are names as pip normalises them.
    """

    sources: tuple[PurePosixPath, ...]
    installed: tuple[PurePosixPath, ...]
    distributions: tuple[str, ...]


class Shelf:
    """Installed packages to choose from. `extras` are the extras asked for by name, by distribution."""

    def __init__(self, site: Path, *, extras: Mapping[str, Iterable[str]], markers: Mapping[str, str]) -> None:
        self._found = {normalised(each.name): each for each in distributions(path=[str(site)])}
        self._extras = extras
        self._markers = markers
        self._by_module: dict[str, set[str]] = {}
        for name, distribution in self._found.items():
            for file in distribution.files or ():
                self._by_module.setdefault(file.parts[0].partition(".")[0], set()).add(name)

    def providing(self, module: str) -> set[str]:
        """The distributions that hold a top-level module. Raises LookupError if none does."""
        names = self._by_module.get(module)
        if not names:
            raise LookupError(f"no locked package provides the module {module}")
        return names

    def closure(self, names: Iterable[str]) -> set[str]:
        """These distributions, with the extras asked for, and all that they require in the end."""
        wanted = [(name, frozenset(self._extras.get(name, ()))) for name in names]
        seen: set[tuple[str, frozenset[str]]] = set()
        while wanted:
            name, extras = each = wanted.pop()
            if each in seen:
                continue
            seen.add(each)
            for text in self._found[name].requires or ():
                requirement = Requirement(text)
                if self._applies(requirement, extras):
                    wanted.append((normalised(requirement.name), frozenset(requirement.extras)))
        return {name for name, _ in seen}

    def files(self, name: str) -> list[PurePosixPath]:
        """What a distribution installed below the site folder, without its programs and without pip's own notes."""
        return [
            PurePosixPath(file)
            for file in self._found[name].files or ()
            if ".." not in file.parts and file.parts[0] != "bin" and "__pycache__" not in file.parts
            if not (
                file.parts[0].endswith(".dist-info")
                and file.name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
            )
        ]

    def _applies(self, requirement: Requirement, extras: frozenset[str]) -> bool:
        if requirement.marker is None:
            return True
        return any(requirement.marker.evaluate(dict(self._markers) | {"extra": extra}) for extra in extras or {""})


def contents(function: str, *, root: Path, shelf: Shelf) -> Contents:
    """What `functions/<function>` needs. Raises LookupError for an import that nothing provides."""
    sources, modules = reachable(root, sorted((root / "functions" / function).rglob("*.py")))
    found: set[str] = set()
    for module in {name.partition(".")[0] for name in modules}:
        found |= shelf.providing(module)
    names = sorted(shelf.closure(found))
    left_out = tuple(PurePosixPath(part) for part, module in PARTS.items() if module not in modules)
    return Contents(
        sources=tuple(sorted(PurePosixPath(path.relative_to(root)) for path in sources)),
        installed=tuple(
            file
            for name in names
            for file in shelf.files(name)
            if not any(file.is_relative_to(part) for part in left_out)
        ),
        distributions=tuple(names),
    )


def reachable(root: Path, start: Iterable[Path]) -> tuple[set[Path], set[str]]:
    """Our files that `start` leads to, with what lies beside them and is no Python, and the modules of others."""
    waiting = list(start)
    sources: set[Path] = set()
    others: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in sources:
            continue
        sources.add(path)
        waiting += [
            each for folder in path.relative_to(root).parents if (each := root / folder / "__init__.py").is_file()
        ]
        for module in _imported(path):
            top = module.partition(".")[0]
            if top in OURS:
                waiting += _files_of(root, module)
            elif top not in sys.stdlib_module_names:
                others.add(module)
    beside = {each for folder in {path.parent for path in sources} for each in folder.iterdir() if each.is_file()}
    return sources | {each for each in beside if each.suffix not in (".py", ".pyc")}, others


def extras_asked_for(dependencies: Iterable[str]) -> dict[str, frozenset[str]]:
    """The extras in requirements such as `psycopg[binary]`, by normalised name."""
    requirements = [Requirement(text) for text in dependencies]
    return {normalised(each.name): frozenset(each.extras) for each in requirements if each.extras}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(path: Path) -> Iterator[str]:
    """Dotted names that a file imports; `from a import b` may mean the module `a.b`, so both."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files_of(root: Path, module: str) -> list[Path]:
    place = root.joinpath(*module.split("."))
    return [path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()]
