"""Which service and which person a caller means, whatever recognition made of the names.

A word is evidence for a name if it sounds like it or is part of it. A name wins if no other has the same evidence and
more; several may remain ("Haarschnitt" is part of Herrenhaarschnitt and of Damenhaarschnitt), and then we ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from shared.domain.business import Service, Staff
from shared.domain.receptionist.words import Wording
from shared.domain.spoken.tokens import Token, fold, tidy, tokens

T = TypeVar("T")

_SHORTEST = 4
_MOST_WORDS = 4
_SAME_WORD = 84.0
_SAME_NAME = 86.0
_SAME_INITIAL = 78.0
# Words for whom something is done; alone they name no service beside one that is named: "Färben für meine Tochter".
_FOR_WHOM = ("herren", "damen")


@dataclass(frozen=True, slots=True)
class NamedServices:
    """The services that can be meant: none, the one, or those to choose from. `tokens` are the words that say so."""

    services: tuple[Service, ...] = ()
    tokens: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NamedStaff:
    """The people that can be meant, and the words that say so."""

    staff: tuple[Staff, ...] = ()
    tokens: frozenset[int] = frozenset()


def named_staff(words: Sequence[Token], staff: Iterable[Staff], wording: Wording, ignore: frozenset[int]) -> NamedStaff:
    """Who is named: by first or last name, with or without a title. Words at `ignore` are somebody else's."""
    ratio = _ratio()
    found: dict[int, tuple[Staff, frozenset[int]]] = {}
    for index, person in enumerate(staff):
        parts = [part for part in words_of(person.name) if part not in wording.titles and len(part) > 1]
        evidence = {
            place
            for place, word in enumerate(words)
            if place not in ignore
            and word.text not in wording.idle
            and any(_like(word.text, part, ratio) for part in parts)
        }
        if evidence:
            found[index] = (person, frozenset(evidence))
    best = _undominated(list(found.values()))
    places = frozenset(place for _, evidence in best for place in evidence)
    titled = {place - 1 for place in places if place and words[place - 1].text in wording.titles}
    return NamedStaff(tuple(person for person, _ in best), places | titled)


def named_services(
    words: Sequence[Token], services: Iterable[Service], wording: Wording, ignore: frozenset[int]
) -> NamedServices:
    """Which services are named, in the order in which the business lists them."""
    ratio = _ratio()
    trade = [
        match
        for match in wording.trade_phrases.everything(words)  # "klippa mig och trimma skägget" is not one thing
        if not (match.gapped and any(words[at].text in wording.joiners for at in range(match.start, match.end)))
    ]
    services = tuple(services)
    found: list[tuple[Service, frozenset[int]]] = []
    whole: set[int] = set()
    only_for_whom: set[int] = set()
    for index, service in enumerate(services):
        name = "".join(words_of(service.name))
        parts = [part for part in words_of(service.name) if len(part) >= _SHORTEST]
        evidence: set[int] = set()
        for place in range(len(words)):
            for width in range(1, _MOST_WORDS + 1):
                span = range(place, min(place + width, len(words)))
                if any(at in ignore or words[at].text in wording.idle for at in span):
                    break
                joined = "".join(words[at].text for at in span)
                if len(joined) >= _SHORTEST and len(name) >= _SHORTEST and ratio(joined, name) >= _SAME_NAME:
                    evidence.update(span)
                    whole.add(index)
            word = words[place].text
            if (
                len(word) >= _SHORTEST
                and word not in wording.idle
                and (word in name or any(ratio(word, part) >= _SAME_WORD for part in parts))
            ):
                evidence.add(place)
        of_whom: set[int] = set()
        for match in trade:
            if fold(match.meaning) in name:
                (of_whom if match.meaning in _FOR_WHOM else evidence).update(range(match.start, match.end))
        if not evidence - ignore:
            only_for_whom.add(index)
        evidence |= of_whom
        if evidence - ignore:
            found.append((service, frozenset(evidence - ignore)))
    best = _undominated(found)
    places = frozenset(place for _, evidence in best for place in evidence)
    named = [pair for pair in best if services.index(pair[0]) not in only_for_whom]
    best = named or best
    if len(best) > 1:
        named_in_full = [
            pair for pair in best if any(pair[0] is service for at, service in enumerate(services) if at in whole)
        ]
        if len(named_in_full) == 1 and all(evidence <= named_in_full[0][1] for _, evidence in best):
            best = named_in_full
    return NamedServices(tuple(service for service, _ in best), places)


def _undominated(found: list[tuple[T, frozenset[int]]]) -> list[tuple[T, frozenset[int]]]:
    return [pair for pair in found if not any(pair[1] < other[1] for other in found)]


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text of the business, which does not change during a call."""
    return tuple(token.text for token in tokens(tidy(text)))


def _like(word: str, name: str, ratio: Callable[[str, str], float]) -> bool:
    if word == name:
        return True
    if len(word) < 3 or len(name) < 3:
        return False
    alike = ratio(word, name)
    return alike >= _SAME_NAME or (alike >= _SAME_INITIAL and word[0] == name[0] and abs(len(word) - len(name)) <= 2)


def _ratio() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio  # 17 ms of import, not for calls that a model answers

    return ratio
