"""The price of taking a delivery in: storing it once, applying it and settling, against a bare insert of the same row."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import count
from typing import Any

from psycopg.types.json import Jsonb

from benchmarks import by_hand
from benchmarks.ground import SALON
from benchmarks.measuring import Bar, Report, Series, quietly
from benchmarks.wire import CALLER, form, signed_event
from functions.webhook_telephony import handler as webhook
from local.events import Context
from tests.support.calls import SALON_INTEGRATION, LiveCall
from tests.support.database import Database

BAR = 0.50
ENDS_EVERY = 4
TAKE = "select backend.take_delivery(%s, %s, %s, %s, %s, %s) as value"

# The columns of the inbox and their defaults; no key, no index, no check, no policy, no trigger.
BARE = """
create table if not exists public.bare_inbox (like public.webhook_events including defaults);
grant insert on public.bare_inbox to fn_ingest;
"""
# The inbox itself with all that guards it, through a definer function, and nothing applied: the table's share of the price.
STORE_ONLY = """
create or replace function public.store_only(
  p_company_id uuid, p_integration_id uuid, p_key text, p_type text, p_headers jsonb, p_body bytea
) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, headers, body, status, processed_at, next_attempt_at)
  values (p_company_id, p_integration_id, 'twilio', p_key, p_type, p_headers, p_body, 'applied', now(), null)
  on conflict do nothing returning id into v_id;
  return v_id;
end $$;
alter function public.store_only owner to postgres;
grant execute on function public.store_only to fn_ingest;
"""
STORE = "select public.store_only(%s, %s, %s, %s, %s, %s)"


def run(database: Database, *, rounds: int) -> Report:
    with database.connect("supabase_admin") as owner:
        owner.execute(BARE)
        owner.execute(STORE_ONLY)
    found = database.one(
        "select i.id::text, i.company_id::text, i.webhook_token from public.integrations i "
        "join public.phone_numbers n on n.integration_id = i.id where n.number = %s",
        SALON.number,
    )
    running = _live_call(database)
    # Calls to end through SQL, and through the handler; both are dear to make, so not every round ends one.
    to_end = [[_live_call(database) for _ in range(rounds // ENDS_EVERY)] for _ in range(2)]
    numbers = count(1)
    headers = dict.fromkeys(by_hand.KEPT, "application/x-www-form-urlencoded")

    with database.connect("fn_ingest") as conn, quietly():
        conn.prepare_threshold = None

        def event(sid: str, status: str, **more: object) -> dict[str, object]:
            number = next(numbers)
            return {
                "key": f"status:{sid}:{status}:{number}", "type": "status", "provider_call_id": sid, "status": status,
                "direction": "inbound", "caller_number": CALLER, "callee_number": SALON.number,
                "duration_seconds": None, "occurred_at": None, "sequence": number, **more,
            }  # fmt: skip

        def body(sid: str) -> bytes:
            return b"&".join(f"{name}={value}".encode() for name, value in form(sid, "in-progress").items())

        def insert(statement: str) -> Callable[[], object]:
            key, content = f"status:{running}:{next(numbers)}", body(running)
            values = (found["company_id"], found["id"], key, "status", Jsonb(headers), content)
            return lambda: conn.execute(statement.encode(), values)

        def take(happened: dict[str, object] | None, sid: str, *, key: str = "") -> Callable[[], object]:
            key = key or (str(happened["key"]) if happened else f"odd:{next(numbers)}")
            values = (found["id"], key, "status", Jsonb(headers), body(sid), Jsonb(happened) if happened else None)

            def act() -> object:
                row = conn.execute(TAKE, values).fetchone()
                assert row
                return row["value"]

            return act

        def through(
            act: Callable[..., Any], status: str, sid: str, *arguments: Any, **more: str
        ) -> Callable[[], object]:
            parameters = form(sid, status, SequenceNumber=str(next(numbers)), **more)
            path = f"/webhooks/telephony/twilio/{found['webhook_token']}"
            signed = signed_event(path, "", parameters)
            return lambda: _ok(act(signed, *arguments))

        take(event(running, "in_progress"), running, key="seen before")()
        at_sql: dict[str, Callable[[int], Callable[[], object] | None]] = {
            "raw insert": lambda _: insert(by_hand.RAW_INSERT),
            "stored in the inbox, nothing applied": lambda _: insert(STORE),
            "stored and applied: a status that changes nothing": lambda _: take(event(running, "in_progress"), running),
            "stored, about a number of nobody": lambda _: take(event(f"CA{next(numbers):032x}", "ringing", callee_number="+493023125999"), running),
            "stored, not understood, kept": lambda _: take(None, running),
            "seen before": lambda _: take(event(running, "in_progress"), running, key="seen before"),
            "stored and applied: the end of a call, settled": lambda n: take(event(sid := to_end[0].pop(), "completed", duration_seconds=60), sid) if n >= 0 and n % ENDS_EVERY == 0 else None,
        }  # fmt: skip
        context = Context("webhook_telephony")
        at_handler: dict[str, Callable[[int], Callable[[], object] | None]] = {
            "by hand, raw insert": lambda _: through(by_hand.take_delivery, "in-progress", running, conn, found["company_id"], found["id"]),
            "our handler: a status that changes nothing": lambda _: through(webhook.handler, "in-progress", running, context),
            "our handler: the end of a call, settled": lambda n: through(webhook.handler, "completed", to_end[1].pop(), context, CallDuration="60") if n >= 0 and n % ENDS_EVERY == 0 else None,
        }  # fmt: skip
        took = _in_turn(at_sql, rounds) | _in_turn(at_handler, rounds)

    raw, raw_handler = took["raw insert"].p50, took["by hand, raw insert"].p50
    rows = [
        [name, 1000 / each.p50, each.p50, each.p99, (raw_handler if name in at_handler else raw) / each.p50]
        for name, each in took.items()
    ]
    intake = "stored and applied: a status that changes nothing"
    return Report(
        "Taking a delivery in",
        ["one client, one connection", "per second", "p50 ms", "p99 ms", "throughput to raw"],
        rows,
        [
            Bar("intake to a raw insert, at SQL", raw / took[intake].p50, BAR, most=False),
            Bar("storing alone to a raw insert, at SQL", raw / took["stored in the inbox, nothing applied"].p50, BAR, most=False),
        ],
        ["SQL: one `backend.take_delivery` per statement, against one insert of the same columns into a table without keys, indexes, checks, policies or triggers.",
         "Handler: the signed event through `webhook_telephony`, against a hand-written handler that verifies and inserts raw;",
         "told apart because there a signature, a router and a log line are weighed against an insert of 0.1 ms."],
    )  # fmt: skip


def _in_turn(ways: dict[str, Callable[[int], Callable[[], object] | None]], rounds: int) -> dict[str, Series]:
    """One of each per round, so that none has the caches to itself; the first twenty rounds only warm up."""
    series = {name: Series(name) for name in ways}
    for number in range(-20, rounds):
        for name, prepare in ways.items():
            act = prepare(number)
            if act:
                with (series[name] if number >= 0 else Series("not counted")).timed():
                    act()
    return series


def _ok(answer: dict[str, Any]) -> object:
    assert answer["statusCode"] == 200, answer
    return answer


def _live_call(database: Database) -> str:
    """The provider's id of a call that has been answered."""
    call = LiveCall(
        _voice(database), _voice(database), SALON_INTEGRATION, f"CA{secrets.token_hex(16)}", CALLER, SALON.number
    )
    call.turn(0)
    return call.provider_call_id


def _voice(database: Database) -> Any:
    from shared.db.connection import connect

    return connect(database.url("fn_voice"))
