"""Many at once, and anything in any order: what is offered works, what is refused was not offered, no deadlock."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.calls import (
    COLOURING,
    HAIRCUT,
    MARIA,
    SALON,
    THOMAS,
    coming_tuesday,
)
from tests.support.database import Connection, Database
from tests.support.desk import Desk, counted, row_of

OVERLAPS = """
select 1 from public.appointments a join public.appointments b
  on a.company_id = b.company_id and a.staff_id = b.staff_id and a.id < b.id and a.blocked && b.blocked
where a.status in ('held', 'pending', 'scheduled', 'confirmed') and b.status in ('held', 'pending', 'scheduled', 'confirmed')"""
UNMARKED = """
select k.id from public.calendar_blocks k
where k.conflicts_with_appointment_id is distinct from private.appointment_in_the_way(k.company_id, k.staff_id, k.blocked)"""


def test_rivals_who_book_move_cancel_and_enter_absences_end_without_a_deadlock(database: Database) -> None:
    """Two persons, a morning of starts, 24 people at it. Every answer is a row or a word, and the calendar is right in the end."""
    rivals, rounds = 24, 12
    outcomes: Counter[str] = Counter()
    together = threading.Barrier(rivals)
    starts = [coming_tuesday(9) + timedelta(minutes=30 * n) for n in range(6)]

    def work(n: int) -> None:
        chance = random.Random(n)  # noqa: S311 - a plan to repeat, not a secret
        with database.connect() as conn:
            desk = Desk(conn)
            customer = desk.customer()
            together.wait()
            for _ in range(rounds):
                start, staff = chance.choice(starts), chance.choice([MARIA, THOMAS, None])
                found = conn.execute(
                    "select id from public.appointments where status = 'scheduled' order by md5(id::text || %s) limit 1", (str(chance.random()),)
                ).fetchone()  # fmt: skip
                act = chance.choice(["book", "book", "move", "move", "cancel", "block", "shift"])
                try:
                    if act == "book" or (act in ("move", "cancel") and not found):
                        desk.book(customer, start, staff=staff)
                    elif act == "move":
                        assert found
                        desk.move(found["id"], start, staff=staff)
                    elif act == "cancel":
                        assert found
                        desk.do("cancel_appointment", found["id"])
                    elif act == "block":
                        conn.execute(
                            "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'meeting', %s, %s)",
                            (SALON, staff or MARIA, start, start + timedelta(minutes=15)),
                        )
                    else:
                        conn.execute("delete from public.calendar_blocks where id in (select id from public.calendar_blocks order by id limit 1)")  # fmt: skip
                        conn.execute(
                            "update public.calendar_blocks set starts_at = %s, ends_at = %s, staff_id = %s where id in (select id from public.calendar_blocks order by id limit 1)",
                            (start, start + timedelta(minutes=10), staff or THOMAS),
                        )
                    outcomes[act] += 1
                except psycopg.Error as error:
                    outcomes[error.diag.message_primary or str(error)] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(rivals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    words = {"slot_taken", "appointment_not_open", "appointment_changed"}
    assert set(outcomes) - words <= {"book", "move", "cancel", "block", "shift"}, outcomes
    assert sum(outcomes.values()) == rivals * rounds
    assert outcomes["book"]
    with database.connect() as conn:
        assert conn.execute(OVERLAPS).fetchall() == []
        assert conn.execute(UNMARKED).fetchall() == []
        assert counted(conn) == []


@contextmanager
def while_somebody_holds(database: Database, person: UUID, rival: threading.Thread) -> Iterator[Connection]:
    """Holds the lock on a person, does what the body does, and lets go once the rival waits for it."""
    with database.connect() as holder, database.connect() as watcher:
        with holder.transaction():
            holder.execute("select from public.staff where id = %s for no key update", (person,))
            yield holder
            rival.start()
            while not watcher.execute(
                "select 1 as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            ).fetchone():
                assert rival.is_alive(), "it did not wait"
        rival.join(20)


@pytest.mark.parametrize("act", ["book", "move"])
def test_a_block_that_comes_between_offer_and_booking_wins(database: Database, desk: Desk, act: str) -> None:
    customer, start = desk.customer(), coming_tuesday(10)
    mine = desk.book(customer, coming_tuesday(14), staff=MARIA)
    worked: list[bool] = []
    rival = threading.Thread(
        target=lambda: worked.append(
            _works(lambda: desk.book(customer, start, staff=MARIA) if act == "book" else desk.move(mine["id"], start))
        ),
        daemon=True,
    )
    with while_somebody_holds(database, MARIA, rival) as holder:
        holder.execute(
            "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'absence', %s, %s)",
            (SALON, MARIA, start, start + timedelta(hours=1)),
        )
    assert worked == [False]
    assert database.one("select start_time from public.appointments") == {"start_time": coming_tuesday(14)}


@pytest.mark.parametrize("held", [MARIA, THOMAS], ids=["whom it leaves", "whom it goes to"])
def test_a_move_waits_for_both_persons_so_that_a_swap_cannot_end_in_a_ring(
    database: Database, desk: Desk, held: UUID
) -> None:
    mine = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    rival = threading.Thread(target=lambda: desk.move(mine["id"], coming_tuesday(10), staff=THOMAS), daemon=True)
    with while_somebody_holds(database, held, rival):
        pass
    assert database.one("select staff_id from public.appointments") == {"staff_id": THOMAS}


def test_a_cancellation_waits_for_the_person_as_a_booking_does(database: Database, desk: Desk) -> None:
    mine = desk.book(desk.customer(), coming_tuesday(10), staff=MARIA)
    rival = threading.Thread(target=lambda: desk.do("cancel_appointment", mine["id"]), daemon=True)
    with while_somebody_holds(database, MARIA, rival):
        pass
    assert row_of(database, mine["id"])["status"] == "cancelled"


QUARTER = st.integers(-2, 38)
PERSON = st.sampled_from([MARIA, THOMAS, None])
STEP = st.one_of(
    st.tuples(st.just("book"), QUARTER, PERSON, st.sampled_from([HAIRCUT, COLOURING])),
    st.tuples(st.just("move"), QUARTER, PERSON, st.integers(0, 9)),
    st.tuples(st.just("cancel"), st.just(0), st.none(), st.integers(0, 9)),
    st.tuples(st.just("complete"), st.just(0), st.none(), st.integers(0, 9)),
    st.tuples(st.just("block"), QUARTER, st.sampled_from([MARIA, THOMAS]), st.just(0)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=3, max_size=25))
def test_in_any_order_what_was_offered_works_and_what_was_refused_was_not_offered(
    database: Database, steps: list[tuple[str, int, UUID | None, Any]]
) -> None:
    with database.connect() as system, database.connect() as conn:
        system.execute("delete from public.calendar_blocks")
        system.execute("delete from public.appointments")
        desk = Desk(conn)
        customers = [desk.customer(), desk.customer()]
        for n, (act, quarter, staff, which) in enumerate(steps):
            start = coming_tuesday(9) + timedelta(minutes=15 * quarter)
            standing = system.execute("select id, service_id, staff_id from public.appointments where status = 'scheduled' order by created_at, id").fetchall()  # fmt: skip
            if act == "book":
                offered = start in desk.slots(start, start + timedelta(seconds=1), staff=staff, service=which)
                assert offered == _works(lambda: desk.book(customers[n % 2], start, staff=staff, service=which))  # noqa: B023
            elif act == "block":
                conn.execute(
                    "insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at) values (%s, %s, 'absence', %s, %s)",
                    (SALON, staff, start, start + timedelta(minutes=20)),
                )
            elif not standing:
                continue
            elif act == "move":
                chosen = standing[which % len(standing)]
                person = staff or chosen["staff_id"]
                row = system.execute(
                    "select count(*) as n from private.free_slots(%s, %s, %s, %s, %s, %s, now(), null, %s)",
                    (SALON, desk.branch, chosen["service_id"], person, start, start + timedelta(seconds=1), chosen["id"]),
                ).fetchone()  # fmt: skip
                assert row
                assert (row["n"] == 1) == _works(lambda: desk.move(chosen["id"], start, staff=staff))  # noqa: B023
            elif act == "cancel":
                desk.do("cancel_appointment", standing[which % len(standing)]["id"])
            else:
                system.execute("update public.appointments set status = 'completed', actual_revenue = 20 where id = %s", (standing[which % len(standing)]["id"],))  # fmt: skip
            assert system.execute(OVERLAPS).fetchall() == []
            assert system.execute(UNMARKED).fetchall() == []
            assert counted(system) == []


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except psycopg.Error as error:
        if error.diag.message_primary in {"slot_taken", "outside_hours", "not_offered"}:
            return False
        raise
    return True
