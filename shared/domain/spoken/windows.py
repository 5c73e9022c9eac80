"""Parts of the day as times: what "am Vormittag" or "in the late afternoon" allows a start to be."""

from __future__ import annotations

from datetime import time

Window = tuple[time, time]

PARTS_OF_DAY: dict[str, Window] = {
    "early": (time(5), time(11)),
    "morning": (time(5), time(12)),
    "noon": (time(11, 30), time(14)),
    "early_afternoon": (time(12), time(15)),
    "afternoon": (time(12), time(18)),
    "late_afternoon": (time(15), time(19)),
    "evening": (time(17), time(23)),
    "night": (time(21), time(6)),
}
"""Start included, end not. They overlap, as in life: five o'clock is afternoon and evening. The night passes midnight."""


def inside(window: Window, at: time) -> bool:
    """Whether a time of day lies in a window, also one that passes midnight."""
    start, end = window
    return start <= at < end if start < end else at >= start or at < end
