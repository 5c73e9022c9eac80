"""An RPC is called with arguments that are more than they should be: SQL in a text, a foreign company in a JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.supabase.test_access_matrix import CALLS, SAMPLE_VALUES, SUBJECTS, World, an_id, read_world, table_of
from tests.support.probe import Filled
from tests.support.rows import OURS, STRANGER, THEIRS

OWNER = next(subject for subject in SUBJECTS if subject.name == "the owner")
TEXTS = (
    "it's ' odd", "'; update public.companies set name = 'pwned'; --", "' or true --", "$$", '"', "\\", "%", "%s %I %L", "{}", "\u202e", "a\nb",
    "x" * 20_000, "{{company}}", "../../etc/passwd", "$(reboot)", "'||(select string_agg(email, ',') from public.profiles)||'",
)  # fmt: skip
JSONS: tuple[Any, ...] = (
    {"company_id": str(THEIRS), "id": str(THEIRS), "profile_id": str(STRANGER), "role": "owner", "is_active": True},
    {"__proto__": {"role": "owner"}, "constructor": {}, "": ""},
    [], [[[[[]]]]], [{"company_id": str(THEIRS)}], "text", 1e308, None, True, {"a": "'; drop table public.companies; --"},
    {"a": {"b": {"c": {"d": {"e": {}}}}}}, {"$where": "1=1"}, {"x": "x" * 20_000},
)  # fmt: skip
# What would mean that an argument was read as SQL, or that a shape was not thought of; a refusal in words is fine.
UNTHOUGHT = ("42", "XX", "0A", "P0", "2F", "38", "39", "26", "34")


@pytest.fixture(scope="module")
def world(two_companies: Filled) -> Iterator[World]:
    with two_companies.database.connect() as conn:
        yield read_world(conn, two_companies.failed)


def attacks(world: World) -> Iterator[tuple[str, str]]:
    """(what is called and how, the statement): each text and JSON parameter of each RPC in turn."""
    for function in world.conn.execute(CALLS).fetchall():
        if not function["name"].startswith("public.") or function["is_trigger"]:
            continue
        names = function["names"] or []
        for asked, kind in enumerate(function["types"]):
            hostile = {"text": TEXTS, "jsonb": tuple(json.dumps(each) for each in JSONS)}.get(kind, ())
            for value in hostile:
                values = []
                for n, each in enumerate(function["types"]):
                    if n == asked:
                        values.append("'" + value.replace("'", "''") + "'")
                    elif each == "uuid":
                        values.append(an_id(world, table_of(names[n], world.tables), OURS))
                    else:
                        values.append(
                            SAMPLE_VALUES.get(each, f"(enum_range(null::{each}))[1]" if "." in each else "null")
                        )
                arguments = ", ".join(f"{value}::{each}" for value, each in zip(values, function["types"], strict=True))
                yield (
                    f"{function['name']}({names[asked]} = {value[:60]!r})",
                    f"select * from {function['name']}({arguments}) as answer",
                )


def test_no_argument_is_read_as_more_than_it_is(world: World) -> None:
    tried = list(attacks(world))
    assert len(tried) > 100
    said = world.run(OWNER, [statement for _, statement in tried], triggers=True)
    strange = [
        f"{what}: {answer[:200]}"
        for (what, _), answer in zip(tried, said, strict=True)
        if answer.startswith(UNTHOUGHT) and not answer.startswith("42501")
    ]
    assert not strange, "\n" + "\n".join(strange)


def test_whatever_is_said_the_other_company_stays_as_it_was(world: World) -> None:
    digests = " || ".join(
        f"(select coalesce(string_agg(md5(t::text), '' order by t::text), '') from {name} t where {table.tenant} = '{THEIRS}')"
        for name, table in world.tables.items()
        if table.tenant and name.startswith("public.")
    )
    with world.conn.transaction(force_rollback=True):
        before = world.conn.execute(f"select md5({digests}) as all".encode()).fetchone()
        # All of them one after the other, kept: none is undone before we look.
        world.conn.execute(
            "select set_config('request.jwt.claims', %s, true)",
            (json.dumps({"role": "authenticated", "sub": str(OWNER.person)}),),
        )
        world.conn.execute("set local role authenticated")
        for _, statement in attacks(world):
            world.conn.execute("savepoint attempt")
            try:
                world.conn.execute(statement.encode())
            except Exception:  # noqa: BLE001  what is refused is refused; the other test looks at the words
                world.conn.execute("rollback to savepoint attempt")
        world.conn.execute("reset role")
        assert world.conn.execute(f"select md5({digests}) as all".encode()).fetchone() == before
