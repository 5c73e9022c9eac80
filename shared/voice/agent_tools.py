"""The tools of a call for an agent that is not ours: a vendor's own model asks with JSON, one plain sentence answers.

    recall = telephony.recall_turn(...)                      # or whatever else knows the call
    text = use_for_agent(
        "book_appointment", {"service": "Bartpflege", "day": "Mittwoch", "time": "10 Uhr"},
        business=recall.business, caller=recall.caller, tools=Desk(database_url, recall.call_id), now=now,
    )

The vendor's model speaks by itself and may retry, repeat and overtake itself. So nothing is kept between two uses: each is
given everything that it is about, and what takes effect does so once by its content (call, intent, arguments; the database
says so), and is answered in the same words when repeated. What it may not do the database refuses, whatever it was talked
into. Days, prices and codes in the answers are rendered by code, in the business's language or the one given.

`AGENT_TOOLS` is the list to give to a vendor: name, description and JSON schema of the parameters. Passing the call on and
hanging up are missing in it on purpose: these are the platforms' own tools, told in their own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.domain.business import Business, Caller
from shared.domain.receptionist.languages import FALLBACK, WORDINGS
from shared.domain.receptionist.memory import Memory
from shared.domain.receptionist.turn import Desk
from shared.domain.tools import Tools
from shared.voice import toolbox

_THE_PLATFORMS_OWN = ("transfer_to_person", "end_call")

AGENT_TOOLS: tuple[dict[str, Any], ...] = tuple(
    each["function"] for each in toolbox.TOOLS if each["function"]["name"] not in _THE_PLATFORMS_OWN
)


def use_for_agent(
    name: str,
    arguments: Mapping[str, Any],
    *,
    business: Business,
    caller: Caller,
    tools: Tools,
    now: datetime,
    language: str | None = None,
) -> str:
    """Do what a vendor's agent asked for, and say what came of it. Arguments that are no text are left out.

    `now` is aware; `language` ISO 639-1, None for the business's. Never empty. An unknown tool is answered, not raised:
    the agent can go on. Raises what the tools raise: Refusal, DatabaseUnavailable.
    """
    spoken = next((each for each in (language, business.language) if each in WORDINGS), FALLBACK)
    desk = Desk(business, caller, tools, now, spoken)
    try:
        result = toolbox.use(name, arguments, desk, Memory(language=spoken), "")
    except toolbox.UnknownToolError:
        return "There is no such tool."
    return " ".join(result.text.split())
