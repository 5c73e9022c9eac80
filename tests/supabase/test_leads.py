"""Leads: moved from stage to stage, noted at every step, and made a customer once."""

from __future__ import annotations

import threading
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import CALLER, DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.care import make_customer, make_lead, make_member
from tests.support.database import Connection, Database, acting_as
from tests.support.rest import Rest


def one(db: Connection, query: str, *parameters: object) -> dict[str, object]:
    row = db.execute(query.encode(), parameters or None).fetchone()
    assert row is not None, query
    return row


def lead_of(db: Connection, lead: UUID) -> dict[str, object]:
    return one(db, "select * from public.leads where id = %s", lead)


def convert(db: Connection, lead: UUID, **names: str) -> UUID | None:
    said = "".join(f", p_{name} => %({name})s" for name in names)
    row = db.execute(f"select public.convert_lead(%(lead)s{said}) as id".encode(), {"lead": lead, **names}).fetchone()
    assert row
    found: UUID | None = row["id"]
    return found


def test_a_lead_is_counted_in_the_companys_currency_and_its_number_understood(db: Connection, act_as: ActAs) -> None:
    db.execute("update public.companies set currency = 'CHF', country = 'CH' where id = %s", (DENTIST,))
    with act_as(DENTIST_OWNER):
        lead = make_lead(db, company=DENTIST, phone="044 668 18 00", value=Decimal(900))
        foreign = make_lead(db, company=DENTIST, currency="SEK")
    assert (lead_of(db, lead)["currency"], lead_of(db, lead)["phone_normalized"]) == ("CHF", "+41446681800")
    assert lead_of(db, foreign)["currency"] == "SEK"


def test_a_leads_number_that_is_corrected_is_understood_anew(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        lead = make_lead(db, phone="0152 555 01234")
        db.execute("update public.leads set phone = '030 23125 100' where id = %s", (lead,))
    assert lead_of(db, lead)["phone_normalized"] == "+493023125100"


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        ("leads_can_be_told_apart", "contact_person = null"),
        ("leads_value_not_negative", "value = -1"),
        ("leads_value_not_negative", "value = 'NaN'"),
        ("leads_email_looks_like_one", "email = 'x'"),
        ("leads_won_is_converted", "conversion_stage = 'won'"),
        ("leads_lost_reason_only_if_lost", "lost_reason = 'zu teuer'"),
        ("leads_company_name_not_endless", "company_name = repeat('x', 201)"),
        ("leads_contact_person_not_endless", "contact_person = repeat('x', 201)"),
        ("leads_phone_not_endless", "phone = repeat('1', 51)"),
        ("leads_notes_not_endless", "notes = repeat('x', 10001)"),
        ("leads_provider_not_endless", "provider = repeat('x', 101)"),
        ("leads_lost_reason_not_endless", "conversion_stage = 'lost', lost_reason = repeat('x', 501)"),
    ],
)
def test_an_impossible_lead_is_refused_by_the_name_of_the_rule(
    db: Connection, act_as: ActAs, rule: str, columns: str
) -> None:
    lead = make_lead(db)
    before = lead_of(db, lead)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), act_as(SALON_OWNER):
        db.execute(f"update public.leads set {columns}".encode())
    assert lead_of(db, lead) == before


@pytest.mark.parametrize("column", ["customer_id", "converted_at", "phone_normalized", "company_id", "created_at"])
def test_people_do_not_write_what_conversion_writes(db: Connection, act_as: ActAs, column: str) -> None:
    lead = make_lead(db)
    before = lead_of(db, lead)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(f"update public.leads set {column} = default".encode())
    assert lead_of(db, lead) == before


def test_only_a_member_of_the_company_looks_after_a_lead(db: Connection, act_as: ActAs) -> None:
    lead = make_lead(db)
    with pytest.raises(psycopg.errors.ForeignKeyViolation), act_as(SALON_OWNER):
        db.execute("update public.leads set owner_id = %s", (DENTIST_OWNER,))
    member = make_member(db)
    with act_as(SALON_OWNER):
        db.execute("update public.leads set owner_id = %s", (member,))
    db.execute("delete from public.company_members where profile_id = %s", (member,))
    assert (lead_of(db, lead)["owner_id"], lead_of(db, lead)["company_id"]) == (None, SALON)


# ── the timeline of a lead ───────────────────────────────────────────────────────────────────────────────────────────


def activities(db: Connection, lead: UUID) -> list[tuple[object, ...]]:
    rows = db.execute(
        """select type::text, from_stage::text, to_stage::text, actor_id from public.lead_activities
           where lead_id = %s order by lead_activities.to_stage nulls last""",
        (lead,),
    ).fetchall()
    return [tuple(row.values()) for row in rows]


def test_every_stage_is_noted_with_who_moved_it_and_no_standstill_is(db: Connection, act_as: ActAs) -> None:
    member = make_member(db)
    with act_as(SALON_OWNER):
        lead = make_lead(db)
    with act_as(member):
        db.execute("update public.leads set conversion_stage = 'contacted'")
        db.execute("update public.leads set conversion_stage = 'contacted', value = 5")
        db.execute("update public.leads set conversion_stage = 'lost', lost_reason = 'zu teuer'")
    assert activities(db, lead) == [
        ("created", None, "new", SALON_OWNER),
        ("stage_changed", "new", "contacted", member),
        ("stage_changed", "contacted", "lost", member),
    ]
    assert one(db, "select content from public.lead_activities where to_stage = 'lost'")["content"] == "zu teuer"


def test_members_add_what_they_did_and_nothing_that_the_house_notes(db: Connection, act_as: ActAs) -> None:
    lead, member = make_lead(db), make_member(db)
    add = "insert into public.lead_activities (company_id, lead_id, type, content) values (%s, %s, %s, %s)"
    with act_as(member):
        for kind in ("note", "call", "email", "meeting"):
            db.execute(add, (SALON, lead, kind, "Angebot besprochen"))
    for kind in ("created", "stage_changed", "converted"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(member):
            db.execute(add, (SALON, lead, kind, None))
    with pytest.raises(psycopg.errors.CheckViolation, match="lead_activities_note_says_something"), act_as(member):
        db.execute(add, (SALON, lead, "note", None))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(member):
        db.execute("delete from public.lead_activities")
    assert [each[0] for each in activities(db, lead)].count("created") == 1
    assert {each[3] for each in activities(db, lead) if each[0] == "note"} == {member}


# ── conversion ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_member_converts_a_lead_into_a_customer_once(db: Connection, act_as: ActAs) -> None:
    member = make_member(db)
    with act_as(member):
        lead = make_lead(db, contact_person="Anna  von Berg", phone="0152 555 01234", email="anna@berg.example")
        customer = convert(db, lead)
        again = convert(db, lead)
    assert again == customer
    found = one(
        db,
        "select first_name, last_name, phone, phone_normalized, email, acquisition_source from public.customers where id = %s",
        customer,
    )
    assert found == {
        "first_name": "Anna", "last_name": "von Berg", "phone": "0152 555 01234", "phone_normalized": CALLER,
        "email": "anna@berg.example", "acquisition_source": "lead",
    }  # fmt: skip
    after = lead_of(db, lead)
    assert (after["conversion_stage"], after["customer_id"]) == ("won", customer)
    assert after["converted_at"] is not None
    assert activities(db, lead)[-1] == ("converted", "new", "won", member)
    line = one(db, "select type::text, event, lead_id, channel from public.customer_interactions where type = 'lead'")
    assert line == {"type": "lead", "event": "converted", "lead_id": lead, "channel": "web"}


def test_a_company_without_a_person_gives_its_name_and_given_names_come_first(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        firm = convert(db, make_lead(db, contact_person=None, company_name="Messe Berlin GmbH"))
        named = convert(db, make_lead(db), first_name="Lena", last_name="Richtig")
        nameless = convert(db, make_lead(db, contact_person=None, email="x@y.example"))
    names = "select first_name, last_name from public.customers where id = %s"
    assert one(db, names, firm) == {"first_name": None, "last_name": "Messe Berlin GmbH"}
    assert one(db, names, named) == {"first_name": "Lena", "last_name": "Richtig"}
    assert one(db, names, nameless) == {"first_name": None, "last_name": None}


def test_a_number_that_is_known_finds_its_customer_and_changes_nothing_of_theirs(db: Connection, act_as: ActAs) -> None:
    known = make_customer(db, "Kundin", first_name="Karla", phone=CALLER, phone_normalized=CALLER)
    with act_as(SALON_OWNER):
        lead = make_lead(db, phone="+49 152 555 01234", email="neu@example.com")
        assert convert(db, lead) == known
    assert one(db, "select full_name, email from public.customers where id = %s", known) == {
        "full_name": "Karla Kundin", "email": "neu@example.com",
    }  # fmt: skip
    assert one(db, "select count(*) as n from public.customers")["n"] == 1


def test_the_same_number_elsewhere_is_another_companys_business(db: Connection, act_as: ActAs) -> None:
    elsewhere = make_customer(db, "Patient", company=DENTIST, phone=CALLER, phone_normalized=CALLER)
    with act_as(SALON_OWNER):
        assert convert(db, make_lead(db, phone=CALLER)) != elsewhere
    assert one(db, "select email, last_name from public.customers where id = %s", elsewhere)["last_name"] == "Patient"


def test_a_lost_lead_is_not_converted_until_it_is_taken_up_again(db: Connection, act_as: ActAs) -> None:
    lead = make_lead(db, conversion_stage="lost")
    with pytest.raises(psycopg.Error, match="lead_lost"), act_as(SALON_OWNER):
        convert(db, lead)
    assert lead_of(db, lead)["conversion_stage"] == "lost"
    assert db.execute("select * from public.customers").fetchall() == []
    with act_as(SALON_OWNER):
        db.execute("update public.leads set conversion_stage = 'contacted'")
        assert convert(db, lead) is not None


def test_a_converted_lead_does_not_go_back(db: Connection, act_as: ActAs) -> None:
    lead = make_lead(db)
    with act_as(SALON_OWNER):
        customer = convert(db, lead)
    for who, change in (
        (SALON_OWNER, "conversion_stage = 'qualified'"),
        ("service_role", "conversion_stage = 'new', converted_at = null, customer_id = null"),
        ("service_role", "converted_at = now() + interval '1 day'"),
    ):
        with pytest.raises(psycopg.Error, match="lead_converted"), act_as(who):
            db.execute(f"update public.leads set {change}".encode())
    assert (lead_of(db, lead)["conversion_stage"], lead_of(db, lead)["customer_id"]) == ("won", customer)
    # An erased customer leaves a lead that is still won.
    db.execute("delete from public.customers where id = %s", (customer,))
    assert (lead_of(db, lead)["conversion_stage"], lead_of(db, lead)["customer_id"]) == ("won", None)
    with act_as(SALON_OWNER):
        assert convert(db, lead) is None


def test_a_foreign_lead_and_none_at_all_are_refused_alike(db: Connection, act_as: ActAs) -> None:
    lead = make_lead(db)
    said = []
    for which in (lead, uuid4()):
        with pytest.raises(psycopg.Error, match="lead_not_found") as refused, act_as(DENTIST_OWNER):
            convert(db, which)
        said.append((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    assert said[0] == said[1]
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as("anon"):
        convert(db, lead)
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(make_member(db, "viewer")):
        convert(db, lead)
    assert lead_of(db, lead)["conversion_stage"] == "new"


def test_two_who_convert_at_once_get_one_customer(database: Database) -> None:
    with database.connect() as conn:
        lead = make_lead(conn)
    found: list[UUID | None] = []
    gate = threading.Barrier(4)

    def rival() -> None:
        with database.connect() as conn, acting_as(conn, SALON_OWNER):
            gate.wait(timeout=10)
            found.append(convert(conn, lead))

    threads = [threading.Thread(target=rival) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(found) == 4
    assert len(set(found)) == 1
    assert len(database.all("select 1 from public.customers")) == 1
    assert len(database.all("select 1 from public.lead_activities where type = 'converted'")) == 1


# ── saved searches ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_saved_search_is_its_owners_alone(db: Connection, act_as: ActAs) -> None:
    member = make_member(db)
    save = "insert into public.lead_searches (company_id, name, criteria) values (%s, 'Neue', '{}')"
    with act_as(member):
        db.execute(save, (SALON,))
    with pytest.raises(psycopg.errors.UniqueViolation, match="lead_searches_one_of_a_name"), act_as(member):
        db.execute(save, (SALON,))
    with act_as(SALON_OWNER):
        assert db.execute("select * from public.lead_searches").fetchall() == []
        assert db.execute("delete from public.lead_searches").rowcount == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(member):
        db.execute(save, (DENTIST,))
    with pytest.raises(psycopg.errors.CheckViolation, match="lead_searches_criteria_an_object"), act_as(member):
        db.execute("update public.lead_searches set criteria = '[]'")
    assert one(db, "select profile_id, criteria from public.lead_searches") == {"profile_id": member, "criteria": {}}
    db.execute("delete from public.company_members where profile_id = %s", (member,))
    assert db.execute("select * from public.lead_searches").fetchall() == []


def test_an_owner_converts_a_lead_over_rest(rest: Rest, database: Database) -> None:
    client = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    lead = (
        client.table("leads")
        .insert({"company_id": str(SALON), "contact_person": "Åsa Öberg", "phone": "+46 70 123 45 67"})
        .execute()
        .data[0]
    )
    assert isinstance(lead, dict)
    customer = client.rpc("convert_lead", {"p_lead_id": lead["id"]}).execute().data
    found = (
        client.table("leads")
        .select("conversion_stage, customer:customers(id, full_name), lead_activities(type)")
        .eq("id", str(lead["id"]))
        .execute()
        .data
    )
    assert found == [
        {"conversion_stage": "won", "customer": {"id": customer, "full_name": "Åsa Öberg"}, "lead_activities": [{"type": "created"}, {"type": "converted"}]}
    ]  # fmt: skip
