"""What a language has to bring so that the receptionist can hold a conversation in it: phrases and sentences, no logic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from shared.domain.spoken.grammar import Phrasebook, spellings_of
from shared.domain.spoken.language import Ways


class Sentences(NamedTuple):
    """Everything the receptionist says. Words in braces are filled in; every language uses the same ones.

    A named tuple, because a dataclass of this length costs 3 ms at each cold start.
    """

    # greeting
    good_morning: str
    good_day: str
    good_evening: str
    greeting: str
    greeting_by_name: str
    hello_again: str
    how_can_i_help: str
    anything_else: str
    # lists
    list_joiner: str
    list_or: str
    list_and: str
    # booking
    ask_service: str
    ask_which_service: str
    ask_day: str
    ask_time: str
    ask_time_open: str
    ask_change: str
    will_not_book: str
    offer_one: str
    offer_some: str
    at_times: str
    with_staff: str
    read_back: str
    read_back_price: str
    ask_yes_or_no: str
    booked: str
    ask_name: str
    ask_name_again: str
    thank_name: str
    no_name: str
    not_booked: str
    staff_does_not: str
    staff_only: str
    unknown_service: str
    # refusals: the words of `tools.Refused`, and what the grammar found impossible
    slot_taken: str
    outside_hours: str
    too_soon: str
    too_far_ahead: str
    not_offered: str
    just_taken: str
    day_full: str
    nothing_free: str
    nothing_earlier: str
    nothing_later: str
    no_such_day: str
    no_such_time: str
    past: str
    # an appointment they have
    ask_code: str
    ask_birth_date: str
    who_calls: str
    proof_wrong: str
    unproven: str
    no_appointment: str
    appointment: str
    your_appointments: str
    which_appointment: str
    is_it_this: str
    no_such_appointment: str
    confirm_cancel: str
    cancelled: str
    confirm_cancel_all: str
    cancelled_all: str
    ask_new_day: str
    ask_change_move: str
    read_back_move: str
    yes_or_no_move: str
    moved: str
    sent_by_sms: str
    sent_by_email: str
    not_sent: str
    stays: str
    same_time_already: str
    appointment_gone: str
    appointment_changed: str
    too_late: str
    as_last_time: str
    no_last_visit: str
    # waiting list
    offer_waitlist: str
    confirm_waitlist: str
    waitlisted: str
    from_day_to_day: str
    from_time: str
    until_time: str
    # answers
    open_today: str
    open_now: str
    closed_now: str
    closed_today: str
    open_on: str
    closed_on: str
    closed_for: str
    hours_line: str
    hours_days: str
    hours_range: str
    hours_span: str
    hours_general: str
    no_hours: str
    closure_day: str
    closure_days: str
    no_closures: str
    open_again: str
    no_parking: str
    walk_in: str
    price: str
    no_price: str
    prices: str
    duration: str
    services: str
    no_services: str
    staff: str
    staff_for: str
    address: str
    no_address: str
    who_am_i: str
    offer_booking: str
    dont_know: str
    languages: str
    # message
    ask_message: str
    ask_message_move: str
    ask_number: str
    ask_number_again: str
    ask_rest_of_number: str
    confirm_ringing_number: str
    confirm_number: str
    message_taken: str
    message_taken_no_number: str
    message_dropped: str
    about_move: str
    passing_on: str
    offer_message: str
    offer_lead: str
    ask_lead: str
    ask_your_name: str
    lead_taken: str
    # in writing
    confirmation_by_sms: str
    confirmation_by_email: str
    no_address_to_write_to: str
    wants_no_writing: str
    nothing_to_confirm: str
    # person
    transfer: str
    transfer_urgent: str
    message_or_transfer: str
    nobody_there: str
    nobody_urgent: str
    # who is not welcome
    abuse_warning: str
    abuse_end: str
    no_sales: str
    # the line itself
    silence_first: str
    silence_second: str
    silence_last: str
    silence_last_unbooked: str
    unclear_first: str
    unclear_second: str
    menu: str
    menu_without_person: str
    press_number: str
    press_yes_no: str
    waiting: str
    thanks: str
    thanks_for_asking: str
    goodbye: str
    goodbye_unbooked: str
    abandoned: str
    what_then: str
    offer_keys: str
    ask_service_keys: str
    at_your_service: str
    all_right: str
    sorry: str
    slowly: str
    next_request: str
    yes_word: str
    no_word: str


@dataclass(frozen=True)
class Wording:
    """One language. `intents` map what a caller can want to the ways to say it.

    `trade` maps a part of a service's name to what callers say instead; a part may be in another language than the
    caller's. `markers` are words that only this language has, to notice that somebody speaks it. `idle` are words that
    name no service and nobody. `joiners` join two requests in one sentence; `asking_on` begins
    a question that was answered for something else ("und sonntags?"); `onto` stands before a new time ("auf Montag"),
    `away_from` before an old one ("von Freitag"). Until `noon_hour` one says good morning. `minutes` and `hours` say a duration.
    """

    code: str
    sentences: Sentences
    intents: Ways
    trade: Ways
    markers: frozenset[str]
    idle: frozenset[str]
    joiners: frozenset[str]
    asking_on: frozenset[str]
    onto: frozenset[str]
    away_from: frozenset[str]
    minutes: str
    hour: str
    hours: str
    hours_and_minutes: str
    titles: tuple[str, ...]
    noon_hour: int

    @cached_property
    def intent_phrases(self) -> Phrasebook:
        return Phrasebook(self.intents)

    @cached_property
    def abuse_phrases(self) -> Phrasebook:
        """Insults alone: they are heard also by who speaks another language."""
        return Phrasebook({"abuse": self.intents["abuse"]})

    @cached_property
    def negations(self) -> Phrasebook:
        """The "not" alone: it is also one inside a phrase that says no ("bitte nicht bei Maria")."""
        return Phrasebook({"not": self.intents["not"]})

    @cached_property
    def trade_phrases(self) -> Phrasebook:
        return Phrasebook(self.trade)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, in every spelling that recognition may give them."""
    return frozenset(spelling for word in text.split() for spelling in spellings_of(word))
