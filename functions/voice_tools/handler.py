"""Do what a vendor's own agent asks for in a call: the tools of the desk, each answered with a plain sentence.

POST  /voice/{provider}/{token}/tools
As    fn_voice
Says  200 with what came of it, whatever fails inside · 403 not_signed · 404 not_found · 422 args_at_root
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from time import perf_counter

from shared.db import turns
from shared.db.again import once_more
from shared.db.connection import connect
from shared.db.doors import Door, Doors
from shared.db.refusals import Forbidden, NotFound
from shared.db.turns import Recall
from shared.providers.agents import TOOL_USERS, ToolUser
from shared.providers.refusals import NothingToKeep, NotUnderstood
from shared.providers.telephones import TELEPHONES
from shared.providers.tool_calls import Result, ToolCall, ToolCalls
from shared.runtime import config, log, metrics, problems
from shared.runtime.endpoint import Answer, CallPath, Request
from shared.runtime.problems import Problem
from shared.voice.admission import admit
from shared.voice.desk import Desk
from shared.voice.settings import ToolSettings

# The call as it went so far comes with every request.
MAX_BODY_BYTES = 1024 * 1024
# Behind every turn of the call: what is recalled is all that was said.
AFTER_ALL_TURNS = 1_000_000

# For the agent to read, not to say: it speaks the caller's language, whatever this is in.
FAULT = (
    "That did not work: there is a technical fault. Nothing was done. Apologise, and offer that somebody calls back."
)
NOT_READ = "Nothing was done: the arguments could not be read. Send a JSON object."
NO_CALL = "Nothing was done: this call is over, or not one of ours."
ARGS_ONLY = 'Turn off "Payload: args only" for this function: the request has to name the call and the function.'


def _unread(provider: str, token: str) -> Answer:  # noqa: ARG001  (the names in the path)
    """The answer to a request that is too large to be read, so nobody is proven: that nothing was done."""
    user = TOOL_USERS.get(provider)
    if user is None:
        raise problems.not_found()
    return Answer(200, user.render([]), user.CONTENT_TYPE)


handler = CallPath("voice_tools", max_body_bytes=MAX_BODY_BYTES, unread=_unread)
doors = Doors()
journal = log.Journal("voice_tools")


@handler.post("/voice/{provider}/{token}/tools")
def use(request: Request, provider: str, token: str) -> Answer:
    """Use the tools that are asked for, in their order. An agent throws away whatever does not come with 200."""
    user = TOOL_USERS.get(provider)
    if user is None:
        raise problems.not_found()
    try:
        settings = config.read(ToolSettings)
        door = admit(doors, request, provider=provider, token=token, vendor=TELEPHONES[provider], settings=settings)
    except (NotFound, Forbidden):
        raise
    except Exception as error:  # noqa: BLE001  (nobody is proven yet, but it may be a call: an answer, and no data)
        journal.error("door_not_opened", **log.fault(error))
        return Answer(200, user.render(_all(_calls(user, request.body), FAULT)), user.CONTENT_TYPE)
    try:
        asked = user.asked(request.body)
    except NotUnderstood as unclear:
        journal.warning("request_not_understood", integration_id=str(door.integration_id), reason=unclear.reason)
        if unclear.reason == "args_at_root":
            raise Problem(422, "args_at_root", ARGS_ONLY) from unclear
        return Answer(200, user.render([]), user.CONTENT_TYPE)
    except NothingToKeep:
        return Answer(200, user.render(_all(_calls(user, request.body), NO_CALL)), user.CONTENT_TYPE)
    results = _use(asked, request, provider, door, settings)
    # A tool that could not be used is an answer, too; one that broke is not.
    metrics.milliseconds(
        "voice_call_latency",
        (perf_counter() - request.begun) * 1000,
        by={
            "company": str(door.company_id),
            "way": "tools",
            "success": str(all(each.text != FAULT for each in results)).lower(),
        },
        beside={"tools": len(results)},
    )
    return Answer(200, user.render(results), user.CONTENT_TYPE)


def _use(asked: ToolCalls, request: Request, provider: str, door: Door, settings: ToolSettings) -> list[Result]:
    try:
        headers = TELEPHONES[provider].kept_headers(request.headers)
        recall = once_more(
            lambda: turns.recall_turn(
                connect(settings.database_url),
                integration_id=door.integration_id,
                event=asked.event,
                headers=headers,
                body=request.body,
                turn=AFTER_ALL_TURNS,
                heard=None,
            )
        )
        known: dict[str, str] = {}
        if recall.call_id is not None:
            ids = [each.id for each in asked.calls if each.is_named]
            known = turns.find_tool_answers(connect(settings.database_url), call_id=recall.call_id, ids=ids)
        return [
            Result(each.id, each.name, known[each.id]) if each.id in known else _use_one(each, recall, settings)
            for each in asked.calls
        ]
    except Exception as error:  # noqa: BLE001  (a live call gets an answer, whatever broke)
        journal.error("tools_failed", integration_id=str(door.integration_id), **log.fault(error))
        return _all(asked.calls, FAULT)


def _use_one(call: ToolCall, recall: Recall, settings: ToolSettings) -> Result:
    """What came of one call, in the words that its id was answered with first; a fault in one leaves the others."""
    if recall.call_id is None or recall.business is None or recall.caller is None:
        return Result(call.id, call.name, NO_CALL, ok=False)
    if call.arguments is None:
        return Result(call.id, call.name, NOT_READ, ok=False)
    # The receptionist's grammar takes a while to load: with the first call, not with the function.
    from shared.voice.agent_tools import use_for_agent

    try:
        text = use_for_agent(
            call.name,
            call.arguments,
            business=recall.business,
            caller=recall.caller,
            tools=Desk(settings.database_url, recall.call_id),
            now=datetime.now(UTC),
        )
        if call.is_named:
            text = turns.keep_tool_answer(connect(settings.database_url), call_id=recall.call_id, id=call.id, text=text)
    except Exception as error:  # noqa: BLE001  (the agent has to hear of it)
        journal.error("tool_failed", call_id=str(recall.call_id), **log.fault(error))
        return Result(call.id, call.name, FAULT, ok=False)
    return Result(call.id, call.name, text)


def _calls(user: ToolUser, body: bytes) -> tuple[ToolCall, ...]:
    try:
        return user.asked(body).calls
    except (NotUnderstood, NothingToKeep):
        return ()


def _all(calls: Iterable[ToolCall], text: str) -> list[Result]:
    return [Result(each.id, each.name, text, ok=False) for each in calls]
