"""What is said when nothing better can be: short, whole sentences, needing no database, no model and no luck."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.domain.calls import Reply, Then

# By the number that was called: a business is spoken for in its country's language.
_LANGUAGE_BY_PREFIX = {"+49": "de", "+43": "de", "+41": "de", "+423": "de", "+46": "sv"}


@dataclass(frozen=True, slots=True)
class _Words:
    connecting: str
    leave_message: str
    call_again: str
    unknown_number: str
    nobody_there: str
    message_taken: str
    once_more: str
    blocked: str
    time_is_up: str
    voicemail: str


_WORDS = {
    "de": _Words(
        connecting="Entschuldigung, bei mir gibt es gerade eine technische Störung. Ich verbinde Sie.",
        leave_message=(
            "Entschuldigung, bei mir gibt es gerade eine technische Störung. "
            "Bitte sprechen Sie nach dem Ton, was wir für Sie tun können, mit Ihrer Nummer. Wir rufen zurück."
        ),
        call_again="Entschuldigung, es gibt gerade eine technische Störung. Bitte rufen Sie später noch einmal an.",
        unknown_number="Entschuldigung, unter dieser Nummer ist niemand zu erreichen. Auf Wiederhören.",
        nobody_there="Es geht leider gerade niemand ans Telefon. Bitte hinterlassen Sie nach dem Ton eine Nachricht.",
        once_more="Entschuldigung, noch einmal:",
        message_taken="Danke, Ihre Nachricht ist angekommen. Wir melden uns. Auf Wiederhören.",
        blocked="Ihr Anruf kann hier leider nicht angenommen werden. Auf Wiederhören.",
        voicemail="{business}, guten Tag. Wir haben versucht, Sie zu erreichen. Bitte rufen Sie uns zurück. Auf Wiederhören.",
        time_is_up="Damit ist die Zeit für dieses Gespräch um. Was noch offen ist, sprechen Sie bitte nach dem Ton.",
    ),
    "en": _Words(
        connecting="I'm sorry, I have a technical problem right now. I'll put you through.",
        leave_message=(
            "I'm sorry, I have a technical problem right now. "
            "Please say after the tone what we can do for you, with your number. We will call you back."
        ),
        call_again="I'm sorry, we have a technical problem right now. Please call again later.",
        unknown_number="I'm sorry, nobody can be reached at this number. Goodbye.",
        nobody_there="I'm sorry, nobody is answering right now. Please leave a message after the tone.",
        once_more="Sorry, let me say that again:",
        message_taken="Thank you, I have your message. We will get back to you. Goodbye.",
        blocked="I'm sorry, your call cannot be taken here. Goodbye.",
        voicemail="This is {business}. We tried to reach you. Please call us back. Goodbye.",
        time_is_up="Our time for this call is up. If anything is left, please say it after the tone.",
    ),
    "sv": _Words(
        connecting="Förlåt, jag har tekniska problem just nu. Jag kopplar dig vidare.",
        leave_message=(
            "Förlåt, jag har tekniska problem just nu. "
            "Säg efter tonen vad vi kan göra för dig, med ditt nummer, så ringer vi upp."
        ),
        call_again="Förlåt, vi har tekniska problem just nu. Ring gärna igen senare.",
        unknown_number="Förlåt, ingen går att nå på det här numret. Hej då.",
        nobody_there="Tyvärr svarar ingen just nu. Lämna gärna ett meddelande efter tonen.",
        once_more="Förlåt, en gång till:",
        message_taken="Tack, jag har ditt meddelande. Vi hör av oss. Hej då.",
        blocked="Tyvärr kan ditt samtal inte tas emot här. Hej då.",
        voicemail="Hej, det här är {business}. Vi har försökt nå dig. Ring gärna upp oss. Hej då.",
        time_is_up="Nu är tiden för samtalet slut. Säg gärna efter tonen om det är något mer.",
    ),
}


def language_of(called_number: str | None) -> str:
    """The language to apologise in when only the number is known."""
    return next(
        (lang for prefix, lang in _LANGUAGE_BY_PREFIX.items() if (called_number or "").startswith(prefix)), "en"
    )


def last_resort(language: str, *, forward_to: str | None, may_record: bool) -> Reply:
    """A person if there is a number, else the offer to leave a message, else the request to call again."""
    words = _words(language)
    if forward_to:
        return Reply(words.connecting, language, Then.TRANSFER, forward_to, about=("fault",))
    if may_record:
        return Reply(words.leave_message, language, Then.RECORD, about=("fault",))
    return Reply(words.call_again, language, Then.HANG_UP, about=("fault",))


def unknown_number(language: str) -> Reply:
    """The number leads to us but to no business of ours."""
    return Reply(_words(language).unknown_number, language, Then.HANG_UP)


def nobody_there(language: str) -> Reply:
    """After a transfer that nobody answered."""
    return Reply(_words(language).nobody_there, language, Then.RECORD, about=("nobody_there",))


def put_through(language: str) -> Reply:
    """After a transfer that somebody answered: nothing is left to say."""
    return replace(goodbye(language), about=("put_through",))


def once_more(language: str) -> str:
    """Before an answer that begins anew, because the one before broke off in the middle of a sentence."""
    return _words(language).once_more


def message_taken(language: str) -> Reply:
    """After a recording was kept."""
    return Reply(_words(language).message_taken, language, Then.HANG_UP)


def blocked(language: str) -> Reply:
    """The business does not want to hear from this caller."""
    return Reply(_words(language).blocked, language, Then.HANG_UP)


def time_is_up(reply: Reply) -> Reply:
    """What was about to be said, and the end of a call that has lasted as long as it may: the rest goes on tape."""
    return replace(reply, text=f"{reply.text} {_words(reply.language).time_is_up}".strip(), then=Then.RECORD)


def voicemail(business: str, language: str) -> Reply:
    """Left after the tone of an answering machine that we rang: who rang, and nothing that others may not hear."""
    return Reply(_words(language).voicemail.format(business=business), language, Then.HANG_UP, about=("voicemail",))


def fax(language: str) -> Reply:
    """A machine that hears no words answered a call of ours."""
    return replace(goodbye(language), about=("fax",))


def goodbye(language: str) -> Reply:
    """Nothing is left to say."""
    return Reply("", language, Then.HANG_UP)


def _words(language: str) -> _Words:
    return _WORDS.get(language, _WORDS["en"])
