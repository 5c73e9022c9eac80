"""What the caller was asked last, and what the present conversation is for."""

from __future__ import annotations

from enum import StrEnum


class Asking(StrEnum):
    """What the caller was asked last, so that "ja" and "drei" mean something."""

    NOTHING = ""
    SERVICE = "service"
    DAY = "day"
    TIME = "time"
    SLOT = "slot"
    CONFIRM = "confirm"
    CHANGE = "change"
    NAME = "name"
    MORE = "more"
    BOOKING = "booking"
    WHICH = "which"
    PROOF = "proof"
    CANCEL_RIGHT = "cancel_right"
    CANCEL_ALL = "cancel_all"
    WAITLIST = "waitlist"
    LEAD_OFFER = "lead_offer"
    MESSAGE_OFFER = "message_offer"
    MESSAGE = "message"
    MESSAGE_NAME = "message_name"
    NUMBER = "number"
    NUMBER_RIGHT = "number_right"
    TRANSFER_ANYWAY = "transfer_anyway"
    MENU = "menu"


BOOKING_QUESTIONS = (Asking.SERVICE, Asking.DAY, Asking.TIME, Asking.SLOT, Asking.CONFIRM, Asking.CHANGE)
"""What is asked on the way to an appointment, new or moved."""

APPOINTMENT_QUESTIONS = (Asking.WHICH, Asking.PROOF, Asking.CANCEL_RIGHT, Asking.CANCEL_ALL)
"""What is asked about appointments they have."""

COMING_BACK_TO = (*BOOKING_QUESTIONS, *APPOINTMENT_QUESTIONS, Asking.WAITLIST)
"""What is asked again after a question in between was answered."""

DICTATED = (Asking.MESSAGE, Asking.MESSAGE_NAME)
"""When whatever is said is the answer."""


class Purpose(StrEnum):
    """What the present conversation is for; a booking, if it is nothing else."""

    BOOK = ""
    MOVE = "move"
    CANCEL = "cancel"
    TELL = "tell"
    WAIT = "wait"
    LEAD = "lead"
