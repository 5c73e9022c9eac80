"""The same work as the real handlers, written for speed alone: no framework, no types, no second thought.

Verifies the signature, runs the same statements, answers. What it leaves out is what makes a handler fit for use; what
it costs less is what our way of writing costs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

import psycopg
from psycopg.types.json import Jsonb

from benchmarks.ground import SALON
from benchmarks.measuring import Series

Connection = psycopg.Connection[Any]

RECALL = "select backend.recall_turn(%s, %s, %s, %s, %s, %s) as value"
RECORD = "select backend.record_turn(%s, %s, %s, %s, %s) as value"
RAW_INSERT = (
    "insert into public.bare_inbox (company_id, integration_id, provider, event_key, event_type, headers, body)"
    " values (%s, %s, 'twilio', %s, %s, %s, %s)"
)
KEPT = ("content-type", "i-twilio-idempotency-token", "user-agent", "x-twilio-signature")
SAID = "Gern. Welcher Tag und um wie viel Uhr passt es Ihnen?"
REPLY = {"text": SAID, "language": "de", "then": "listen", "transfer_to": None, "state": {"step": "when"}}


def read(event: dict[str, Any]) -> tuple[dict[str, str], bytes] | None:
    """The form and the raw body, if the signature is right."""
    body = base64.b64decode(event["body"])
    pairs = parse_qsl(body.decode(), keep_blank_values=True)
    query = f"?{event['rawQueryString']}" if event["rawQueryString"] else ""
    url = f"https://{event['requestContext']['domainName']}{event['rawPath']}{query}"
    signed = url + "".join(name + value for name, value in sorted(pairs))
    digest = hmac.new(SALON.auth_token.encode(), signed.encode(), hashlib.sha1).digest()
    if not hmac.compare_digest(base64.b64encode(digest).decode(), event["headers"]["x-twilio-signature"]):
        return None
    return dict(pairs), body


def answer_turn(event: dict[str, Any], conn: Connection, integration_id: str, sql: Series) -> dict[str, Any]:
    """One turn of a call. `sql` takes the time spent waiting for the two statements."""
    found = read(event)
    if found is None:
        return {"statusCode": 403}
    form, body = found
    turn = int((event.get("queryStringParameters") or {}).get("turn", 0))
    kind = "turn" if turn else "incoming"
    happened = {
        "key": f"{kind}:{form['CallSid']}:{turn}",
        "type": kind,
        "provider_call_id": form["CallSid"],
        "status": "in_progress" if turn else "ringing",
        "direction": "inbound",
        "caller_number": form["From"],
        "callee_number": form["To"],
        "duration_seconds": None,
        "occurred_at": None,
        "sequence": None,
    }
    heard = {"text": form["SpeechResult"], "confidence": 0.9, "digits": "", "recording_url": None} if turn else None
    headers = {name: event["headers"][name] for name in KEPT}
    parameters = (integration_id, Jsonb(happened), Jsonb(headers), body, turn, Jsonb(heard) if heard else None)
    with sql.timed():
        recalled = conn.execute(RECALL, parameters).fetchone()
        assert recalled
        said = (recalled["value"]["call_id"], turn, Jsonb(REPLY), Jsonb([]), Jsonb({"recall": 1}))
        kept = conn.execute(RECORD, said).fetchone()
    assert kept
    onward = (
        f"https://{event['requestContext']['domainName']}{event['rawPath'].rpartition('/')[0]}/turn?turn={turn + 1}"
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="speech dtmf" method="POST" language="de-DE" '
        f'speechTimeout="auto" action="{escape(onward)}"><Say language="de-DE">{escape(kept["value"]["text"])}</Say></Gather></Response>'
    )
    return {"statusCode": 200, "headers": {"content-type": "text/xml"}, "body": document, "isBase64Encoded": False}


def take_delivery(event: dict[str, Any], conn: Connection, company_id: str, integration_id: str) -> dict[str, Any]:
    """Put a status callback into a table without keys, checks, policies or indexes."""
    found = read(event)
    if found is None:
        return {"statusCode": 403}
    form, body = found
    headers = {name: event["headers"][name] for name in KEPT}
    key = f"status:{form['CallSid']}:{form['CallStatus']}:{form['SequenceNumber']}"
    conn.execute(RAW_INSERT, (company_id, integration_id, key, "status", Jsonb(headers), body))
    return {
        "statusCode": 200,
        "headers": {"content-type": "text/xml"},
        "body": "<Response />",
        "isBase64Encoded": False,
    }
