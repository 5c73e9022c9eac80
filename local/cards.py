"""Read the card on each function's door: the docstring that names its routes, socket, queue or schedule, its role and its answers.

    \"\"\"Take one telephony delivery into the inbox and apply it.

    POST  /webhooks/telephony/{provider}/{token}
    As    fn_ingest
    Says  200 applied or seen before · 403 not_signed
    \"\"\"

Nothing is imported for it, so a card can be read without the function's packages or its environment.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from local.paths import FUNCTIONS

ROUTE = re.compile(r"^(?P<method>GET|POST|PUT|PATCH|DELETE)\s{2,}(?P<path>/\S*)$")
SOCKET = re.compile(r"^SOCKET\s{2,}(?P<routes>\$connect \$default \$disconnect)$")
QUEUE = re.compile(r"^QUEUE\s+(?P<what>\S.*)$")
SCHEDULE = re.compile(r"^EVERY\s{2,}(?P<count>\d+) (?P<unit>minute|hour|day)s?$")
ROLE = re.compile(r"^As\s{2,}(?P<role>[a-z_]+)$")
UNIT_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str

    def matches(self, path: str) -> bool:
        """True if `path` has this shape; a `{placeholder}` stands for one non-empty segment. The query does not count."""
        wanted, given = self.path.partition("?")[0].split("/"), path.split("/")
        return len(wanted) == len(given) and all(
            part == "{proxy+}" or (bool(got) if part.startswith("{") else part == got)
            for part, got in zip(wanted, given, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Card:
    """`function` is the folder's name; `every_seconds` is None unless the clock calls.

    `socket` if it is given the events of a WebSocket, `queue` if a queue of its own brings it what had to wait.
    """

    function: str
    promise: str
    routes: tuple[Route, ...]
    every_seconds: int | None
    role: str | None
    socket: bool = False
    queue: bool = False

    @property
    def module(self) -> str:
        return f"functions.{self.function}.handler"


@cache
def read_cards(folder: Path = FUNCTIONS) -> tuple[Card, ...]:
    """The cards of `functions/*/handler.py`, by name; read once. Raises ValueError for a handler without a card."""
    return tuple(read_card(path) for path in sorted(folder.glob("*/handler.py")))


def read_card(handler: Path) -> Card:
    docstring = ast.get_docstring(ast.parse(handler.read_text(encoding="utf-8"))) or ""
    lines = [line.rstrip() for line in docstring.splitlines()]
    routes = tuple(Route(found["method"], found["path"]) for line in lines if (found := ROUTE.match(line)))
    every = [int(found["count"]) * UNIT_SECONDS[found["unit"]] for line in lines if (found := SCHEDULE.match(line))]
    roles = [found["role"] for line in lines if (found := ROLE.match(line))]
    socket = any(SOCKET.match(line) for line in lines)
    if not routes and not every and not socket:
        raise ValueError(
            f"{handler.parent.name}/handler.py: its docstring names neither a route nor a socket nor a schedule"
        )
    return Card(
        function=handler.parent.name,
        promise=lines[0],
        routes=routes,
        every_seconds=every[0] if every else None,
        role=roles[0] if roles else None,
        socket=socket,
        queue=any(QUEUE.match(line) for line in lines),
    )
