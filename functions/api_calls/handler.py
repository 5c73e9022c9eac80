"""Ring somebody, and end a call that is under way.

POST  /api/calls/start
POST  /api/calls/{id}/end
GET   /api/calls/openapi.json
As    fn_api
Says  201 placed · 200 placed before, or ended · 202 being placed · 401 not_authenticated · 402 balance_empty · 403 role_too_low · 404 call_not_found · 409 opted_out · 422 request_invalid · 502 provider_failed · 503 database_unavailable
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Path, Response

from functions.api_calls import ending, starting
from functions.api_calls.caller import Asker, asker
from functions.api_calls.shapes import Ended, Order, OrderKey, Placed
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.runtime.people import people

app, handler = people("api_calls", refusals=(Refusal,), outages=(DatabaseUnavailable,))

Who = Annotated[Asker, Depends(asker)]


@app.post("/api/calls/start", status_code=201)
async def start(
    order: Order, who: Who, answer: Response, idempotency_key: Annotated[OrderKey | None, Header()] = None
) -> Placed:
    """Ring a number with the assistant of one of the company's own; the same Idempotency-Key rings once."""
    placed = starting.start(order, who, key=idempotency_key)
    if not placed.is_new:
        answer.status_code = 202 if placed.status == "ordered" else 200
    return placed


@app.post("/api/calls/{id}/end")
async def end(call_id: Annotated[UUID, Path(alias="id")], who: Who) -> Ended:
    """Hang up a call of the company; one that is over is over."""
    return ending.end(call_id, who)
