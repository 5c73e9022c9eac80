"""Take one telephony delivery into the inbox and apply it.

POST  /webhooks/telephony/{provider}/{token}
QUEUE deliveries that came while the database was away
As    fn_ingest
Says  200 applied or seen before · 202 kept for later · 403 not_signed · 404 not_found · 413 too_large · 503 database_unavailable
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shared.db import transfers
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Door, Doors
from shared.db.refusals import DatabaseUnavailable, Refusal
from shared.db.transfers import Transfer
from shared.domain.secrets import MasterKeys
from shared.providers.agents import QUESTIONERS, Questioner
from shared.providers.refusals import NothingToKeep, NotUnderstood, VendorError
from shared.providers.telephones import TELEPHONES, Telephone
from shared.runtime import config, log, problems
from shared.runtime.config import Variable
from shared.runtime.endpoint import Answer, CallPath, Request
from shared.voice import deliveries
from shared.voice.admission import admit


@dataclass(frozen=True, repr=False)
class Settings:
    database_url: Annotated[str, Variable("DATABASE_URL_FN_INGEST")]
    master_keys: Annotated[MasterKeys, Variable("MASTER_KEYS", parse=MasterKeys.parse)]
    public_base_url: Annotated[str | None, Variable("PUBLIC_BASE_URL")] = None
    vapi_api_base_url: Annotated[str | None, Variable("VAPI_API_BASE_URL")] = None


# A report holds every word of its call.
MAX_BODY_BYTES = 2 * 1024 * 1024

handler = CallPath("webhook_telephony", outages=(DatabaseUnavailable,), max_body_bytes=MAX_BODY_BYTES)
doors = Doors()
journal = log.Journal("webhook_telephony")


@handler.post("/webhooks/telephony/{provider}/{token}")
def take(request: Request, provider: str, token: str) -> Answer:
    """Verify the raw bytes, store them, apply what they say: one round trip while the door is remembered."""
    telephone = TELEPHONES.get(provider)
    if telephone is None:
        raise problems.not_found()
    settings = config.read(Settings)
    try:
        door = admit(doors, request, provider=provider, token=token, vendor=telephone, settings=settings)
        outcome = deliveries.take_request(telephone, door, request, database_url=settings.database_url)
    except DatabaseUnavailable:
        from shared.voice import late

        if not (_is_worth_keeping(telephone, request.body) and late.keep(request)):
            raise
        return Answer(202, telephone.TAKEN, telephone.CONTENT_TYPE)
    answer = telephone.TAKEN
    questioner = QUESTIONERS.get(provider)
    if questioner is not None:
        answer = _answered(questioner, door, request.body, settings) or answer
        _ask_for_the_rest(questioner, telephone, door, request, settings)
    return Answer(202 if outcome == "kept" else 200, answer, telephone.CONTENT_TYPE)


def _is_worth_keeping(telephone: Telephone, body: bytes) -> bool:
    """False for a question within a live call, which wants another answer, and for what is told while it is said."""
    try:
        telephone.status(body)
    except NothingToKeep:
        return False
    except NotUnderstood:
        pass
    return True


def _answered(questioner: Questioner, door: Door, body: bytes, settings: Settings) -> str | None:
    """Where a caller is to be put through, if that is asked: as the call's last turn has it, else to the company's number."""
    try:
        call = questioner.transferring(body)
        if call is None:
            return None
        agreed = _agreed(door, call.provider_call_id, settings)
        if agreed is None:
            # Nobody is put through to the telephone they ring from.
            leads_back = door.forward_to in (call.caller_number, call.callee_number)
            return questioner.answer(body, to=None if leads_back else door.forward_to, whisper=None)
        return questioner.answer(body, to=agreed.to, whisper=agreed.whisper)
    except (NotUnderstood, NothingToKeep):
        return None


def _agreed(door: Door, call: str, settings: Settings) -> Transfer | None:
    try:
        return once_more(
            lambda: transfers.recall_transfer(
                connect(settings.database_url), integration_id=door.integration_id, provider_call_id=call
            )
        )
    except (DatabaseUnavailable, Refusal) as error:
        # Without a word of what it is about, rather than not at all.
        journal.warning("transfer_not_recalled", integration_id=str(door.integration_id), **log.fault(error))
        return None


def _ask_for_the_rest(
    questioner: Questioner, telephone: Telephone, door: Door, request: Request, settings: Settings
) -> None:
    """What a provider left out is asked of it and taken as a delivery of its own, so that it can be read again.

    Nothing depends on it: if it does not come, the call is complete but for a price.
    """
    try:
        event = telephone.status(request.body)
        found = questioner.left_out(event, door.credential, base_url=settings.vapi_api_base_url)
        if found is not None:
            deliveries.take(telephone, door, database_url=settings.database_url, headers={}, body=found)
    except (NotUnderstood, NothingToKeep):
        return
    except (VendorError, Refusal, DatabaseUnavailable) as error:
        word = "database_unavailable" if isinstance(error, DatabaseUnavailable) else error.code
        journal.warning("rest_not_had", integration_id=str(door.integration_id), reason=word)
