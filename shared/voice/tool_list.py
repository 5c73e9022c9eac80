"""What a model is told that it can have done: names, and arguments that a caller can say. Never an id.

In the form of OpenAI's chat completions; other vendors' forms are made of it where they are spoken.
"""

from __future__ import annotations

from typing import Any


def tool(name: str, what: str, needed: tuple[str, ...] = (), /, **parameters: str) -> dict[str, Any]:
    """A tool whose parameters are all text; those in `needed` must be there."""
    properties = {key: {"type": "string", "description": text} for key, text in parameters.items()}
    schema = {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}
    return {"type": "function", "function": {"name": name, "description": what, "parameters": schema}}


WISH = {
    "service": "the service, as the caller named it",
    "person": "who should do it; leave out if it does not matter",
    "day": "a day: YYYY-MM-DD, or in the caller's words",
    "time": "a time or part of the day: HH:MM, or in the caller's words",
}
WHICH = {"which": "which of the caller's appointments, in their words: a day, a time, a service; leave out if not said"}
ELSEWHERE = {
    "person": "somebody else who should do it; leave out if it stays the same",
    "day": "the new day: YYYY-MM-DD, or in the caller's words",
    "time": "the new time: HH:MM, or in the caller's words",
}
_NUMBER = {"callback_number": "a number to call back, if it is another than the one that rings"}

FIND_SLOTS = tool("find_slots", "Tell the caller which times are free.", ("service",), **WISH)
HOLD_SLOT = tool(
    "hold_slot",
    "Keep a time for the caller and read the appointment back, for the caller to agree to.",
    ("service", "day", "time"),
    **WISH,
)
BOOK_APPOINTMENT = tool(
    "book_appointment", "Book what was read back, or move the appointment there, after the caller has agreed to it."
)
MY_APPOINTMENTS = tool("my_appointments", "Tell the caller which appointments they have.")
MOVE_APPOINTMENT = tool(
    "move_appointment",
    "Move one of the caller's own appointments: keeps the new time and reads it back, for the caller to agree to.",
    (),
    **WHICH,
    **ELSEWHERE,
)
CANCEL_APPOINTMENT = tool(
    "cancel_appointment",
    "Call off one of the caller's own appointments: reads it back, for the caller to agree to.",
    (),
    **WHICH,
)
JOIN_WAITLIST = tool(
    "join_waitlist",
    "Offer the waiting list when nothing suitable is free: reads back what the caller would wait for.",
    ("service",),
    **WISH,
)
ANSWER_QUESTION = tool(
    "answer_question",
    "Look up what the business has written down about a question that FACTS do not answer.",
    ("question",),
    question="the question in a few words",
)
TAKE_MESSAGE = tool(
    "take_message", "Leave a message for the business.", ("text",), text="the message, in the caller's words", **_NUMBER
)
CREATE_LEAD = tool(
    "create_lead",
    "Note what somebody wants who is not booking but may become a customer: an estimate, a larger job.",
    ("text",),
    text="what they want, in their words",
    name="their name, if they said it",
    **_NUMBER,
)
SEND_CONFIRMATION = tool(
    "send_confirmation",
    "Send the caller in writing what was booked, moved or called off; only if they want it.",
    ("channel",),
    channel="sms or email",
    address="an email address or number, if the caller named one",
)
NAME_CALLER = tool("name_caller", "Note the caller's name.", ("name",), name="first and last name as far as known")
TRANSFER_TO_PERSON = tool(
    "transfer_to_person",
    "Put the caller through to a person.",
    (),
    summary="what the person should know before they speak: who calls and what for, in one sentence",
)
END_CALL = tool("end_call", "Say goodbye and hang up, when the caller has nothing more to ask.")

TOOLS: tuple[dict[str, Any], ...] = (
    FIND_SLOTS,
    HOLD_SLOT,
    BOOK_APPOINTMENT,
    MY_APPOINTMENTS,
    MOVE_APPOINTMENT,
    CANCEL_APPOINTMENT,
    JOIN_WAITLIST,
    ANSWER_QUESTION,
    TAKE_MESSAGE,
    CREATE_LEAD,
    SEND_CONFIRMATION,
    NAME_CALLER,
    TRANSFER_TO_PERSON,
    END_CALL,
)

# For an agent that is not ours, nothing is remembered from one use to the next: each says all that it is about.
_AGREED = {"agreed": "yes, once the caller has agreed to what was read back; leave it out before"}

AGENT_TOOLS: tuple[dict[str, Any], ...] = tuple(
    each["function"]
    for each in (
        FIND_SLOTS,
        HOLD_SLOT,
        tool(
            "book_appointment",
            "Book an appointment, after it was read back with hold_slot and the caller agreed to it.",
            ("service", "day", "time"),
            **WISH,
        ),
        tool(
            "my_appointments",
            "Say which appointments the caller has.",
            (),
            proof="the booking code or date of birth, if the caller was asked for it",
        ),
        tool(
            "move_appointment",
            "Move one of the caller's own appointments. Without `agreed` the new time is kept and read back.",
            ("day", "time"),
            **WHICH,
            **ELSEWHERE,
            **_AGREED,
        ),
        tool(
            "cancel_appointment",
            "Call off one of the caller's own appointments. Without `agreed` it is only read back.",
            (),
            **WHICH,
            **_AGREED,
        ),
        tool("join_waitlist", "Put the caller on the waiting list for a service.", ("service",), **WISH),
        ANSWER_QUESTION,
        TAKE_MESSAGE,
        CREATE_LEAD,
        SEND_CONFIRMATION,
        NAME_CALLER,
    )
)
