"""Does the provider take the credential?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from functions.api_integrations.rows import Row, visible
from functions.api_integrations.settings import Settings
from functions.api_integrations.shapes import Checked
from shared.db import integrations
from shared.db.connection import connect
from shared.providers.elevenlabs import account as elevenlabs
from shared.providers.model_check import check_key
from shared.providers.model_stream import Server
from shared.providers.models import MODELS
from shared.providers.refusals import VendorError
from shared.providers.retell import dialler as retell
from shared.providers.supabase.tokens import Person
from shared.providers.telnyx import client as telnyx
from shared.providers.twilio import client as twilio
from shared.providers.vapi import client as vapi
from shared.runtime import config, problems
from shared.runtime.problems import Problem


def check(integration_id: UUID, caller: Person) -> Checked:
    """Ask the provider with the stored credential, and note the answer where the company's members see it.

    Raises Problem 404 not_found, 422 provider_not_checkable, 503 rest_unreachable, and the database's refusals.
    """
    settings = config.read(Settings)
    try:
        row = visible(integration_id, caller, settings)
    except VendorError as error:
        raise Problem(503, error.code, headers={"Retry-After": "5"}) from error
    if row is None:
        raise problems.not_found()
    ask = _model(row) if row.provider in MODELS else _CHECKS.get(row.provider)
    if ask is None:
        raise Problem(422, "provider_not_checkable")
    if row.credentials_key_id is None:
        raise Problem(404, "credential_not_found")
    conn = connect(settings.database_url)
    credential = integrations.read_credential_as(
        conn,
        actor_id=caller.id,
        integration_id=row.id,
        row_key=settings.master_keys.integration_key(
            key_id=row.credentials_key_id, company_id=row.company_id, integration_id=row.id
        ),
    )
    try:
        ask(credential, settings)
        checked = Checked(ok=True)
    except VendorError as error:
        checked = Checked(ok=False, error=error.code)
    integrations.record_integration_check(
        connect(settings.database_url),
        actor_id=caller.id,
        integration_id=row.id,
        ok=checked.ok,
        error=checked.error,
    )
    return checked


def _twilio(credential: Mapping[str, str], settings: Settings) -> None:
    twilio.check_account(
        account_sid=credential["account_sid"],
        auth_token=credential["auth_token"],
        base_url=settings.twilio_api_base_url,
    )


def _model(row: Row) -> Callable[[Mapping[str, str], Settings], None]:
    def ask(credential: Mapping[str, str], settings: Settings) -> None:
        vendors_own = {
            "openai": settings.openai_api_base_url,
            "anthropic": settings.anthropic_api_base_url,
            "openrouter": settings.openrouter_api_base_url,
        }
        server = Server(credential["api_key"], row.config.get("base_url") or vendors_own[row.provider])
        check_key(MODELS[row.provider], server)

    return ask


def _telnyx(credential: Mapping[str, str], settings: Settings) -> None:
    telnyx.check_account(api_key=credential["api_key"], base_url=settings.telnyx_api_base_url)


def _vapi(credential: Mapping[str, str], settings: Settings) -> None:
    vapi.check_account(api_key=credential["api_key"], base_url=settings.vapi_api_base_url)


def _retell(credential: Mapping[str, str], settings: Settings) -> None:
    retell.check_account(api_key=credential["api_key"], base_url=settings.retell_api_base_url)


def _elevenlabs(credential: Mapping[str, str], settings: Settings) -> None:
    elevenlabs.check_account(api_key=credential["api_key"], base_url=settings.elevenlabs_api_base_url)


_CHECKS: Mapping[str, Callable[[Mapping[str, str], Settings], None]] = {
    "twilio": _twilio,
    "telnyx": _telnyx,
    "vapi": _vapi,
    "retell": _retell,
    "elevenlabs": _elevenlabs,
}
