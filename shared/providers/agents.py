"""Vendors that do more than carry a call: they ask for words as of a model, and for deeds as of a tool.

A vendor stands here with what it can; what it is as a telephone stands in `telephones`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from shared.domain.calls import CallEvent, Reply
from shared.providers.catalogue import Catalogue

if TYPE_CHECKING:
    from shared.providers.tool_calls import Result, ToolCalls
    from shared.providers.words import Words


class Stream(Protocol):
    """A reply on its way, in pieces that can leave as they are made."""

    def begin(self) -> str: ...
    def piece(self, words: str) -> str: ...
    def end(self, reply: Reply) -> str: ...


class ModelClient(Protocol):
    """A vendor that asks us for words as it would ask a model."""

    STREAM_TYPE: str

    def asked(self, body: bytes) -> Words: ...
    def wants_stream(self, body: bytes) -> bool: ...
    def stream(self, *, name: str, created: int, tools: frozenset[str] | None) -> Stream: ...
    def whole(self, reply: Reply, *, name: str, created: int, tools: frozenset[str] | None) -> str: ...


class ToolUser(Protocol):
    """A vendor whose own agent asks us to do things."""

    CONTENT_TYPE: str

    def asked(self, body: bytes) -> ToolCalls: ...
    def render(self, results: Sequence[Result]) -> str: ...


class Questioner(Protocol):
    """A vendor that asks among what it tells, and can be asked for what it left out."""

    def transferring(self, body: bytes) -> CallEvent | None:
        """The call of which it is asked where its caller is to be put through; None if that is not asked."""

    def answer(self, body: bytes, *, to: str | None, whisper: str | None) -> str: ...
    def left_out(self, event: CallEvent, credential: Mapping[str, str], *, base_url: str | None) -> bytes | None: ...


def _vapi_words() -> ModelClient:
    from shared.providers.vapi import completions

    return completions


def _vapi_tools() -> ToolUser:
    from shared.providers.vapi import tools

    return tools


def _vapi_questions() -> Questioner:
    from shared.providers.vapi import questions

    return questions


def _retell_tools() -> ToolUser:
    from shared.providers.retell import tools

    return tools


MODEL_CLIENTS: Mapping[str, ModelClient] = Catalogue(vapi=_vapi_words)
TOOL_USERS: Mapping[str, ToolUser] = Catalogue(vapi=_vapi_tools, retell=_retell_tools)
QUESTIONERS: Mapping[str, Questioner] = Catalogue(vapi=_vapi_questions)
