"""Calls written down: who rings, what is said turn by turn, and what is left in the database afterwards.

The format is told in tests/conversations/README.md. A script knows no date: `{tuesday}` and the like stand for days and are
filled in on the day it is played, the way they are said in speech, as dates in what is given and expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from shared.domain.spoken.speaking import say_date

WITHHELD = "anonymous"
HEADERS = ("company", "language", "number", "dialects", "fails")
STEPS = ("caller", "keys", "silence", "records", "hangs up", "assistant", "not assistant", "assistant hangs up")
_BARE = ("silence", "records", "hangs up", "assistant hangs up")
COMPANIES = ("salon", "dentist", "plumber")
LANGUAGES = ("de", "sv", "en")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACEHOLDER = re.compile(r"\{(\w+)(?: (next week))?(?:\+(\d+))?\}")
_LINE = re.compile(r"^([a-z][a-z ]*?)(?: (0?\.\d+))?:\s*(.*)$")

# Numbers kept for fiction, one for each company's country.
_NUMBERS = {"salon": "+493023125777", "dentist": "+41445550177", "plumber": "+46701740605"}


class ScriptError(ValueError):
    """A file that is no script: says the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens in a call. `confidence` is how sure recognition was, None where it does not say."""

    kind: str
    words: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """One call. `given` and `expected` are (kind, fields); `number` is what the provider sends."""

    path: Path
    title: str
    company: str
    language: str
    number: str
    in_every_dialect: bool
    fails: str
    given: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[Step, ...]
    expected: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def topic(self) -> str:
        return self.path.parent.name

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.path.stem}"


@dataclass(slots=True)
class _Read:
    title: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    given: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    expected: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def read_script(path: Path) -> Script:
    """The call in a file. Raises ScriptError."""
    read = _Read()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            _take(read, line.strip())
        except ScriptError as error:
            raise ScriptError(f"{path.name}, line {number}: {error}") from None
    headers = read.headers
    company, language = headers.get("company", ""), headers.get("language", "")
    if company not in COMPANIES or language not in LANGUAGES or not read.steps:
        raise ScriptError(f"{path.name}: a call has a company, a language and something that is said")
    number_sent = headers.get("number", _NUMBERS[company])
    return Script(
        path,
        read.title or path.stem,
        company,
        language,
        WITHHELD if number_sent == "withheld" else number_sent,
        headers.get("dialects") == "all",
        headers.get("fails", ""),
        tuple(read.given),
        tuple(read.steps),
        tuple(read.expected),
    )


def _take(read: _Read, line: str) -> None:
    if not line:
        return
    if line.startswith("#"):
        read.title = read.title or line.lstrip("# ")
        return
    if line in _BARE:
        read.steps.append(Step(line))
        return
    match = _LINE.match(line)
    if match is None:
        raise ScriptError(f"not understood: {line}")
    kind, confidence, words = match.groups()
    if kind == "given":
        read.given.append(_fact(words))
    elif kind == "expect":
        read.expected.append(_fact(words))
    elif kind in HEADERS:
        read.headers[kind] = words
    elif kind in STEPS:
        read.steps.append(Step(kind, words, float(confidence) if confidence else None))
    else:
        raise ScriptError(f"nobody knows what {kind!r} is")


def _fact(words: str) -> tuple[str, tuple[str, ...]]:
    """Kind and fields: "appointment: Färben; Maria Schmidt; {friday} 10:00"."""
    kind, _, rest = re.sub(r"(?<!\d)(\d:\d\d)", r"0\1", words).partition(":")
    return kind.strip(), tuple(part.strip() for part in rest.split(";")) if rest.strip() else ()


def day_of(placeholder: re.Match[str], today: date) -> date:
    """The day a placeholder stands for. A weekday is the next one after today. Raises ScriptError."""
    name, next_week, later = placeholder.groups()
    if name == "today":
        day = today
    elif name == "tomorrow":
        day = today + timedelta(days=1)
    elif name in WEEKDAYS:
        weekday = WEEKDAYS.index(name)
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        if next_week:
            day = today + timedelta(days=7 - today.weekday() + weekday)
    else:
        raise ScriptError(f"no day is called {name!r}")
    return day + timedelta(days=int(later or 0))


def as_dates(text: str, today: date) -> str:
    """A text with its days as dates: "{tuesday} 14:30" becomes "2026-11-24 14:30"."""
    return _PLACEHOLDER.sub(lambda found: day_of(found, today).isoformat(), text)


def as_spoken(text: str, today: date, language: str) -> str:
    """A text with its days as they are said: "am {tuesday}" becomes "am Dienstag, den 24. November"."""
    return _PLACEHOLDER.sub(lambda found: say_date(language, day_of(found, today), today=today), text)


def with_placeholders(text: str, today: date) -> str:
    """The way back, for a call that is recorded: dates of the coming days become placeholders."""

    def named(found: re.Match[str]) -> str:
        ahead = (date.fromisoformat(found.group()) - today).days
        if ahead < 0:
            return found.group()
        if ahead == 0:
            return "{today}"
        weekday = WEEKDAYS[(today + timedelta(days=ahead)).weekday()]
        weeks = (ahead - 1) // 7
        return f"{{{weekday}+{7 * weeks}}}" if weeks else f"{{{weekday}}}"

    return re.sub(r"\d{4}-\d{2}-\d{2}", named, text)
