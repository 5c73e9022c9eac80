"""One sentence of the caller, understood as far as it can be without knowing what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from shared.domain.business import Business, Service, Staff
from shared.domain.receptionist.introductions import introduced
from shared.domain.receptionist.languages import ASKED_FOR, WORDINGS
from shared.domain.receptionist.names import named_services, named_staff
from shared.domain.receptionist.words import Wording
from shared.domain.spoken.grammar import Match
from shared.domain.spoken.languages import spoken_language
from shared.domain.spoken.tokens import Token, meaningful, tidy, tokens
from shared.domain.spoken.when import When, read_when

QUESTIONS_TO_US = (
    "hours", "price", "duration", "services", "people", "address", "parking", "walk_in", "closures", "who", "other_language",
    "wonder",
)  # fmt: skip
"""Intents that want to know something."""

_ENOUGH_MARKERS = 2


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says. `said` are the intents of the wording; `plainly` those said without words in between.

    `services` and `staff` hold one if it is certain, several if the caller has to choose. `leftover` are the words that
    nothing here accounts for: what an unknown question is about.
    """

    text: str
    words: tuple[Token, ...]
    said: frozenset[str]
    plainly: frozenset[str]
    when: When
    services: tuple[Service, ...]
    staff: tuple[Staff, ...]
    name: str | None
    refuses_service: bool
    refused_staff: tuple[Staff, ...]
    leftover: tuple[str, ...]

    @property
    def entities(self) -> bool:
        """Whether it names anything an appointment is made of."""
        return bool(self.when or self.services or self.staff or self.refuses_service or self.refused_staff)

    def says(self, *intents: str) -> bool:
        """Whether any of these intents is in it."""
        return any(intent in self.said for intent in intents)

    @property
    def agrees(self) -> bool:
        """Whether it is a yes and nothing that takes it back: not "ja, aber", "ja, Moment", "ja, ich weiß nicht"."""
        return self.says("yes") and not self.says("no", "but", "wonder", "wait", "unsure", "dont_know")

    def without(self, *intents: str) -> Understood:
        """The sentence as if it did not say these."""
        return replace(self, said=self.said - set(intents))


def understand(text: str, business: Business, wording: Wording, now: datetime, *, bare_numbers: bool) -> Understood:
    """Understand one sentence. `now` is aware; `bare_numbers` takes a lone number for a clock time."""
    text = tidy(text)
    words = tuple(meaningful(tokens(text), spoken_language(wording.code).hesitations))
    local = now.astimezone(business.zone)
    matches = wording.intent_phrases.everything(words)
    bare_numbers = bare_numbers and not any(match.meaning.startswith("pick_") for match in matches)
    when = read_when(words, spoken_language(wording.code), local, hours=business.hours, bare_numbers=bare_numbers)
    name, name_places = introduced(text, words, matches, wording)
    negated = _negated(words, wording)
    everybody = named_staff(words, business.staff, wording, when.tokens | name_places)
    elsewhere = when.tokens | name_places | everybody.tokens
    every_service = named_services(words, business.services, wording, elsewhere)
    people, services = everybody, every_service
    if negated:
        people = named_staff(words, business.staff, wording, when.tokens | name_places | negated)
        services = named_services(words, business.services, wording, elsewhere | negated)
    over = max((match.start for match in matches if match.meaning == "no"), default=0)
    if over and len(people.staff) > 1:  # "bei Maria, nein, bei Thomas": what follows a no replaces what was before it
        later = named_staff(words, business.staff, wording, when.tokens | name_places | negated | {*range(over)})
        people = later if later.staff else people
    if over and len(services.services) > 1:
        others = named_services(words, business.services, wording, elsewhere | negated | {*range(over)})
        services = others if others.services else services
    said = {
        match.meaning for match in matches if not match.meaning.endswith("_alone") and match.meaning != "name_maybe"
    }
    said |= {m.meaning.removesuffix("_alone") for m in matches if m.meaning.endswith("_alone") and _is_all(m, words)}
    if "walk_in" in said and "?" not in text and ("book" in said or when or services.services):
        said.remove(
            "walk_in"
        )  # "då behöver jag boka en tid", "da muss ich einen Termin ausmachen": told, and not asked
    if "fine" in said and not said.intersection(QUESTIONS_TO_US):
        said.add("yes")
    if name is None:
        said -= {"name_is", "name_before"}
    accounted = elsewhere | every_service.tokens | {p for m in matches if not m.gapped for p in range(m.start, m.end)}
    return Understood(
        text=text,
        words=words,
        said=frozenset(said),
        plainly=frozenset(match.meaning for match in matches if not match.gapped),
        when=when,
        services=services.services,
        staff=people.staff,
        name=name,
        refuses_service=bool(every_service.services and not services.services),
        refused_staff=tuple(person for person in everybody.staff if person not in people.staff),
        leftover=tuple(
            word.text for place, word in enumerate(words) if place not in accounted and word.text not in wording.idle
        ),
    )


def language_of(text: str, current: str) -> str:
    """The language a sentence is clearly in, if it is another than the current one; otherwise the current one."""
    words = {word.text for word in tokens(tidy(text)) if word.kind == "word"}
    counts = {code: len(words & _own_markers(code)) for code in WORDINGS}
    best, second = sorted(counts, key=lambda code: counts[code], reverse=True)[:2]
    here = counts.get(current, 0)
    clearly = counts[best] >= _ENOUGH_MARKERS and counts[best] > max(2 * here, counts[second])
    return best if clearly else current


def insulting_in(text: str, current: str) -> tuple[str | None, bool]:
    """The language, other than the current one, in which a sentence insults, and whether it is also held in it."""
    words = tokens(tidy(text))
    said = {word.text for word in words}
    code = next(
        (code for code, each in WORDINGS.items() if code != current and each.abuse_phrases.everything(words)), None
    )
    return code, code is not None and bool(said & _own_markers(code)) and not said & _own_markers(current)


def language_wanted(text: str, current: str) -> str:
    """The language to answer a sentence in: the one it asks for ("Sprechen Sie Englisch?"), or the one it is in."""
    spoken = language_of(text, current)
    words = tokens(tidy(text))
    said = (
        {match.meaning for match in WORDINGS[spoken].intent_phrases.everything(words)} if spoken in WORDINGS else set()
    )
    return next((code for intent, code in ASKED_FOR.items() if intent in said), spoken)


@lru_cache(maxsize=8)
def _own_markers(code: str) -> frozenset[str]:
    others = frozenset(word for other, wording in WORDINGS.items() if other != code for word in wording.markers)
    return WORDINGS[code].markers - others


def _is_all(match: Match, words: Sequence[Token]) -> bool:
    return match.start == 0 and match.end == len(words)


def _negated(words: Sequence[Token], wording: Wording) -> frozenset[int]:
    """The word after a "nicht" or "statt", small words between not counted."""
    passed_over = wording.idle | frozenset(wording.titles)
    places = set()
    for match in wording.negations.read(words):
        after = match.end
        while after < min(len(words), match.end + 3) and words[after].text in passed_over:
            after += 1
        places.add(after)
    return frozenset(places)
