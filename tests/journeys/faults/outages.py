"""The database goes away for everybody who takes calls and deliveries, and comes back."""

from __future__ import annotations

from tests.journeys.faults.conftest import Exchange
from tests.support.faulty_wire import Fault


def break_database(exchange: Exchange, fault: Fault) -> None:
    """From now on, on every connection. What a status is over HTTP is a refused login (4xx) and a full house (5xx) here."""
    if fault not in ("4xx", "5xx"):
        for wire in exchange.database.values():
            wire.fails(fault)
        return
    name, roles = exchange.line.database.name, list(exchange.database)
    with exchange.line.database.connect() as conn:
        away = (
            f"revoke connect on database {name} from public, {', '.join(roles)}"
            if fault == "4xx"
            else f"alter database {name} connection limit 0"
        )
        conn.execute(away.encode())
        conn.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = any(%s)",
            (name, roles),
        )


def mend_database(exchange: Exchange, fault: Fault) -> None:
    if fault not in ("4xx", "5xx"):
        for wire in exchange.database.values():
            wire.heals()
        return
    name, roles = exchange.line.database.name, list(exchange.database)
    with exchange.line.database.connect() as conn:
        back = (
            f"grant connect on database {name} to public, {', '.join(roles)}"
            if fault == "4xx"
            else f"alter database {name} connection limit -1"
        )
        conn.execute(back.encode())
