"""What the desk knows by heart: hours, prices, durations, services, people, the way here, and the knowledge articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from shared.domain.business import Article, Closure, OpeningSpan, Service
from shared.domain.receptionist.names import words_of
from shared.domain.receptionist.opening import closure_on, coming_closures, is_open, spans_of_weekday, spans_on
from shared.domain.receptionist.turn import Desk, sentence
from shared.domain.receptionist.understanding import Understood
from shared.domain.spoken.speaking import say_date, say_price, say_weekday

_LONGEST_ARTICLE = 400
_CLOSURES_FORESEEN_DAYS = 21
_MOST_PRICES = 8
_ENOUGH_FOR_AN_ARTICLE = 2.0
_SAME_WORD = 85.0
_COMMON_STEM = 5


def hours(desk: Desk, heard: Understood) -> str:
    """When we are open: on the days that were asked about, or in general."""
    days = heard.when.days
    if len(days) == 1 and days[0] == desk.today:
        return _today(desk)
    if 1 <= len(days) <= 3:
        return on_days(desk, days)
    if days and any(closure_on(desk.business, day) for day in days):
        touched = {closure_on(desk.business, day) for day in days} - {None}
        return " ".join(told_closure(desk, closure) for closure in touched if closure is not None)
    return hours_in_general(desk)


def hours_in_general(desk: Desk) -> str:
    """The week, like days together, and the closures that are near."""
    if not desk.business.hours:
        return desk.say.no_hours
    week = [(weekday, spans_of_weekday(desk.business, weekday)) for weekday in range(1, 8)]
    lines = []
    for times, days in groupby(week, key=lambda day: tuple((span.opens, span.closes) for span in day[1])):
        same = list(days)
        if times:
            lines.append(
                desk.say.hours_line.format(
                    days=_weekdays(desk, [day for day, _ in same]), spans=spans(desk, same[0][1])
                )
            )
    said = desk.say.hours_general.format(lines=desk.both(lines))
    near = coming_closures(desk.business, desk.today, days=_CLOSURES_FORESEEN_DAYS)
    return " ".join([said, *(told_closure(desk, closure) for closure in near)])


def on_days(desk: Desk, days: Sequence[date]) -> str:
    """The hours of each of these days. A closure over several of them is told once."""
    said: list[str] = []
    for day in days:
        closure = closure_on(desk.business, day)
        several = closure is not None and sum(closure.starts_on <= each <= closure.ends_on for each in days) > 1
        told = told_closure(desk, closure) if closure is not None and several else _on_day(desk, day)
        if told not in said:
            said.append(told)
    return " ".join(said)


def spans(desk: Desk, open_spans: Sequence[OpeningSpan]) -> str:
    """Open spans as part of a sentence: "von 8 Uhr bis 12 Uhr und von 13 Uhr bis 17 Uhr"."""
    return desk.both(
        desk.say.hours_span.format(opens=desk.time(span.opens), closes=desk.time(span.closes)) for span in open_spans
    )


def closed_on(desk: Desk, day: date) -> str:
    """That, and if we know why, we are closed on a day."""
    closure = closure_on(desk.business, day)
    start = sentence(desk.day(day))
    if closure is not None and closure.reason:
        return desk.say.closed_for.format(day_start=start, reason=closure.reason)
    return desk.say.closed_today if day == desk.today else desk.say.closed_on.format(day_start=start)


def prices(desk: Desk, services: Sequence[Service]) -> str:
    """What these services cost; without any, the whole list as far as one can listen to it."""
    if len(services) == 1:
        return _price(desk, services[0])
    chosen = list(services or desk.business.services)[:_MOST_PRICES]
    priced = [f"{service.name} {say_price(desk.language, service.price)}" for service in chosen if service.price]
    if not priced:
        return desk.say.no_services if not chosen else _price(desk, chosen[0])
    return desk.say.prices.format(prices=desk.both(priced))


def durations(desk: Desk, services: Sequence[Service]) -> str:
    """How long these services take."""
    chosen = list(services or desk.business.services)[:_MOST_PRICES]
    return (
        " ".join(
            desk.say.duration.format(service=service.name, duration=duration(desk, service.duration_minutes))
            for service in chosen
        )
        or desk.say.no_services
    )


def duration(desk: Desk, minutes: int) -> str:
    """Minutes as they are said: "45 Minuten", "eine Stunde und 30 Minuten"."""
    words = desk.wording
    whole, rest = divmod(minutes, 60)
    if not whole or minutes == 90:
        return words.minutes.format(minutes=minutes)
    many = words.hour if whole == 1 else words.hours.format(hours=whole)
    return many if not rest else words.hours_and_minutes.format(hours=many, minutes=words.minutes.format(minutes=rest))


def service_list(desk: Desk) -> str:
    """What can be booked."""
    names = [service.name for service in desk.business.services]
    return desk.say.services.format(services=desk.both(names)) if names else desk.say.no_services


def people(desk: Desk, services: Sequence[Service]) -> str:
    """Who works here, or who does one service."""
    if len(services) == 1 and desk.who_does(services[0]):
        who = desk.both(person.name for person in desk.who_does(services[0]))
        pattern = desk.say.staff_only if len(desk.who_does(services[0])) == 1 else desk.say.staff_for
        return pattern.format(service=services[0].name, staff=who)
    names = [person.name for person in desk.business.staff]
    return desk.say.staff.format(staff=desk.both(names)) if names else desk.say.no_services


def address(desk: Desk) -> str:
    """Where we are, and how to get there if an article says so."""
    said = desk.say.address.format(address=desk.business.address.rstrip(".")) if desk.business.address.strip() else ""
    way = _about(desk, "directions")
    if way:
        said = way if said and desk.business.address.strip() in way else f"{said} {way}".strip()
    return said or desk.say.no_address


def parking(desk: Desk) -> str:
    """Where to park: what the owner wrote about it; if nothing, that we do not know, and where we are."""
    return _about(desk, "parking") or f"{desk.say.no_parking} {address(desk)}"


def article(desk: Desk, heard: Understood) -> str | None:
    """What the knowledge says about the words we could not place, or None if nothing fits well."""
    best = max(desk.business.articles, key=lambda article: _fit(heard.leftover, article), default=None)
    if best is None or _fit(heard.leftover, best) < _ENOUGH_FOR_AN_ARTICLE or not best.content.strip():
        return None
    return shortened(best.content)


def _about(desk: Desk, topic: str) -> str:
    """The article of a topic, as much as one can listen to; empty if there is none."""
    found = (
        article.content for article in desk.business.articles if article.topic == topic and article.content.strip()
    )
    return shortened(next(found, ""))


def shortened(text: str) -> str:
    """As much as one can listen to: whole sentences of at most 400 characters, at least one."""
    said = ""
    for part in " ".join(text.split()).replace("! ", "!\n").replace("? ", "?\n").replace(". ", ".\n").split("\n"):
        if said and len(said) + len(part) > _LONGEST_ARTICLE:
            break
        said = f"{said} {part}".strip()
    return said[: 2 * _LONGEST_ARTICLE]


def _fit(asked: Sequence[str], article: Article) -> float:
    """How well an article fits: a word of its title or topic counts twice as much as one of its text."""
    from rapidfuzz.fuzz import ratio

    title = {word for word in words_of(f"{article.title} {article.topic}") if len(word) > 3}
    content = {word for word in words_of(article.content) if len(word) > 3}

    def near(word: str, known: set[str]) -> bool:
        return any(
            ratio(word, other) >= _SAME_WORD
            or (
                len(word) >= _COMMON_STEM and len(other) >= _COMMON_STEM and word[:_COMMON_STEM] == other[:_COMMON_STEM]
            )
            for other in known
        )

    words = {word for word in asked if len(word) > 3}
    return sum(2.0 if near(word, title) else 1.0 if near(word, content) else 0.0 for word in words)


def _today(desk: Desk) -> str:
    today = spans_on(desk.business, desk.today)
    if not today:
        return closed_on(desk, desk.today)
    said = desk.say.open_today.format(spans=spans(desk, today))
    return f"{said} {desk.say.open_now if is_open(desk.business, desk.now) else desk.say.closed_now}"


def _on_day(desk: Desk, day: date) -> str:
    open_spans = spans_on(desk.business, day)
    if not open_spans:
        return closed_on(desk, day)
    return desk.say.open_on.format(day_start=sentence(desk.day(day)), spans=spans(desk, open_spans))


def told_closure(desk: Desk, closure: Closure) -> str:
    """One closure with its days and its reason."""
    if closure.starts_on == closure.ends_on:
        return desk.say.closure_day.format(day_start=sentence(desk.day(closure.starts_on)), reason=closure.reason)
    first, last = (say_date(desk.language, day, today=desk.today) for day in (closure.starts_on, closure.ends_on))
    return desk.say.closure_days.format(first=first, last=last, reason=closure.reason)


def _price(desk: Desk, service: Service) -> str:
    if service.price is None:
        return desk.say.no_price.format(service=service.name)
    return desk.say.price.format(service=service.name, price=say_price(desk.language, service.price))


def _weekdays(desk: Desk, weekdays: Sequence[int]) -> str:
    first, last = say_weekday(desk.language, weekdays[0]), say_weekday(desk.language, weekdays[-1])
    if len(weekdays) == 1:
        return first
    return (desk.say.hours_days if len(weekdays) == 2 else desk.say.hours_range).format(first=first, last=last)
