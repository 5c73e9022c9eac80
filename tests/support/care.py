"""What the people of a company leave behind while they look after customers and leads."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.support.calls import HAIRCUT, MARIA, SALON, SALON_INTEGRATION, SALON_OWNER
from tests.support.database import Connection, Database, acting_as


def make_customer(
    db: Connection, last_name: str | None = "Muster", *, company: UUID = SALON, **columns: object
) -> UUID:
    """A customer of the company, by the superuser; further columns by name."""
    columns = {"last_name": last_name, **columns}
    names = ", ".join(columns)
    row = db.execute(
        f"insert into public.customers (company_id, {names}) values (%s{', %s' * len(columns)}) returning id".encode(),
        (company, *columns.values()),
    ).fetchone()
    assert row
    made: UUID = row["id"]
    return made


def make_lead(db: Connection, *, company: UUID = SALON, **columns: object) -> UUID:
    """A lead of the company, by whoever acts; columns by name."""
    columns = {"contact_person": "Lena Lead", **columns}
    names = ", ".join(columns)
    made = columns.get("id") or uuid4()
    columns.pop("id", None)
    db.execute(
        f"insert into public.leads (id, company_id, {names}) values (%s, %s{', %s' * len(columns)})".encode(),
        (made, company, *columns.values()),
    )
    return UUID(str(made))


def make_member(db: Connection, role: str = "member", *, company: UUID = SALON) -> UUID:
    """A new person with that role in the company."""
    person = uuid4()
    db.execute(
        "insert into auth.users (id, email, aud, role) values (%s, %s, 'authenticated', 'authenticated')",
        (person, f"{person}@example.com"),
    )
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, %s)", (company, person, role)
    )
    return person


def looked_after(database: Database) -> None:
    """A row in every table of customers, leads and calendar mappings that people fill, written by the salon's owner."""
    with database.connect() as conn:
        friend = make_customer(conn, "Freundin")
        with acting_as(conn, SALON_OWNER):
            event_type = uuid4()
            conn.execute(
                """insert into public.calcom_event_types (id, company_id, integration_id, service_id, external_id, title, slug, duration_minutes)
                   values (%s, %s, %s, %s, '4711', 'Haarschnitt', 'haarschnitt', 30)""",
                (event_type, SALON, SALON_INTEGRATION, HAIRCUT),
            )
            conn.execute("insert into public.staff_event_types values (%s, %s, %s)", (SALON, MARIA, event_type))
            customer = conn.execute(
                "select id from public.customers where company_id = %s and id <> %s limit 1", (SALON, friend)
            ).fetchone()
            assert customer
            for statement in (
                "insert into public.customer_notes (company_id, customer_id, body) values (%s, %s, 'Trinkt Tee.')",
                "insert into public.customer_preferences (company_id, customer_id, key, value) values (%s, %s, 'channel', '\"sms\"')",
            ):
                conn.execute(statement.encode(), (SALON, friend))
            conn.execute(
                "insert into public.customer_relationships (company_id, customer_id, related_customer_id, kind) values (%s, %s, %s, 'friend')",
                (SALON, friend, customer["id"]),
            )
            make_lead(conn, company_name="Messe GmbH", phone="030 555 0100")
            conn.execute(
                "insert into public.lead_searches (company_id, name, criteria) values (%s, 'Neue', '{\"stage\": \"new\"}')",
                (SALON,),
            )
