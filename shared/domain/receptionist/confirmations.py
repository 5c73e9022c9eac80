"""A written confirmation of what was arranged, to the number that rings or the email address that is on record."""

from __future__ import annotations

from shared.domain.receptionist.memory import Asking, Memory
from shared.domain.receptionist.turn import Answer, Desk, ask
from shared.domain.receptionist.understanding import Understood

# In every language much the same, and often inside a longer phrase ("Bestätigung per Mail").
_EMAIL = frozenset({"mail", "email", "emailadresse", "mejl", "mejla", "maila", "epost"})


def asked_for(desk: Desk, memory: Memory, heard: Understood) -> Answer:
    """Queue it and say so; if it cannot be sent, say that."""
    by_email = any(word.text in _EMAIL for word in heard.words)
    refused = desk.tools.send_confirmation(channel="email" if by_email else "sms", address=None)
    said = desk.say.sent_by_email if by_email else desk.say.sent_by_sms
    return ask(memory, Asking.MORE, desk.say.anything_else, lead=desk.say.not_sent if refused else said)
