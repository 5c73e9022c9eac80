"""Money: proof that balances, charges and invoices are what the ledger says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from shared.db.connection import Connection, rows


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One thing that does not add up. `reference` is the row's id or the column's name; amounts in the company's currency."""

    fault: str
    company_id: UUID
    reference: str
    expected: Decimal
    found: Decimal | None


def check_ledger(conn: Connection, *, company_id: UUID | None = None) -> list[LedgerFault]:
    """What does not add up in the money of one company, or of all. Empty when all is right."""
    found = rows(conn, "select * from backend.check_ledger(%s)", (company_id,))
    return [LedgerFault(**row) for row in found]
