"""What a sentence takes back: "nicht am Dienstag", "Mittwoch geht nicht", "um drei, nein, um vier"."""

from __future__ import annotations

from collections.abc import Sequence

from shared.domain.spoken.days import DAY_MEANINGS
from shared.domain.spoken.grammar import Match
from shared.domain.spoken.lone_numbers import TIME_MEANINGS
from shared.domain.spoken.tokens import Token
from shared.domain.spoken.windows import PARTS_OF_DAY

_REFUSES_AND_SEEKS = ("earlier_than_that", "later_than_that")


def is_sign(fact: Match) -> bool:
    """Whether a fact says how others are meant, and nothing of its own."""
    return fact.meaning in ("not", "not_there", "rather", "not_previous", "not_either", "onward", "deadline")


def without_refused(facts: Sequence[Match], words: Sequence[Token]) -> tuple[list[Match], list[Match]]:
    """Take out what was said with a not: "nicht am Dienstag", "Dienstag kann ich nicht", "ich kann nicht am Dienstag"."""
    wanted: list[Match] = []
    refused: list[Match] = []
    sign: Match | None = None
    for fact in facts:
        backwards = fact.meaning in ("not_previous", "not_either") or (
            fact.meaning == "not_there" and _ends(fact, words)
        )
        if backwards and wanted and fact.start - wanted[-1].end <= 2 and not is_sign(wanted[-1]):
            refused.append(wanted.pop())
        elif fact.meaning in ("not", "not_there", "not_either"):
            # "Nein, das geht nicht, am Freitag": what follows a pause is wanted.
            sign = None if fact.meaning == "not_either" and _ends(fact, words) else fact
        elif fact.meaning == "not_previous":
            continue
        elif fact.meaning in _REFUSES_AND_SEEKS:  # "15 Uhr ist mir zu spät": not that, and earlier
            if wanted and fact.start - wanted[-1].end <= 2 and _kind(wanted[-1]):
                refused.append(wanted.pop())
            wanted.append(fact)
        elif sign is not None and fact.start - sign.end <= 1 and not is_sign(fact):
            refused.append(fact)
            sign = None
        else:
            wanted.append(fact)
    return [fact for fact in wanted if not _is_told_better(fact, wanted, words)], refused


def _is_told_better(fact: Match, wanted: Sequence[Match], words: Sequence[Token]) -> bool:
    """Whether who seeks earlier or later also says when: "zehn Uhr ist zu früh, elf", "nicht so früh, um elf"."""
    after = [each for each in wanted if each.start >= fact.end]
    if fact.meaning in _REFUSES_AND_SEEKS:
        return any(_kind(each) == "time" for each in wanted) or any(_kind(each) == "day" for each in after)
    exact = any(each.meaning in TIME_MEANINGS for each in after)
    return fact.meaning in ("earlier", "later") and exact and _ends(fact, words)


def _ends(fact: Match, words: Sequence[Token]) -> bool:
    """Whether what was said is over with a phrase: a pause follows, or nothing."""
    return fact.end == len(words) or words[fact.end].start - words[fact.end - 1].end > 1


def last_word(facts: Sequence[Match]) -> list[Match]:
    """Let what follows "nein", "lieber", "ich meine" replace what was said before it of the same kind."""
    left: list[Match] = []
    kinds_after = [_kind(fact) for fact in facts]
    for place, fact in enumerate(facts):
        signs = [after for after in range(place + 1, len(facts)) if facts[after].meaning == "rather"]
        replaced = any(_kind(fact) in kinds_after[sign + 1 :] for sign in signs)
        if fact.meaning != "rather" and not (replaced and _kind(fact)):
            left.append(fact)
    return left


def _kind(fact: Match) -> str:
    if fact.meaning in DAY_MEANINGS:
        return "day"
    return "time" if fact.meaning in TIME_MEANINGS or fact.meaning in PARTS_OF_DAY else ""
