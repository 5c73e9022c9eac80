"""Customers: one per number, counted exactly, and what one remembers about them."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ActAs
from tests.support.calls import BERLIN, CALLER, DENTIST, HAIRCUT, MARIA, SALON, SALON_INTEGRATION, SALON_OWNER, THOMAS
from tests.support.care import make_customer, make_member
from tests.support.database import Connection, Database
from tests.support.rest import Rest


def one(db: Connection, query: str, *parameters: object) -> dict[str, object]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None, query
    return row


@pytest.mark.parametrize(("source", "channel"), [("phone", "phone"), ("sms", "sms"), (None, "web")])
def test_a_customers_timeline_begins_with_how_they_first_came(db: Connection, source: str | None, channel: str) -> None:
    made = one(
        db,
        "insert into public.customers (company_id, first_name, acquisition_source) values (%s, 'Karla', %s) returning id",
        SALON,
        source,
    )["id"]
    assert one(db, "select type::text, channel from public.customer_interactions where customer_id = %s", made) == {
        "type": "initial_contact",
        "channel": channel,
    }


@pytest.mark.parametrize(
    ("country", "written", "meant"),
    [
        ("DE", "0152 555 01234", "+4915255501234"),
        ("DE", "+49 (0)152 / 555-01234", "+4915255501234"),
        ("DE", "0049.152.55501234", "+4915255501234"),
        ("DE", "+49 0152 55501234", "+4915255501234"),
        ("SE", "070-123 45 67", "+46701234567"),
        ("CH", "+49 152 55501234", "+4915255501234"),
        ("DE", "nach 18 Uhr", None),
        ("DE", "Büro: 0152 555 01234", None),
        ("DE", "555 01234", None),
        ("DE", "0152+55501234", None),
        ("DE", "0", None),
    ],
)
def test_a_number_is_understood_as_it_is_dialled_in_the_country(
    db: Connection, country: str, written: str, meant: str | None
) -> None:
    assert one(db, "select private.normalize_phone(%s, %s) as number", written, country)["number"] == meant


def test_a_member_writes_a_number_and_it_is_found_by_its_e164_form(db: Connection, act_as: ActAs) -> None:
    with act_as(make_member(db)):
        db.execute("insert into public.customers (company_id, phone) values (%s, '0152 555 01234')", (SALON,))
        made = one(db, "select phone, phone_normalized from public.customers where phone_normalized = %s", CALLER)
        assert made == {"phone": "0152 555 01234", "phone_normalized": CALLER}
        db.execute("update public.customers set phone = '030 555 99' where phone_normalized = %s", (CALLER,))
        assert one(db, "select phone_normalized from public.customers")["phone_normalized"] == "+493055599"
        db.execute("update public.customers set phone = 'unbekannt'")
        assert one(db, "select phone_normalized from public.customers")["phone_normalized"] is None


def test_a_number_belongs_to_one_customer_however_it_is_written(db: Connection, act_as: ActAs) -> None:
    make_customer(db, phone="+49 152 55501234")
    with pytest.raises(psycopg.errors.UniqueViolation, match="customers_one_per_number"), act_as(SALON_OWNER):
        db.execute("insert into public.customers (company_id, phone) values (%s, '0152 55501234')", (SALON,))
    assert one(db, "select count(*) as n from public.customers where company_id = %s", SALON)["n"] == 1


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("customers_first_name_not_endless", "first_name = repeat('x', 201)"),
        ("customers_last_name_not_endless", "last_name = repeat('x', 201)"),
        ("customers_phone_not_endless", "phone = repeat('1', 51)"),
        ("customers_email_looks_like_one", "email = 'karla at home'"),
        ("customers_email_looks_like_one", "email = repeat('x', 250) || '@x.de'"),
        ("customers_born_in_living_memory", "date_of_birth = '1879-12-31'"),
        ("customers_born_in_living_memory", "date_of_birth = 'infinity'"),
        ("customers_gender_not_endless", "gender = repeat('x', 51)"),
        ("customers_acquisition_source_not_endless", "acquisition_source = repeat('x', 101)"),
        ("customers_acquired_within_the_calendar", "acquired_on = '-infinity'"),
        ("customers_blocked_with_a_reason", "is_blocked = true"),
        ("customers_blocked_with_a_reason", "is_blocked = true, blocked_reason = ' '"),
        ("customers_blocked_reason_not_endless", "blocked_reason = repeat('x', 501)"),
    ],
)
def test_an_impossible_customer_is_refused_by_the_name_of_the_rule(
    db: Connection, act_as: ActAs, rule: str, change: str
) -> None:
    customer = make_customer(db)
    before = one(db, "select * from public.customers where id = %s", customer)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), act_as(SALON_OWNER):
        db.execute(f"update public.customers set {change}".encode())
    assert one(db, "select * from public.customers where id = %s", customer) == before


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("customers_total_spent_not_negative", "total_spent = -1"),
        ("customers_total_spent_not_negative", "total_spent = 'NaN'"),
        ("customers_appointments_add_up", "completed_appointments = 1"),
        ("customers_appointments_add_up", "total_appointments = 5, cancelled_appointments = -1"),
    ],
)
def test_not_even_the_house_can_write_statistics_that_cannot_be(db: Connection, rule: str, change: str) -> None:
    make_customer(db)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        db.execute(f"update public.customers set {change}".encode())


@pytest.mark.parametrize("column", ["total_spent", "call_count", "total_appointments", "full_name", "company_id"])
def test_people_do_not_write_what_the_system_counts(db: Connection, act_as: ActAs, column: str) -> None:
    make_customer(db)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(f"update public.customers set {column} = default".encode())


# ── statistics ───────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTED: str = """
select c.total_appointments, c.completed_appointments, c.cancelled_appointments, c.no_show_appointments, c.total_spent,
  c.first_appointment_at, c.last_appointment_at from public.customers c where c.id = %s"""
TRUE: str = """
select count(*)::integer as total_appointments,
  (count(*) filter (where status = 'completed'))::integer as completed_appointments,
  (count(*) filter (where status = 'cancelled'))::integer as cancelled_appointments,
  (count(*) filter (where status = 'no_show'))::integer as no_show_appointments,
  coalesce(sum(actual_revenue) filter (where status = 'completed'), 0)::numeric(14, 6) as total_spent,
  min(start_time) as first_appointment_at, max(start_time) as last_appointment_at
from public.appointments where customer_id = %s and status <> 'held'"""
MONDAY = datetime(2030, 1, 7, 9, tzinfo=BERLIN)


def make_appointment(
    db: Connection,
    customer: UUID,
    number: int,
    *,
    status: str = "confirmed",
    staff: UUID = MARIA,
    revenue: Decimal | None = None,
) -> UUID:
    start = MONDAY + timedelta(hours=number)
    made = one(
        db,
        """insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, appointment_code, start_time, end_time,
             status, held_until, source, actual_revenue, currency)
           select %s, b.id, %s, %s, %s, %s, %s, %s, %s, case when %s = 'held' then now() + interval '3 minutes' end, 'phone', %s, 'EUR'
           from public.branches b where b.company_id = %s and b.is_primary returning id""",
        SALON, customer, staff, HAIRCUT, f"{number:06}", start, start + timedelta(minutes=30), status, status, revenue, SALON,
    )["id"]  # fmt: skip
    assert isinstance(made, UUID)
    return made


def test_an_appointment_that_is_taken_away_counts_no_more(db: Connection) -> None:
    customer = make_customer(db)
    gone = make_appointment(db, customer, 1, status="completed", revenue=Decimal(19))
    stays = make_appointment(db, customer, 2, status="completed", revenue=Decimal(30))
    db.execute("delete from public.appointments where id = %s", (gone,))
    counted = one(db, COUNTED, customer)
    assert (counted["total_appointments"], counted["completed_appointments"], counted["total_spent"]) == (1, 1, 30)
    db.execute("delete from public.appointments where id = %s", (stays,))
    assert one(db, COUNTED, customer)["first_appointment_at"] is None


def test_what_was_spent_is_counted_in_the_companys_currency(db: Connection) -> None:
    customer = make_customer(db)
    day = MONDAY.date() - timedelta(days=3)
    db.execute("delete from public.exchange_rates")
    db.execute(
        "insert into public.exchange_rates (currency, on_day, rate, source) values ('CHF', %s, 0.95, 'test')", (day,)
    )
    for number, currency in enumerate(("EUR", "CHF", "SEK"), start=1):
        made = make_appointment(db, customer, number, status="completed", revenue=Decimal(19))
        db.execute("update public.appointments set currency = %s where id = %s", (currency, made))
    # 19 euros and 19 francs; for the crowns no rate is known.
    assert one(db, COUNTED, customer)["total_spent"] == Decimal(39)


STATUS = st.sampled_from(["held", "pending", "scheduled", "confirmed", "completed", "cancelled", "no_show"])
WHO = st.integers(0, 2)
WHICH = st.integers(0, 7)
MONEY = st.decimals(0, 1000, places=2) | st.none()
DEED = st.one_of(
    st.tuples(st.just("make"), WHO, STATUS, MONEY),
    st.tuples(st.just("set"), WHICH, STATUS, MONEY),
    st.tuples(st.just("give"), WHICH, WHO),
    st.tuples(st.just("move"), WHICH, st.integers(100, 400)),
    st.tuples(st.just("delete"), WHICH),
    st.tuples(st.just("merge"), WHO, WHO),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, max_size=14))
def test_statistics_equal_the_appointments_whatever_is_done_to_them(
    db: Connection, deeds: list[tuple[object, ...]]
) -> None:
    with db.transaction(force_rollback=True):
        customers = [make_customer(db, f"Nummer {each}") for each in range(3)]
        appointments: list[UUID] = []
        for step, (deed, *how) in enumerate(deeds):
            if deed == "make":
                who, status, revenue = how
                appointments.append(
                    make_appointment(db, customers[int(str(who))], step, status=str(status), revenue=revenue)  # type: ignore[arg-type]
                )
            elif deed == "merge":
                db.execute(
                    "update public.appointments set customer_id = %s where customer_id = %s",
                    (customers[int(str(how[0]))], customers[int(str(how[1]))]),
                )
            elif int(str(how[0])) < len(appointments):
                which = appointments[int(str(how[0]))]
                try:
                    with db.transaction():
                        change(db, str(deed), which, how[1:], customers)
                except psycopg.DatabaseError as refused:
                    # A state that a rule of bookings forbids: nothing has changed, and nothing may have been counted.
                    if not str(refused.sqlstate).startswith(("PT", "23")):
                        raise
            for customer in customers:
                assert one(db, COUNTED, customer) == one(db, TRUE, customer)


def change(db: Connection, deed: str, which: UUID, how: list[object], customers: list[UUID]) -> None:
    if deed == "set":
        db.execute(
            """update public.appointments set status = %s, actual_revenue = %s,
                 held_until = case when %s = 'held' then now() + interval '3 minutes' end where id = %s""",
            (how[0], how[1], how[0], which),
        )
    elif deed == "give":
        db.execute(
            "update public.appointments set customer_id = %s where id = %s", (customers[int(str(how[0]))], which)
        )
    elif deed == "move":
        db.execute(
            "update public.appointments set start_time = start_time + %s, end_time = end_time + %s where id = %s",
            (timedelta(hours=int(str(how[0]))), timedelta(hours=int(str(how[0]))), which),
        )
    else:
        db.execute("delete from public.appointments where id = %s", (which,))


def test_two_appointments_made_at_the_same_moment_are_both_counted(database: Database) -> None:
    with database.connect() as first, database.connect() as second:
        customer = make_customer(first)
        done = threading.Event()

        def rival() -> None:
            make_appointment(second, customer, 2, staff=THOMAS)
            done.set()

        with first.transaction():
            make_appointment(first, customer, 1)
            thread = threading.Thread(target=rival)
            thread.start()
            # The rival has inserted and waits for our count to be committed.
            while not database.all(
                "select 1 from pg_stat_activity where datname = %s and wait_event_type = 'Lock'", database.name
            ):
                assert not done.is_set()
        thread.join(timeout=10)
        assert done.is_set()
        assert one(first, COUNTED, customer)["total_appointments"] == 2


# ── notes, preferences, relationships ────────────────────────────────────────────────────────────────────────────────


def test_a_note_is_written_in_ones_own_name(db: Connection, act_as: ActAs) -> None:
    customer = make_customer(db)
    member = make_member(db)
    with act_as(member):
        db.execute(
            "insert into public.customer_notes (company_id, customer_id, body) values (%s, %s, 'Trinkt Tee.')",
            (SALON, customer),
        )
    assert one(db, "select author_id, body from public.customer_notes") == {"author_id": member, "body": "Trinkt Tee."}
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(member):
        db.execute(
            "insert into public.customer_notes (company_id, customer_id, body, author_id) values (%s, %s, 'X', %s)",
            (SALON, customer, SALON_OWNER),
        )
    db.execute("delete from public.company_members where profile_id = %s", (member,))
    assert one(db, "select author_id, company_id, body from public.customer_notes") == {
        "author_id": None, "company_id": SALON, "body": "Trinkt Tee.",
    }  # fmt: skip


@pytest.mark.parametrize("table", ["customer_notes", "customer_preferences", "customer_relationships"])
def test_a_viewer_reads_and_does_not_write(db: Connection, act_as: ActAs, table: str) -> None:
    customer, friend = make_customer(db), make_customer(db, "Freundin")
    rows = {
        "customer_notes": f"(company_id, customer_id, body) values ('{SALON}', '{customer}', 'X')",
        "customer_preferences": f"(company_id, customer_id, key, value) values ('{SALON}', '{customer}', 'x', '1')",
        "customer_relationships": f"(company_id, customer_id, related_customer_id, kind) values ('{SALON}', '{customer}', '{friend}', 'friend')",
    }
    viewer = make_member(db, "viewer")
    with act_as(make_member(db)):
        db.execute(f"insert into public.{table} {rows[table]}".encode())
    with act_as(viewer):
        assert len(db.execute(f"select * from public.{table}".encode()).fetchall()) == 1
        assert db.execute(f"delete from public.{table}".encode()).rowcount == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(viewer):
        db.execute(f"insert into public.{table} {rows[table]}".encode())
    assert one(db, f"select count(*) as n from public.{table}")["n"] == 1


@pytest.mark.parametrize(
    ("rule", "key", "value"),
    [
        ("customer_preferences_key_plain", "Lieblingsfarbe!", '"rot"'),
        ("customer_preferences_channel_known", "channel", '"pigeon"'),
        ("customer_preferences_reminders_yes_or_no", "reminders", '"ja"'),
        ("customer_preferences_reminder_hours_sensible", "reminder_hours", "0"),
        ("customer_preferences_reminder_hours_sensible", "reminder_hours", '"24"'),
        ("customer_preferences_times_a_list", "preferred_times", '"morgens"'),
    ],
)
def test_a_preference_that_nobody_could_follow_is_refused(
    db: Connection, act_as: ActAs, rule: str, key: str, value: str
) -> None:
    customer = make_customer(db)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), act_as(SALON_OWNER):
        db.execute(
            "insert into public.customer_preferences (company_id, customer_id, key, value) values (%s, %s, %s, %s)",
            (SALON, customer, key, value),
        )


def test_two_customers_are_related_once_whichever_way_round(db: Connection, act_as: ActAs) -> None:
    mother, child = make_customer(db, "Mutter"), make_customer(db, "Kind")
    relate = "insert into public.customer_relationships (company_id, customer_id, related_customer_id, kind) values (%s, %s, %s, %s)"
    with act_as(SALON_OWNER):
        db.execute(relate, (SALON, mother, child, "parent"))
        db.execute(relate, (SALON, mother, child, "referral"))
    for pair in ((mother, child), (child, mother)):
        with (
            pytest.raises(psycopg.errors.UniqueViolation, match="customer_relationships_known_once"),
            act_as(SALON_OWNER),
        ):
            db.execute(relate, (SALON, *pair, "parent"))
    with (
        pytest.raises(psycopg.errors.CheckViolation, match="customer_relationships_not_to_oneself"),
        act_as(SALON_OWNER),
    ):
        db.execute(relate, (SALON, child, child, "family"))
    patient = make_customer(db, "Patient", company=DENTIST)
    with pytest.raises(psycopg.errors.ForeignKeyViolation), act_as(SALON_OWNER):
        db.execute(relate, (SALON, mother, patient, "family"))
    assert one(db, "select count(*) as n from public.customer_relationships")["n"] == 2
    db.execute("delete from public.customers where id = %s", (child,))
    assert one(db, "select count(*) as n from public.customer_relationships")["n"] == 0


# ── event types of the external calendar ─────────────────────────────────────────────────────────────────────────────

EVENT_TYPE = """insert into public.calcom_event_types (id, company_id, integration_id, service_id, external_id, title, slug, duration_minutes)
                values (%s, %s, %s, %s, %s, 'Haarschnitt', 'haarschnitt', 30)"""


def test_an_event_type_is_mapped_once_and_by_an_admin(db: Connection, act_as: ActAs) -> None:
    event_type = uuid4()
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(make_member(db)):
        db.execute(EVENT_TYPE, (event_type, SALON, SALON_INTEGRATION, HAIRCUT, "4711"))
    with act_as(make_member(db, "admin")):
        db.execute(EVENT_TYPE, (event_type, SALON, SALON_INTEGRATION, HAIRCUT, "4711"))
        db.execute("insert into public.staff_event_types values (%s, %s, %s)", (SALON, MARIA, event_type))
    with pytest.raises(psycopg.errors.UniqueViolation, match="calcom_event_types_mapped_once"), act_as(SALON_OWNER):
        db.execute(EVENT_TYPE, (uuid4(), SALON, SALON_INTEGRATION, HAIRCUT, "4711"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute("update public.calcom_event_types set last_synced_at = now()")
    db.execute("delete from public.calcom_event_types where id = %s", (event_type,))
    assert db.execute("select * from public.staff_event_types").fetchall() == []


def test_a_member_keeps_a_preference_over_rest(rest: Rest, database: Database) -> None:
    with database.connect() as conn:
        customer = make_customer(conn)
    client = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    row = {"company_id": str(SALON), "customer_id": str(customer), "key": "channel"}
    client.table("customer_preferences").upsert({**row, "value": "sms"}).execute()
    client.table("customer_preferences").upsert({**row, "value": "email"}).execute()
    found = (
        client.table("customers")
        .select("last_name, customer_preferences(key, value)")
        .eq("id", str(customer))
        .execute()
    )
    assert found.data == [{"last_name": "Muster", "customer_preferences": [{"key": "channel", "value": "email"}]}]
