"""One turn at the desk: all that an answer is made from, and the answer itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from shared.domain.business import Business, Caller, Service, Staff
from shared.domain.calls import Then
from shared.domain.receptionist.languages import wording
from shared.domain.receptionist.memory import Asking, Memory, Own
from shared.domain.receptionist.words import Sentences, Wording
from shared.domain.spoken.language import SpokenLanguage
from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.speaking import say_day, say_start, say_time
from shared.domain.tools import Tools

_EVENING_HOUR = 18


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, what is remembered, and what happens then; `whisper` is for whom the call is passed to.

    `about` is what the caller spoke of, for the summary of the call.
    """

    text: str
    memory: Memory
    then: Then = Then.LISTEN
    transfer_to: str | None = None
    whisper: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The business, who rings, and what can be done, in the language of this turn. `now` is aware."""

    business: Business
    caller: Caller
    tools: Tools
    now: datetime
    language: str

    @property
    def wording(self) -> Wording:
        """The phrases and sentences of this turn."""
        return wording(self.language)

    @property
    def say(self) -> Sentences:
        """The sentences of this turn."""
        return self.wording.sentences

    @property
    def spoken(self) -> SpokenLanguage:
        """The grammar of dates, times and numbers of this turn."""
        return spoken_language(self.language)

    @property
    def good_day(self) -> str:
        """The greeting of this hour."""
        return good_day(self.wording, self.now.astimezone(self.business.zone).hour)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.business.zone).date()

    def service(self, service_id: UUID | None) -> Service | None:
        """The service of an id, if the business has it."""
        return next((service for service in self.business.services if service.id == service_id), None)

    def person(self, staff_id: UUID | None) -> Staff | None:
        """The person of an id, if they work here."""
        return next((person for person in self.business.staff if person.id == staff_id), None)

    def who_does(self, service: Service) -> tuple[Staff, ...]:
        """The people who do a service."""
        return tuple(person for person in self.business.staff if person.id in service.staff_ids)

    def start(self, start: datetime) -> str:
        """An instant as part of a sentence."""
        return say_start(self.language, start, self.business.zone, self.now)

    def day(self, day: date) -> str:
        """A day as part of a sentence."""
        return say_day(self.language, day, today=self.today)

    def time(self, at: time) -> str:
        """A wall time."""
        return say_time(self.language, at)

    def what(self, service: Service, staff_id: UUID | None) -> str:
        """The service and who does it."""
        person = self.person(staff_id)
        return self.say.with_staff.format(service=service.name, staff=person.name) if person else service.name

    def own(self, own: Own) -> str:
        """An appointment of the caller's: the service, if it has a name, and who does it."""
        return self.say.with_staff.format(service=own.what, staff=own.who) if own.what else own.who

    def either(self, names: Iterable[str]) -> str:
        """A list to choose from: "a, b oder c"."""
        return _joined(list(names), self.say.list_joiner, self.say.list_or)

    def both(self, names: Iterable[str]) -> str:
        """A list that belongs together: "a, b und c"."""
        return _joined(list(names), self.say.list_joiner, self.say.list_and)


def ask(memory: Memory, asking: Asking, question: str, *, lead: str = "") -> Answer:
    """Ask something, after an optional sentence before it; the question is kept to be repeated."""
    return Answer(f"{lead} {question}".strip(), replace(memory, asking=asking, question=question))


def good_day(words: Wording, hour: int) -> str:
    """How one greets at a local hour (0 to 23)."""
    if hour < words.noon_hour:
        return words.sentences.good_morning
    return words.sentences.good_day if hour < _EVENING_HOUR else words.sentences.good_evening


def sentence(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def _joined(names: list[str], joiner: str, last: str) -> str:
    return last.join(part for part in (joiner.join(names[:-1]), names[-1] if names else "") if part)
