"""The price of a turn without a model: our handler against one written by hand, with the same two statements."""

from __future__ import annotations

import secrets
from typing import Any
from xml.sax.saxutils import escape

from benchmarks import by_hand
from benchmarks.ground import SALON
from benchmarks.measuring import Bar, Report, Series, quietly
from benchmarks.wire import form, signed_event
from functions.voice_call import handler as voice
from local.events import Context
from shared.domain import receptionist
from shared.domain.calls import Reply, Then
from tests.support.database import Database

TURNS = 8
# Nothing here touches data: hours, prices, half a booking, a thank-you. So every turn is two round trips.
SENTENCES = (
    "Wann haben Sie geöffnet?",
    "Was kostet ein Herrenhaarschnitt?",
    "Ich hätte gern einen Termin.",
    "Wo finde ich Sie?",
)
FIXED = Reply(by_hand.SAID, "de", Then.LISTEN, None, {"step": "when"})

RATIO_BAR, P99_BAR_MS = 1.5, 12.0


def run(database: Database, *, calls: int) -> Report:
    token = database.one("select webhook_token, id::text from public.integrations where name is not null and company_id = "
                         "(select company_id from public.phone_numbers where number = %s)", SALON.number)  # fmt: skip
    path = f"/voice/twilio/{token['webhook_token']}"
    theirs, fixed, whole = Series("by hand"), Series("our handler, fixed reply"), Series("our handler, receptionist")
    sql, thinking = Series("the two statements alone (by hand)"), Series("the receptionist alone")
    think, greet = receptionist.respond, receptionist.greet

    def thinking_timed(*arguments: Any, **more: Any) -> Reply:
        with thinking.timed():
            return think(*arguments, **more)

    with database.connect("fn_voice") as conn, quietly():
        conn.prepare_threshold = None

        def ask(variant: Series, sid: str, number: int, record: bool) -> None:
            parameters = form(sid, "in-progress", SpeechResult=SENTENCES[number % len(SENTENCES)], Confidence="0.93") if number else form(sid, "ringing")  # fmt: skip
            event = signed_event(f"{path}/turn" if number else f"{path}/incoming", f"turn={number}" if number else "", parameters)  # fmt: skip
            receptionist.greet = greet if variant is whole else lambda *_, **__: FIXED
            receptionist.respond = thinking_timed if variant is whole else lambda *_, **__: FIXED
            series = variant if record else Series("not counted")
            with series.timed():
                if variant is theirs:
                    answer = by_hand.answer_turn(event, conn, token["id"], sql if record else Series("not counted"))
                else:
                    answer = voice.handler(event, Context("voice_call"))
            assert answer["statusCode"] == 200, answer
            assert "<Gather" in answer["body"], answer["body"]
            # The turn imports the receptionist when it needs it; if that changes, so must the way it is replaced here.
            assert (escape(by_hand.SAID) in answer["body"]) is (variant is not whole), answer["body"]

        try:
            for number_of_call in range(calls):
                variants = [theirs, fixed, whole]
                sids = {variant.name: f"CA{secrets.token_hex(16)}" for variant in variants}
                for number in range(TURNS + 1):
                    # Who goes first changes from turn to turn.
                    shift = (number + number_of_call) % 3
                    for variant in variants[shift:] + variants[:shift]:
                        ask(variant, sids[variant.name], number, record=number > 0 and number_of_call > 0)
        finally:
            receptionist.respond, receptionist.greet = think, greet

    rows = [
        [each.name, len(each.wall_ms), each.p50, each.p99, each.cpu, each.p50 / theirs.p50]
        for each in (theirs, fixed, whole, sql, thinking)
    ]
    return Report(
        "A turn without a model",
        ["ms", "samples", "p50", "p99", "own CPU, mean", "p50 to by hand"],
        rows,
        [
            Bar("turn with a fixed reply to by hand, p50", fixed.p50 / theirs.p50, RATIO_BAR),
            Bar("turn with a fixed reply, p99", fixed.p99, P99_BAR_MS, unit=" ms"),
        ],
        ["Signed Function URL events; credential remembered, connection warm; two round trips each."],
    )
