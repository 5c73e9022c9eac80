"""What is said aloud: dates, times, prices, telephone numbers and codes, one way per language.

Numbers stay digits where every speech engine reads them right ("28 Euro 50", "14 Uhr 30", "24. November"), which also
keeps the owner's transcript readable. Where engines guess (telephone numbers, codes), signs are set apart.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from shared.domain.money import Money
from shared.domain.spoken.language import Speech
from shared.domain.spoken.languages import spoken_language


def say_time(language: str, at: time) -> str:
    """A clock time: "14 Uhr 30", "2:30 pm"."""
    speech = spoken_language(language).speech
    if speech.noon and (at.hour, at.minute) == (12, 0):
        return speech.noon
    pattern = speech.clock_with_minutes if at.minute else speech.clock
    return pattern.format(hour=_hour(speech, at), minute=at.minute, half="am" if at.hour < 12 else "pm")


def say_date(language: str, day: date, *, today: date | None = None) -> str:
    """A day with its weekday: "Dienstag, den 24. November". The year only when `today` shows it is far off."""
    speech = spoken_language(language).speech
    far = today is not None and not -31 <= (day - today).days <= 300
    pattern = speech.date_with_year if far else speech.date
    return pattern.format(
        weekday=speech.weekdays[day.weekday()],
        day=day.day,
        nth=speech.nth.get(day.day, ""),
        month=speech.months[day.month - 1],
        year=day.year,
    )


def say_day(language: str, day: date, *, today: date) -> str:
    """A day as part of a sentence: "heute", "morgen", "am Dienstag, den 24. November"."""
    speech = spoken_language(language).speech
    if day == today:
        return speech.today
    if day == today + timedelta(days=1):
        return speech.tomorrow_with_date.format(date=say_date(language, day, today=today))
    return speech.on_date.format(date=say_date(language, day, today=today))


def say_weekday(language: str, weekday: int) -> str:
    """The name of an ISO weekday (Monday is 1)."""
    return spoken_language(language).speech.weekdays[weekday - 1]


def say_start(language: str, start: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Day and time of an instant, in `zone`: "am Dienstag, den 24. November um 14 Uhr 30"."""
    local = start.astimezone(zone)
    day = say_day(language, local.date(), today=now.astimezone(zone).date())
    return spoken_language(language).speech.at_start.format(day=day, time=say_time(language, local.time()))


def say_price(language: str, price: Money) -> str:
    """An amount with its currency: "28 Euro", "28 Euro 50", "28 kronor och 50 öre". Rounded to the cent, half up."""
    speech = spoken_language(language).speech
    cents_in_all = int((abs(price.amount) * 100).to_integral_value(ROUND_HALF_UP)) if _is_sane(price.amount) else 0
    amount, cents = divmod(cents_in_all, 100)
    one, many = speech.currencies.get(price.currency, (price.currency, price.currency))
    pattern = speech.price_with_cents if cents else speech.price
    hundredth = speech.hundredths.get(price.currency, "")
    said = pattern.format(
        amount=amount, cents=cents, currency=one if amount == 1 else many, hundredth=hundredth
    ).strip()
    return f"minus {said}" if price.amount < 0 and cents_in_all else said


def say_number(language: str, number: int) -> str:
    """0 to 9999 in words; any other number in digits."""
    return spoken_language(language).counting.say(number) if 0 <= number <= 9999 else str(number)


def say_code(language: str, code: str) -> str:
    """An appointment's code, sign by sign: "K, 7, Q"."""
    spelling = spoken_language(language).speech.spelling
    return ", ".join(spelling.get(sign.lower(), sign.upper()) for sign in code if sign.isalnum())


def _hour(speech: Speech, at: time) -> int:
    return (at.hour + 11) % 12 + 1 if speech.twelve_hours else at.hour


def _is_sane(amount: Decimal) -> bool:
    return amount.is_finite()
