"""A caller claims to be somebody else: by a name, by a number, by guessing at what proves it."""

from __future__ import annotations

from datetime import datetime

import pytest

from shared.domain.calls import CallStatus
from shared.domain.tools import Appointment, Booked, Refused, Unproven
from tests.support.calls import CALLER, DENTIST, SALON, SALON_NUMBER, LiveCall, booked, coming_tuesday, ring, theirs
from tests.support.database import Database

ATTACKER = "+4915255506666"
TWO, FOUR = coming_tuesday(14), coming_tuesday(16)


def asks_for(database: Database, proof: str) -> None:
    database.all("update public.companies set caller_proof = %s::public.caller_proof returning 1", proof)


def victims(database: Database, start: datetime = TWO) -> Appointment:
    """An appointment of Karla Kundin, who was born on 4 March 1980."""
    call = ring(database)
    call.name("Karla Kundin")
    mine = booked(call, start)
    call.status(CallStatus.COMPLETED, 60)
    database.all(
        "update public.customers set date_of_birth = '1980-03-04' where full_name = 'Karla Kundin' returning 1"
    )
    return mine


def reaches_nothing(call: LiveCall, mine: Appointment) -> bool:
    """Whether all that this call can try at another's appointment says that there is none."""
    gone = Refused("appointment_not_found")
    heard = call.tools.my_appointments()
    return (
        (isinstance(heard, Unproven) or mine.id not in [each.id for each in heard])
        and call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR) == gone
        and call.tools.cancel_appointment(appointment_id=mine.id) == gone
        and call.tools.last_visit() is None
    )


def unharmed(database: Database, mine: Appointment) -> bool:
    row = database.one("select status, start_time, customer_id from public.appointments where id = %s", mine.id)
    return (row["status"], row["start_time"]) == ("confirmed", mine.start)


@pytest.mark.parametrize("caller", [ATTACKER, None], ids=["from another number", "withheld"])
def test_claiming_a_name_opens_nothing(database: Database, caller: str | None) -> None:
    mine = victims(database)
    call = ring(database, caller=caller)
    call.tools.name_caller(name="Karla Kundin")
    assert reaches_nothing(call, mine)
    assert unharmed(database, mine)
    assert [
        row["n"] for row in database.all("select count(*) as n from public.customers where full_name = 'Karla Kundin'")
    ] == [2]


def test_two_who_withhold_their_numbers_are_not_one(database: Database) -> None:
    mine = booked(ring(database, caller=None), TWO)
    call = ring(database, caller=None)
    assert call.tools.my_appointments() == Unproven("number")
    assert reaches_nothing(call, mine)
    for how in ("code", "birth_date"):
        asks_for(database, how)
        assert reaches_nothing(call, mine)


def test_all_who_are_forwarded_and_show_our_own_number_are_not_one(database: Database) -> None:
    mine = booked(ring(database, caller=SALON_NUMBER), TWO)
    call = ring(database, caller=SALON_NUMBER)
    assert call.tools.my_appointments() == Unproven("number")
    assert reaches_nothing(call, mine)


def test_claiming_a_number_to_be_called_back_on_opens_nothing(database: Database) -> None:
    mine = victims(database)
    call = ring(database, caller=None)
    call.tools.take_message(text="Bitte rufen Sie mich zurück", callback_number=CALLER)
    call.tools.create_lead(text="Ein Angebot", name="Karla Kundin", callback_number=CALLER)
    assert call.tools.send_confirmation(channel="sms", address=CALLER) == Refused("appointment_not_found")
    assert reaches_nothing(call, mine)


def test_a_code_opens_nothing_where_the_number_is_what_counts(database: Database) -> None:
    mine = victims(database)
    call = ring(database, caller=ATTACKER)
    assert call.tools.my_appointments(proof=mine.code) == []
    assert ring(database, caller=None).tools.my_appointments(proof=mine.code) == Unproven("number")
    assert reaches_nothing(call, mine)


def test_an_appointment_of_another_company_is_as_if_there_were_none(database: Database) -> None:
    mine = victims(database)
    database.all(
        "insert into public.customers (company_id, last_name, phone) values (%s, 'X', %s) returning id", DENTIST, CALLER
    )
    foreign = database.one(
        """insert into public.appointments (company_id, branch_id, customer_id, staff_id, appointment_code, start_time, end_time, source, currency)
           select b.company_id, b.id, c.id, s.id, '000001', now() + interval '3 days', now() + interval '73 hours', 'admin', 'CHF'
           from public.branches b
           join public.staff s on s.company_id = b.company_id
           join public.customers c on c.company_id = b.company_id and c.phone_normalized = %s
           where b.company_id = %s limit 1 returning id""",
        CALLER,
        DENTIST,
    )
    call = ring(database)
    assert [each.id for each in theirs(call)] == [mine.id]
    assert call.tools.cancel_appointment(appointment_id=foreign["id"]) == Refused("appointment_not_found")


def test_with_a_code_asked_for_the_number_alone_opens_nothing(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    call = ring(database)
    assert call.tools.my_appointments() == Unproven("code")
    assert reaches_nothing(call, mine)
    assert unharmed(database, mine)


@pytest.mark.parametrize("caller", [CALLER, ATTACKER, None], ids=["own number", "another number", "withheld"])
def test_the_right_code_opens_what_is_its_owners_for_the_rest_of_that_call(
    database: Database, caller: str | None
) -> None:
    mine = victims(database)
    asks_for(database, "code")
    call, other = ring(database, caller=caller), ring(database, caller=ATTACKER)
    assert [each.id for each in theirs(call, f" {mine.code[:3]} {mine.code[3:]}.")] == [mine.id]
    assert isinstance(call.tools.move_appointment(appointment_id=mine.id, staff_id=None, start=FOUR), Booked)
    assert other.tools.my_appointments() == Unproven("code")
    assert ring(database, caller=caller).tools.my_appointments() == Unproven("code")


def test_three_codes_may_be_tried_in_a_call_and_every_answer_is_the_same(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    wrong = [f"{(int(mine.code) + n) % 1000000:06d}" for n in (1, 2, 3)]
    call = ring(database, caller=ATTACKER)
    answers = [call.tools.my_appointments(proof=said) for said in (*wrong, mine.code, mine.code)]
    assert answers == [Unproven("code")] * 5
    assert reaches_nothing(call, mine)
    assert len(database.all("select 1 from public.tool_calls where intent = 'prove'")) == 3


def test_the_same_code_said_twice_and_what_was_misheard_are_no_further_tries(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    wrong = f"{(int(mine.code) + 1) % 1000000:06d}"
    call = ring(database, caller=ATTACKER)
    for said in (wrong, wrong, "12", "", "ich weiß nicht", wrong, mine.code[:5]):
        assert call.tools.my_appointments(proof=said) == Unproven("code")
    assert [each.id for each in theirs(call, mine.code)] == [mine.id]


def test_codes_guessed_over_many_calls_open_nothing_any_more(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    for at in range(10):
        call = ring(database, caller=ATTACKER)
        for n in range(3):
            call.tools.my_appointments(proof=f"{(int(mine.code) + 1 + 3 * at + n) % 1000000:06d}")
    assert ring(database, caller=ATTACKER).tools.my_appointments(proof=mine.code) == Unproven("code")
    # Who calls from their own number is not kept out by who guesses.
    assert [each.id for each in theirs(ring(database), mine.code)] == [mine.id]


def test_a_code_of_another_company_or_of_what_is_over_opens_nothing(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    database.all("update public.appointments set status = 'cancelled' where id = %s returning 1", mine.id)
    assert ring(database, caller=ATTACKER).tools.my_appointments(proof=mine.code) == Unproven("code")


def test_a_code_is_not_kept_as_it_was_said(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "code")
    theirs(ring(database), mine.code)
    (kept,) = database.all(
        "select arguments::text || result::text as text from public.tool_calls where intent = 'prove'"
    )
    assert mine.code not in kept["text"]


def test_with_a_birth_date_asked_for_it_counts_only_from_the_number_on_record(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "birth_date")
    for caller in (ATTACKER, None):
        call = ring(database, caller=caller)
        assert call.tools.my_appointments(proof="1980-03-04") == Unproven("birth_date")
        assert reaches_nothing(call, mine)
    own = ring(database)
    for said in ("1980-04-03", "1980-13-99", "04.03.1980"):
        assert own.tools.my_appointments(proof=said) == Unproven("birth_date")
    assert reaches_nothing(own, mine)
    assert [each.id for each in theirs(own, "1980-03-04")] == [mine.id]


def test_birth_dates_guessed_over_many_calls_open_nothing_until_a_day_has_passed(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "birth_date")
    for month in range(3):
        call = ring(database)
        for day in range(3):
            call.tools.my_appointments(proof=f"1980-1{month}-0{day + 1}")
    assert ring(database).tools.my_appointments(proof="1980-03-04") == Unproven("birth_date")
    database.all(
        "update public.tool_calls set created_at = created_at - interval '1 day' where intent = 'prove' returning 1"
    )
    assert [each.id for each in theirs(ring(database), "1980-03-04")] == [mine.id]


def test_a_customer_without_a_birth_date_is_not_proven_by_none(database: Database) -> None:
    mine = victims(database)
    asks_for(database, "birth_date")
    database.all("update public.customers set date_of_birth = null where company_id = %s returning 1", SALON)
    call = ring(database)
    for said in (None, "", "null", "0001-01-01"):
        assert call.tools.my_appointments(proof=said) == Unproven("birth_date")
    assert reaches_nothing(call, mine)


def test_a_number_that_was_taken_off_the_record_opens_nothing_any_more(database: Database) -> None:
    mine = victims(database)
    database.all(
        "update public.customers set phone = '+4915255507777', phone_normalized = null where full_name = 'Karla Kundin' returning 1"
    )
    call = ring(database)
    assert reaches_nothing(call, mine)
