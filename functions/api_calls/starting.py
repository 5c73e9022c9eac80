"""From an order to a ringing telephone: the database says whether, the provider does it, the database keeps that it did."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from functions.api_calls.caller import Asker
from functions.api_calls.settings import Settings
from functions.api_calls.shapes import Order, Placed
from shared.db import call_orders, integrations
from shared.db.again import once_more
from shared.db.call_orders import CallOrder
from shared.db.connection import connect
from shared.db.doors import with_config
from shared.db.refusals import Refusal
from shared.domain.business import Caller
from shared.domain.calls import Reply
from shared.providers.diallers import DIALLERS
from shared.providers.outgoing import Outgoing
from shared.providers.refusals import VendorError
from shared.providers.turns import Surroundings
from shared.runtime import config, log
from shared.runtime.problems import Problem
from shared.voice import apologies

journal = log.Journal("api_calls")


def start(order: Order, who: Asker, *, key: str | None) -> Placed:
    """Place the call once per key. Raises the database's refusals, Problem 422 provider_cannot_dial, 502 and 503."""
    settings = config.read(Settings)
    if not settings.public_base_url:
        raise Problem(503, "public_base_url_missing", "Set PUBLIC_BASE_URL: the provider asks there what to say.")
    company_id = who.company(order.company_id)
    ordered = call_orders.order_call(
        connect(settings.database_url),
        actor_id=who.person_id,
        company_id=company_id,
        order_key=key or str(uuid4()),
        to_number=order.to,
        phone_number_id=order.phone_number_id,
    )
    if not ordered.is_new:
        return Placed(id=ordered.id, status=ordered.status, call_id=ordered.call_id, error=ordered.error, is_new=False)
    try:
        provider_call_id = _ask_provider(ordered, order, settings)
    except Exception as error:
        # Whatever it was: who asks again under this key is not told for ever that it is being placed.
        word = error.code if isinstance(error, Problem | Refusal) else "outcome_unknown"
        call_orders.fail_call_order(connect(settings.database_url), order_id=ordered.id, error=word)
        raise
    call_id = once_more(
        lambda: call_orders.place_call(
            connect(settings.database_url), order_id=ordered.id, provider_call_id=provider_call_id
        )
    )
    return Placed(id=ordered.id, status="placed", call_id=call_id)


def _ask_provider(ordered: CallOrder, order: Order, settings: Settings) -> str:
    """The provider's id of the call. Raises Problem, with a word of what is known about it."""
    dialler = DIALLERS.get(ordered.provider)
    if dialler is None:
        raise Problem(422, "provider_cannot_dial")
    credential = integrations.read_credential(
        connect(settings.database_url),
        integration_id=ordered.integration_id,
        row_key=settings.master_keys.integration_key(
            key_id=ordered.key_id, company_id=order.company_id, integration_id=ordered.integration_id
        ),
    )
    whole = with_config(credential, ordered.config)
    try:
        return dialler.place_call(
            whole,
            _outgoing(ordered, order, whole, settings),
            base_url=settings.api_base_url(ordered.provider),
        )
    except VendorError as error:
        journal.warning("call_not_placed", order_id=str(ordered.id), code=error.code, retryable=error.retryable)
        if error.code == "integration_incomplete":
            raise Problem(422, error.code, "The integration lacks what this provider has to be told.") from error
        raise Problem(
            502, error.code, "The call was not placed, or nobody knows. Order it anew under another key."
        ) from error


def _outgoing(ordered: CallOrder, order: Order, credential: dict[str, str], settings: Settings) -> Outgoing:
    base = (settings.public_base_url or "").rstrip("/")
    here = f"{ordered.provider}/{ordered.webhook_token}"
    business, caller = ordered.business, Caller(order.to, ordered.customer_name)
    language = business.language if business else apologies.language_of(order.to)

    def greeting() -> Reply:
        # Loads the receptionist's grammar, which most providers do not need here.
        from shared.domain.receptionist import greet

        return greet(business, caller, now=datetime.now(UTC)) if business else Reply("", language)

    return Outgoing(
        name=str(ordered.id),
        from_number=ordered.from_number,
        to_number=order.to,
        around=Surroundings(
            f"{base}/voice/{here}",
            f"{base}/webhooks/telephony/{here}",
            credential,
            business=business,
            caller=caller,
        ),
        greeting=greeting,
        voicemail=apologies.voicemail(business.name if business else "", language).text,
    )
