"""Spoken dates, clock times, numbers, prices and telephone digits: understood and said, per language."""

from shared.domain.spoken.phone import hear_digits, say_phone, to_e164
from shared.domain.spoken.prices import hear_price
from shared.domain.spoken.speaking import say_code, say_date, say_day, say_number, say_price, say_start, say_time
from shared.domain.spoken.when import When, local_start, parse_when

__all__ = [
    "When",
    "hear_digits",
    "hear_price",
    "local_start",
    "parse_when",
    "say_code",
    "say_date",
    "say_day",
    "say_number",
    "say_phone",
    "say_price",
    "say_start",
    "say_time",
    "to_e164",
]
