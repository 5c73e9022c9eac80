"""Dashboards: a person's own, in a company they belong to, and bounded in every direction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest


def dashboard(db: Connection, name: str = "Heute", person: UUID = SALON_OWNER, **more: object) -> UUID:
    columns: dict[str, object] = {"company_id": SALON, "profile_id": person, "name": name} | more
    row = db.execute(
        f"insert into public.dashboards ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id".encode(),
        list(columns.values()),
    ).fetchone()
    assert row
    found: UUID = row["id"]
    return found


def widget(db: Connection, on: UUID, position: int = 0, **more: object) -> None:
    columns: dict[str, object] = {
        "company_id": SALON, "profile_id": SALON_OWNER, "dashboard_id": on, "type": "calls", "position": position,
    } | more  # fmt: skip
    db.execute(
        f"insert into public.dashboard_widgets ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))})".encode(),
        list(columns.values()),
    )


def all_names(db: Connection) -> list[str]:
    return [row["name"] for row in db.execute("select name from public.dashboards order by name")]


def test_a_dashboard_is_seen_and_changed_by_its_person_alone(db: Connection, act_as: ActAs) -> None:
    other = make_member(db, "owner")
    made = dashboard(db)
    widget(db, made)
    for who in (other, DENTIST_OWNER):
        with act_as(who):
            for table in ("dashboards", "dashboard_widgets"):
                assert db.execute(f"select * from public.{table}".encode()).fetchall() == []
                assert db.execute(f"delete from public.{table}".encode()).rowcount == 0
            assert db.execute("update public.dashboards set name = 'x'").rowcount == 0
            assert db.execute("update public.dashboard_widgets set title = 'x'").rowcount == 0
    assert all_names(db) == ["Heute"]
    with act_as(SALON_OWNER):
        assert db.execute("update public.dashboard_widgets set title = 'Anrufe'").rowcount == 1
        assert db.execute("update public.dashboards set name = 'Morgen'").rowcount == 1
    assert all_names(db) == ["Morgen"]


@pytest.mark.parametrize(
    ("company", "person"),
    [(SALON, SALON_OWNER), (DENTIST, SALON_OWNER), (SALON, DENTIST_OWNER)],
    ids=["somebody else's", "as somebody else elsewhere", "one's own where one is no member"],
)
def test_nobody_makes_a_dashboard_for_another_or_elsewhere(
    db: Connection, act_as: ActAs, company: UUID, person: UUID
) -> None:
    # Without RETURNING, which would ask the policy for reading, too.
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(DENTIST_OWNER):
        db.execute(
            "insert into public.dashboards (company_id, profile_id, name) values (%s, %s, 'x')", (company, person)
        )
    assert all_names(db) == []


def test_a_colleague_makes_no_dashboard_in_ones_name(db: Connection, act_as: ActAs) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(make_member(db, "owner")):
        db.execute(
            "insert into public.dashboards (company_id, profile_id, name) values (%s, %s, 'x')", (SALON, SALON_OWNER)
        )
    assert all_names(db) == []


def test_a_widget_cannot_be_put_on_somebody_elses_dashboard(db: Connection, act_as: ActAs) -> None:
    other = make_member(db, "owner")
    theirs = dashboard(db, person=other)
    with pytest.raises(psycopg.errors.ForeignKeyViolation), act_as(SALON_OWNER):
        widget(db, theirs)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        widget(db, theirs, profile_id=other)
    assert db.execute("select * from public.dashboard_widgets").fetchall() == []


def test_who_leaves_the_company_leaves_no_dashboard(db: Connection, act_as: ActAs) -> None:
    leaver = make_member(db, "viewer")
    widget(db, dashboard(db, person=leaver), profile_id=leaver)
    db.execute("delete from public.company_members where profile_id = %s", (leaver,))
    assert all_names(db) == []
    assert db.execute("select * from public.dashboard_widgets").fetchall() == []


@pytest.mark.parametrize("table", ["dashboards", "dashboard_widgets"])
def test_a_dashboard_is_not_moved_even_between_ones_own_companies(db: Connection, act_as: ActAs, table: str) -> None:
    widget(db, dashboard(db))
    db.execute(
        "insert into public.company_members (company_id, profile_id, role) values (%s, %s, 'viewer')",
        (DENTIST, SALON_OWNER),
    )
    db.execute(f"grant update on public.{table} to authenticated".encode())
    with pytest.raises(psycopg.Error, match="tenant_moved"), act_as(SALON_OWNER):
        db.execute(f"update public.{table} set company_id = %s".encode(), (DENTIST,))
    with act_as(DENTIST_OWNER):
        assert db.execute(f"select * from public.{table}".encode()).fetchall() == []
    assert db.execute(f"select distinct company_id from public.{table}".encode()).fetchall() == [{"company_id": SALON}]


def test_a_new_default_takes_the_place_of_the_old_one_and_of_nobody_elses(db: Connection, act_as: ActAs) -> None:
    other = make_member(db, "owner")
    dashboard(db, "theirs", other, is_default=True)
    first = dashboard(db, "first", is_default=True)
    with act_as(SALON_OWNER):
        dashboard(db, "second", is_default=True)

    def defaults() -> list[str]:
        rows = db.execute("select name from public.dashboards where is_default order by name")
        return [row["name"] for row in rows]

    assert defaults() == ["second", "theirs"]
    with act_as(SALON_OWNER):
        db.execute("update public.dashboards set is_default = true where id = %s", (first,))
    assert defaults() == ["first", "theirs"]
    db.execute("set local session_replication_role = replica")
    with pytest.raises(psycopg.errors.UniqueViolation, match="dashboards_one_default"), db.transaction():
        db.execute("update public.dashboards set is_default = true")


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"position": 50}, "dashboard_widgets_at_most_fifty"),
        ({"position": -1}, "dashboard_widgets_at_most_fifty"),
        ({"width": 13}, "dashboard_widgets_width_1_to_12"),
        ({"height": 0}, "dashboard_widgets_height_1_to_12"),
        ({"type": "<script>"}, "dashboard_widgets_type_plain"),
        ({"title": "x" * 121}, "dashboard_widgets_title_short"),
        ({"config": "[]"}, "dashboard_widgets_config_is_a_small_object"),
        ({"config": '{"x": "' + "x" * 20000 + '"}'}, "dashboard_widgets_config_is_a_small_object"),
    ],
)
def test_a_widget_beyond_its_bounds_is_refused_by_name(db: Connection, columns: dict[str, object], rule: str) -> None:
    made = dashboard(db)
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        widget(db, made, **columns)  # type: ignore[arg-type]
    assert db.execute("select * from public.dashboard_widgets").fetchall() == []


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"name": "  "}, "dashboards_name_short_and_not_blank"),
        ({"name": "x" * 121}, "dashboards_name_short_and_not_blank"),
        ({"layout": "[]"}, "dashboards_layout_is_a_small_object"),
        ({"layout": '{"x": "' + "x" * 20000 + '"}'}, "dashboards_layout_is_a_small_object"),
    ],
)
def test_a_dashboard_beyond_its_bounds_is_refused_by_name(
    db: Connection, columns: dict[str, object], rule: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        dashboard(db, **columns)  # type: ignore[arg-type]
    assert all_names(db) == []


def test_two_widgets_change_places_in_one_statement_but_share_none(db: Connection, act_as: ActAs) -> None:
    made = dashboard(db)
    widget(db, made, 0)
    widget(db, made, 1)
    with act_as(SALON_OWNER):
        db.execute("update public.dashboard_widgets set position = 1 - position")
        with pytest.raises(psycopg.errors.UniqueViolation, match="one_per_position"), db.transaction():
            db.execute("update public.dashboard_widgets set position = 3")


def test_a_person_saves_and_opens_a_dashboard_over_rest(database: Database, rest: Rest) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    board: Any = {"company_id": str(SALON), "name": "Heute", "is_default": True, "layout": {"columns": 12}}
    made: Any = owner.table("dashboards").insert(board).execute().data
    tiles: Any = [
        {"company_id": str(SALON), "dashboard_id": made[0]["id"], "type": kind, "position": n, "config": {"days": 7}}
        for n, kind in enumerate(["calls", "revenue"])
    ]
    owner.table("dashboard_widgets").insert(tiles).execute()
    opened: Any = (
        owner.table("dashboards").select("name, dashboard_widgets(type, position, config)")
        .eq("company_id", str(SALON)).eq("is_default", value=True).execute().data
    )  # fmt: skip
    assert opened[0]["name"] == "Heute"
    assert sorted(each["type"] for each in opened[0]["dashboard_widgets"]) == ["calls", "revenue"]
