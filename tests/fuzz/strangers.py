"""What strangers might send: what vendors sent, with anything in any of its places, and bytes that are nothing at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from hypothesis import strategies as st

from tests.support.calls import SALON_NUMBER
from tests.support.wire import HERE

# Theirs in the recorded bodies, and the salon's: so that what is read leads somewhere.
_RECORDED_NUMBER = "+46846500400"

text = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=st.characters(codec=None), max_size=10),
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "\ud800",
            "é" * 5000,
            "0",
            "-1",
            "1e999",
            "NaN",
            "null",
            "true",
            SALON_NUMBER,
            "+4915255501234",
            "+0",
            "anonymous",
            "2026-11-21T10:00:00Z",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "1795168800",
            "9" * 400,
            "https://recordings.example/RE1",
            "javascript:alert(1)",
            "../../etc/passwd",
            "'; drop table public.calls; --",
            "<Response><Dial>+1</Dial></Response>",
            "${7*7}{{7*7}}%s%n",
            "completed",
            "in-progress",
            "ringing",
            "inbound",
            "outbound-api",
            "outbound",
            "\u202e\u2066",
        ]
    ),
)
scalar = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**63, 10**30, 1795168800, 1795168800000, 10**400]),
    st.floats(),
    text,
)
anything = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
junk = st.one_of(
    st.binary(max_size=120),
    st.sampled_from(
        [b"", b"{", b"[]", b"{}", b"null", b"[" * 3000, b"\xff\xfe", b'{"a":1,"a":2}', b"=&=&=", b"%", b"%ff=%00"]
    ),
)


def examples(pattern: str) -> list[bytes]:
    """Recorded bodies, as if the salon had been called."""
    files = sorted(HERE.glob(pattern))
    assert files, pattern
    salon = SALON_NUMBER
    return [
        file.read_bytes()
        .replace(quote(_RECORDED_NUMBER, safe="").encode(), quote(salon, safe="").encode())
        .replace(_RECORDED_NUMBER.encode(), salon.encode())
        for file in files
    ]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _places(each, (*path, name))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _places(each, (*path, at))


@st.composite
def like_json(draw: st.DrawFn, recorded: list[bytes]) -> bytes:
    """One of the recorded objects with up to four of its places changed, emptied or made to be there twice."""
    whole: Any = copy.deepcopy(json.loads(draw(st.sampled_from(recorded))))
    for _ in range(draw(st.integers(0, 4))):
        places = list(_places(whole))
        if not places:
            break
        *path, last = draw(st.sampled_from(places))
        parent = whole
        for name in path:
            parent = parent[name]
        if draw(st.integers(0, 4)) == 0:
            del parent[last]
        else:
            parent[last] = draw(anything)
    body = json.dumps(whole, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0 and body[:1] == b"{" and len(body) > 2:
        body = b'{"event":"x",' + body[1:]
    return body


@st.composite
def like_form(draw: st.DrawFn, recorded: list[bytes]) -> bytes:
    """One of the recorded forms with up to four parameters changed, dropped, added or repeated."""
    body = draw(st.sampled_from(recorded))
    pairs = parse_qsl(body.decode(), keep_blank_values=True)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(pairs) - 1, 0)))
        match draw(st.sampled_from(["change", "drop", "add", "repeat", "rename"])):
            case "change" if pairs:
                pairs[at] = (pairs[at][0], draw(text))
            case "drop" if pairs:
                del pairs[at]
            case "add":
                pairs.append((draw(st.sampled_from(NAMES) | text), draw(text)))
            case "repeat" if pairs:
                pairs.append((pairs[at][0], draw(text)))
            case "rename" if pairs:
                pairs[at] = (draw(text), pairs[at][1])
    return urlencode(pairs, errors="surrogatepass").encode()


# One of each kind that JSON knows, and the numbers and texts that read like another kind.
ODD: tuple[Any, ...] = (None, True, 0, -1, 0.5, 10**400, "", "\x00", "1e999", "x" * 300, [], ["x"], [[]], {}, {"x": {}})


def one_place_changed(recorded: list[bytes]) -> Iterator[bytes]:
    """Each of the recorded objects with each of its places, one at a time, left out or of another kind."""
    for body in recorded:
        whole = json.loads(body)
        for *path, last in list(_places(whole)):
            parent = whole
            for name in path:
                parent = parent[name]
            was = parent[last]
            for odd in ODD:
                parent[last] = odd
                yield json.dumps(whole).encode()
            if isinstance(parent, dict):
                del parent[last]
                yield json.dumps(whole).encode()
            parent[last] = was


def changed_in_one_place(provider: str) -> Iterator[bytes]:
    """Everything recorded of a provider that is an object, changed so."""
    return one_place_changed(_objects(OBJECTS[provider]))


# Of everything that any form of a provider has told.
NAMES = sorted(
    {
        name
        for pattern in ("twilio/*.form", "telnyx/*.form")
        for file in HERE.glob(pattern)
        for name, _ in parse_qsl(file.read_text(), keep_blank_values=True)
    }
    | {"HandoffData", "SessionStatus", "RecordingUrl", "RecordingSid", "RecordingStatus", "DialCallStatus", "Digits"}
)

FORMS = {"twilio": "twilio/*.form", "telnyx": "telnyx/*.form"}
OBJECTS = {
    "twilio": "twilio/*.json",
    "telnyx": "telnyx/*.json",
    "vapi": "vapi/*.json",
    "retell": "retell/*.json",
}


@lru_cache
def bodies(provider: str) -> st.SearchStrategy[bytes]:
    """Anything that could come from, or in the name of, a provider."""
    kinds = [like_json(_objects(OBJECTS[provider])), junk]
    if provider in FORMS:
        kinds += [like_form(examples(FORMS[provider]))] * 2
    return st.one_of(kinds)


def _objects(pattern: str) -> list[bytes]:
    return [each for each in examples(pattern) if each.lstrip()[:1] == b"{"]
