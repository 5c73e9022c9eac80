"""Connect a company to an outside service: store its credential, which nobody can read back, and check that it works.

POST  /api/integrations
POST  /api/integrations/{id}/check
GET   /api/integrations/openapi.json
As    fn_api
Says  201 stored · 200 checked · 401 not_authenticated · 403 role_too_low · 404 not_found · 422 request_invalid · 503 database_unavailable
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from functions.api_integrations import checks, store
from functions.api_integrations.caller import authenticated
from functions.api_integrations.shapes import Checked, Connection, Stored
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.providers.supabase.tokens import Person
from shared.runtime.people import people

app, handler = people("api_integrations", refusals=(Refusal,), outages=(DatabaseUnavailable,))

Caller = Annotated[Person, Depends(authenticated)]


@app.post("/api/integrations", status_code=201)
async def connect(order: Connection, caller: Caller) -> Stored:
    """Store a credential under the name given; the same name again replaces it."""
    return store.store(order, caller)


@app.post("/api/integrations/{id}/check")
async def check(integration_id: Annotated[UUID, Path(alias="id")], caller: Caller) -> Checked:
    """Ask the provider whether it takes the credential, and note the answer."""
    return checks.check(integration_id, caller)
