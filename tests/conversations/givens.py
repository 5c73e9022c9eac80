"""What is so before the telephone rings, put into the database by the superuser: `given:` lines of a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from local.call_script import WITHHELD, Script, ScriptError
from tests.support.database import Connection

_FIRST_CODE = 482915
_STRANGER = "Vera Vorher"

_OPEN = """
with gone as (delete from public.working_hours returning 1)
insert into public.working_hours (company_id, branch_id, weekday, opens, closes)
select b.company_id, b.id, d, %(opens)s::time, %(closes)s::time from public.branches b, generate_series(1, 7) d where (select count(*) from gone) >= 0
"""
_CLOSED = """
insert into public.closures (company_id, starts_on, ends_on, reason)
select c.id, coalesce(%(first)s::date, current_date - 1), coalesce(%(last)s::date, current_date + 1), %(reason)s
from public.companies c where c.id = %(company)s
"""
_APPOINTMENT = """
insert into public.appointments (company_id, branch_id, customer_id, staff_id, service_id, appointment_code, start_time, end_time, status, source, currency)
select v.company_id, s.branch_id, %(customer)s, s.id, v.id, %(code)s, t.start, t.start + make_interval(mins => v.duration_minutes),
  %(status)s, 'phone', v.currency
from public.services v
join public.companies c on c.id = v.company_id
join public.staff s on s.company_id = v.company_id and s.display_name = %(staff)s
cross join lateral (select %(start)s::timestamp at time zone c.timezone as start) t
where v.company_id = %(company)s and v.name = %(service)s returning id
"""
_AWAY = """
insert into public.calendar_blocks (company_id, staff_id, type, starts_at, ends_at)
select s.company_id, s.id, 'absence', coalesce(%(first)s::date, current_date - 1), coalesce(%(first)s::date + 1, current_date + 400)
from public.staff s where s.company_id = %(company)s and (%(staff)s = 'everybody' or s.display_name = %(staff)s)
"""
_ASSISTANT = """
with edited as (update public.assistants set recording_enabled = true where company_id = %(company)s and status = 'active' returning id)
select id from edited
"""


def put(conn: Connection, script: Script, kind: str, fields: Sequence[str], *, today: datetime) -> dict[str, Any]:
    """Make one line true. Returns what the telephone has to know of it. Raises ScriptError for a line nobody knows."""
    company = _one(
        conn, "select id from public.companies where tenant_id = %(tenant)s", {"tenant": f"t_{script.company}"}
    )
    about: dict[str, Any] = {"company": company}
    values = dict(enumerate(fields))
    match kind:
        case "open now":
            conn.execute(_OPEN, {"opens": "00:00", "closes": "24:00"})
        case "open every day":
            conn.execute(_OPEN, {"opens": fields[0], "closes": fields[1]})
        case "closed now":
            conn.execute(_CLOSED, about | {"first": None, "last": None, "reason": values.get(0, "Betriebsferien")})
        case "closed":
            conn.execute(_CLOSED, about | {"first": fields[0], "last": fields[0], "reason": values.get(1)})
        case "person" | "nobody answers":
            forward = {"number": values.get(0, "+493023125999")}
            conn.execute(
                "update public.phone_numbers set forwarding_number = %(number)s where company_id = %(company)s",
                about | forward,
            )
            return {"dial_status": "no-answer"} if kind == "nobody answers" else {}
        case "no person":
            conn.execute("update public.branches set phone = null where company_id = %(company)s", about)
            conn.execute("update public.companies set phone = null where id = %(company)s", about)
        case "customer" | "blocked":
            _customer(conn, script, about, values.get(0, ""), born=values.get(1), blocked=kind == "blocked")
        case "appointment":
            mine = _customer(conn, script, about, "")
            _appointment(conn, about, fields, customer=mine)
        case "visited":
            mine = _customer(conn, script, about, "")
            _appointment(conn, about, (*fields, f"{today:%Y}-01-05 10:00"), customer=mine, status="completed")
        case "taken":
            _appointment(conn, about, fields, customer=_stranger(conn, about))
        case "away":
            conn.execute(_AWAY, about | {"staff": fields[0], "first": values.get(1)})
        case "proof":
            conn.execute(
                "update public.companies set caller_proof = %(how)s where id = %(company)s", about | {"how": fields[0]}
            )
        case "recording":
            assistant = _one(conn, _ASSISTANT, about)
            conn.execute("select private.freeze_assistant(%(assistant)s, null)", {"assistant": assistant})
            conn.execute(
                "update public.companies set recording_consent = %(mode)s where id = %(company)s",
                about | {"mode": fields[0]},
            )
        case _:
            raise ScriptError(f"{script.path.name}: nobody knows how to make {kind!r} so")
    return {}


def taken(conn: Connection) -> list[dict[str, Any]]:
    """What is booked by others: no call may touch it."""
    return conn.execute(
        """select a.id, a.start_time, a.status, a.staff_id from public.appointments a
           join public.customers c on c.id = a.customer_id where c.full_name = %s order by a.id""",
        (_STRANGER,),
    ).fetchall()


def _customer(
    conn: Connection,
    script: Script,
    about: dict[str, Any],
    name: str,
    *,
    born: str | None = None,
    blocked: bool = False,
) -> Any:
    """The customer whose number rings, made or named."""
    if script.number == WITHHELD:
        raise ScriptError(f"{script.path.name}: who withholds their number is nobody yet")
    first, _, last = name.rpartition(" ")
    reason = "abuse" if blocked else None
    return _one(
        conn,
        """insert into public.customers as c (company_id, phone, phone_normalized, first_name, last_name, date_of_birth, is_blocked, blocked_reason)
           values (%(company)s, %(number)s::text, %(number)s::text, %(first)s, %(last)s, %(born)s, %(blocked)s, %(reason)s)
           on conflict on constraint customers_one_per_number do update set
             first_name = coalesce(excluded.first_name, c.first_name), last_name = coalesce(excluded.last_name, c.last_name)
           returning id""",
        about | {"number": script.number, "first": first or None, "last": last or None, "born": born, "blocked": blocked, "reason": reason},
    )  # fmt: skip


def _stranger(conn: Connection, about: dict[str, Any]) -> Any:
    first, _, last = _STRANGER.partition(" ")
    return _one(
        conn,
        "insert into public.customers (company_id, first_name, last_name) values (%(company)s, %(first)s, %(last)s) returning id",
        about | {"first": first, "last": last},
    )


def _appointment(
    conn: Connection, about: dict[str, Any], fields: Sequence[str], *, customer: Any, status: str = "confirmed"
) -> None:
    service, staff, start, *_ = fields
    before = _one(conn, "select count(*) as n from public.appointments", {})
    _one(
        conn,
        _APPOINTMENT,
        about
        | {
            "customer": customer,
            "service": service,
            "staff": staff,
            "start": start,
            "status": status,
            "code": str(_FIRST_CODE + before),
        },
    )


def _one(conn: Connection, query: str, parameters: dict[str, Any]) -> Any:
    row = conn.execute(query.encode(), parameters).fetchone()
    assert row is not None, query
    return next(iter(row.values()))
