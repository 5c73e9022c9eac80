"""Hang up."""

from __future__ import annotations

from uuid import UUID

from functions.api_calls.caller import Asker
from functions.api_calls.settings import Settings
from functions.api_calls.shapes import Ended
from shared.db import call_orders, integrations
from shared.db.connection import connect
from shared.providers.diallers import DIALLERS
from shared.providers.refusals import VendorError
from shared.runtime import config
from shared.runtime.problems import Problem


def end(call_id: UUID, who: Asker) -> Ended:
    """Have the provider end the call; its own word of the end closes our row.

    Raises the database's refusals, Problem 422 provider_cannot_dial, 502 with what the provider failed of.
    """
    settings = config.read(Settings)
    call = call_orders.call_to_end(
        connect(settings.database_url), actor_id=who.person_id, company_id=who.company_id, call_id=call_id
    )
    if call.is_over:
        return Ended(id=call_id)
    dialler = DIALLERS.get(call.provider)
    if dialler is None or call.key_id is None:
        raise Problem(422, "provider_cannot_dial")
    credential = integrations.read_credential(
        connect(settings.database_url),
        integration_id=call.integration_id,
        row_key=settings.master_keys.integration_key(
            key_id=call.key_id, company_id=call.company_id, integration_id=call.integration_id
        ),
    )
    try:
        dialler.end_call(credential, call.provider_call_id, base_url=settings.api_base_url(call.provider))
    except VendorError as error:
        raise Problem(422 if error.code == "integration_incomplete" else 502, error.code) from error
    return Ended(id=call_id)
