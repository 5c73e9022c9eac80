"""Assistants: made from a template, edited, deployed, taken back; and a call says which version spoke."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError
from supabase import Client

from shared.domain.calls import CallStatus
from tests.conftest import ActAs
from tests.support.calls import DENTIST_OWNER, SALON, SALON_OWNER, LiveCall, ring
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest

LINDE = UUID("a1000000-0000-4000-8000-000000000031")
LANGUAGES = {"de", "sv", "en"}
CATEGORIES = {"customer-service", "sales", "appointment", "lead-gen", "general"}
# What every prompt says in its language: what is never done, that it is a machine, and the way to a person.
NEVER = {"de": "Das tust du nie:", "sv": "Det här gör du aldrig:", "en": "What you never do:"}
MACHINE = {
    "de": ("digitale Assistent", "digitalen Assistenten"),
    "sv": ("digitala assistent",),
    "en": ("digital assistant",),
}
PRETENCE = {"de": "als Mensch ausgeben", "sv": "åtsas vara en människa", "en": "retend to be human"}
PERSON = {"de": "wird verbunden", "sv": "kopplas vidare", "en": "is put through"}
READ_BACK = {"de": "ein klares Ja", "sv": "ett tydligt ja", "en": "a clear yes"}
# Edited and never heard: everything else of an assistant is frozen with the version.
NOT_HEARD = {
    "id", "company_id", "template_id", "description", "status", "analytics_enabled", "webhook_url", "webhook_events", "tags",
    "metadata", "deployed_version_id", "last_used_at", "created_at", "updated_at",
}  # fmt: skip


def templates(db: Connection) -> list[dict[str, Any]]:
    return db.execute("select * from public.assistant_templates order by name, language").fetchall()


def assistant(db: Connection, assistant_id: UUID = LINDE) -> dict[str, Any]:
    row = db.execute("select *, status::text from public.assistants where id = %s", (assistant_id,)).fetchone()
    assert row
    return row


def deploy(db: Connection, assistant_id: UUID = LINDE) -> dict[str, Any]:
    row = db.execute("select * from public.deploy_assistant(%s)", (assistant_id,)).fetchone()
    assert row
    return row


def versions(db: Connection, assistant_id: UUID = LINDE) -> list[tuple[int, str]]:
    rows = db.execute(
        "select version, first_message from public.assistant_versions where assistant_id = %s order by 1",
        (assistant_id,),
    )
    return [(row["version"], row["first_message"]) for row in rows]


def test_every_kind_of_work_has_a_template_in_every_language(db: Connection) -> None:
    found = templates(db)
    by_name: dict[str, set[str]] = {}
    for each in found:
        by_name.setdefault(each["name"], set()).add(each["language"])
    assert len(by_name) >= 5
    assert all(languages == LANGUAGES for languages in by_name.values()), by_name
    assert {each["category"] for each in found} == CATEGORIES
    # One template, one kind of work, whatever the language.
    assert len({(each["name"], each["category"], each["industry"]) for each in found}) == len(by_name)


def test_every_template_is_complete(db: Connection) -> None:
    for each in templates(db):
        name, language = f"{each['name']} {each['language']}", each["language"]
        assert each["is_active"], name
        assert all("{company}" in each[column] for column in ("first_message", "system_prompt")), name
        assert any(word in each["first_message"] for word in MACHINE[language]), name
        for needed in (NEVER, PRETENCE, PERSON, READ_BACK):
            assert needed[language] in each["system_prompt"], (name, needed[language])
        # Heard, not read: the greeting is over in a few seconds, and no sentence of the prompt winds on.
        assert len(each["first_message"]) <= 160, name
        sentences = re.split(r"[.!?:]\s", each["system_prompt"].replace("\n", " "))
        assert max(len(sentence.split()) for sentence in sentences) <= 32, name
        assert 600 <= len(each["system_prompt"]) <= 2500, name
        assert len(each["use_cases"]) >= 3, name
        assert all(each[column] for column in ("description", "display_name", "changelog", "voice_settings")), name
        assert each["required_integrations"] == ["telephony"], name
    texts = [each["system_prompt"] for each in templates(db)]
    assert len(set(texts)) == len(texts)


def test_a_template_with_a_placeholder_that_nobody_fills_is_refused(db: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="assistant_templates_placeholders_known"), db.transaction():
        db.execute("update public.assistant_templates set first_message = 'Hello from {branch}!'")


def test_a_template_becomes_a_draft_in_the_companys_name(db: Connection, act_as: ActAs) -> None:
    template = next(t for t in templates(db) if (t["name"], t["language"]) == ("salon_bookings", "de"))
    admin = make_member(db, "admin")
    with act_as(admin):
        row = db.execute(
            "select public.create_assistant_from_template(%s, %s, ' Lina ') as id", (SALON, template["id"])
        ).fetchone()
    assert row
    made = assistant(db, row["id"])
    assert (made["name"], made["status"], made["language"]) == ("Lina", "draft", "de")
    assert made["first_message"].startswith("Salon Lindenblüte, guten Tag!")
    assert "{" not in made["first_message"] + made["system_prompt"]
    assert (made["template_id"], made["voice_settings"]) == (template["id"], template["voice_settings"])
    used = db.execute("select popularity from public.assistant_templates where id = %s", (template["id"],)).fetchone()
    assert used == {"popularity": 1}


def test_a_template_without_a_name_given_brings_its_own(db: Connection, act_as: ActAs) -> None:
    template = next(t for t in templates(db) if (t["name"], t["language"]) == ("front_desk", "sv"))
    with act_as(SALON_OWNER):
        row = db.execute(
            "select public.create_assistant_from_template(%s, %s) as id", (SALON, template["id"])
        ).fetchone()
    assert row
    assert assistant(db, row["id"])["name"] == "Reception för alla verksamheter"


@pytest.mark.parametrize("who", ["retired", "missing"])
def test_a_template_that_is_not_offered_cannot_be_used(db: Connection, act_as: ActAs, who: str) -> None:
    template = templates(db)[0]["id"] if who == "retired" else uuid4()
    db.execute("update public.assistant_templates set is_active = false")
    with pytest.raises(psycopg.Error, match="template_not_found"), act_as(SALON_OWNER):
        db.execute("select public.create_assistant_from_template(%s, %s)", (SALON, template))
    assert db.execute("select count(*) as n from public.assistants where company_id = %s", (SALON,)).fetchone() == {
        "n": 1
    }


@pytest.mark.parametrize(
    ("plan", "trial", "may"),
    [("free", None, False), ("starter", None, False), ("professional", None, True), ("enterprise", None, True),
     (None, "1 hour", True), (None, "-1 hour", False)],
)  # fmt: skip
def test_a_premium_template_needs_a_plan_that_has_them(
    db: Connection, act_as: ActAs, plan: str | None, trial: str | None, may: bool
) -> None:
    template = templates(db)[0]["id"]
    db.execute("update public.assistant_templates set is_premium = true where id = %s", (template,))
    db.execute("update public.subscriptions set status = 'cancelled', cancelled_at = now() where is_live")
    db.execute("update public.companies set trial_ends_at = now() + %s::interval where id = %s", (trial, SALON))
    if plan:
        db.execute(
            "insert into public.subscriptions (company_id, plan, monthly_price) values (%s, %s, 1)", (SALON, plan)
        )
    make = "select public.create_assistant_from_template(%s, %s)"
    if may:
        with act_as(SALON_OWNER):
            assert db.execute(make, (SALON, template)).fetchone()
    else:
        with pytest.raises(psycopg.Error, match="template_is_premium"), act_as(SALON_OWNER):
            db.execute(make, (SALON, template))
    assert len(db.execute("select 1 from public.assistants where template_id = %s", (template,)).fetchall()) == may


def test_a_version_holds_everything_that_callers_notice(db: Connection) -> None:
    def columns(table: str) -> set[str]:
        rows = db.execute(
            "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = %s",
            (table,),
        )
        return {row["name"] for row in rows}

    frozen = columns("assistants") - NOT_HEARD
    assert frozen == columns("assistant_versions") - {
        "id",
        "company_id",
        "assistant_id",
        "version",
        "deployed_by",
        "created_at",
    }
    # And each of them makes a new version when it changes.
    changes = {
        "name": "X", "first_message": "X", "system_prompt": "X", "model_provider": "X", "model_name": "X", "voice_provider": "X",
        "voice_model": "X", "voice_id": "X", "voice_settings": '{"speed": 2}', "language": "sv", "max_duration": 60,
        "silence_timeout": 9, "interruption_enabled": False, "background_sound": "office", "training_data": '[{"q": "a"}]',
        "fallback_responses": "{X}", "conversation_flow": '{"a": 1}', "recording_enabled": True,
    }  # fmt: skip
    assert set(changes) == frozen
    for number, (column, value) in enumerate(changes.items(), start=2):
        db.execute(f"update public.assistants set {column} = %s where id = %s".encode(), (value, LINDE))
        row = db.execute(
            f"select version, {column}::text as frozen from private.freeze_assistant(%s, null)".encode(), (LINDE,)
        ).fetchone()
        now = db.execute(
            f"select {column}::text as edited from public.assistants where id = %s".encode(), (LINDE,)
        ).fetchone()
        assert row
        assert now
        assert (row["version"], row["frozen"]) == (number, now["edited"]), column


def test_deploying_makes_the_next_version_and_the_same_again_makes_none(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        unchanged = deploy(db)
        db.execute("update public.assistants set description = 'nobody hears this' where id = %s", (LINDE,))
        still = deploy(db)
        db.execute("update public.assistants set first_message = 'Neu.' where id = %s", (LINDE,))
        assert assistant(db)["deployed_version_id"] == unchanged["id"]
        new = deploy(db)
    assert (unchanged["version"], still["id"], new["version"]) == (1, unchanged["id"], 2)
    assert new["deployed_by"] == SALON_OWNER
    assert assistant(db)["deployed_version_id"] == new["id"]
    assert [version for version, _ in versions(db)] == [1, 2]


def test_rolling_back_points_at_the_older_version_and_leaves_the_draft(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        first = deploy(db)
        db.execute("update public.assistants set first_message = 'Neu.' where id = %s", (LINDE,))
        deploy(db)
        back = db.execute("select * from public.roll_back_assistant(%s, 1)", (LINDE,)).fetchone()
        assert back
        assert back["id"] == first["id"]
        assert (assistant(db)["deployed_version_id"], assistant(db)["first_message"]) == (first["id"], "Neu.")
        assert len(versions(db)) == 2
        assert deploy(db)["version"] == 3
        with pytest.raises(psycopg.Error, match="version_not_found"), db.transaction():
            db.execute("select public.roll_back_assistant(%s, 9)", (LINDE,))
    assert len(versions(db)) == 3


def test_a_version_of_another_assistant_is_not_spoken(db: Connection) -> None:
    other = db.execute(
        "insert into public.assistants (company_id, name) values (%s, 'Zwei') returning id", (SALON,)
    ).fetchone()
    assert other
    with (
        pytest.raises(psycopg.errors.ForeignKeyViolation, match="assistants_deployed_version_is_own"),
        db.transaction(),
    ):
        db.execute(
            "update public.assistants set deployed_version_id = (select deployed_version_id from public.assistants where id = %s) where id = %s",
            (LINDE, other["id"]),
        )


@pytest.mark.parametrize(
    "change", ["first_message = 'X'", "version = 7", "deployed_by = (select id from public.profiles limit 1)", "created_at = now()"]
)  # fmt: skip
def test_a_deployed_version_is_never_rewritten(db: Connection, change: str) -> None:
    before = versions(db)
    db.execute("update public.assistant_versions set deployed_by = null")
    with pytest.raises(psycopg.Error, match="version_is_frozen"), db.transaction():
        db.execute(f"update public.assistant_versions set {change}, max_duration = 7".encode())
    with pytest.raises(psycopg.Error, match="version_is_frozen"), db.transaction():
        db.execute(f"update public.assistant_versions set {change}".encode())
    assert versions(db) == before


def test_only_the_account_of_who_deployed_may_be_forgotten(db: Connection, act_as: ActAs) -> None:
    admin = make_member(db, "admin")
    db.execute("update public.assistants set first_message = 'Neu.' where id = %s", (LINDE,))
    with act_as(admin):
        assert deploy(db)["deployed_by"] == admin
    db.execute("delete from auth.users where id = %s", (admin,))
    kept = db.execute("select deployed_by, first_message from public.assistant_versions where version = 2").fetchone()
    assert kept == {"deployed_by": None, "first_message": "Neu."}


def test_what_was_never_deployed_is_not_active(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        made = db.execute(
            "insert into public.assistants (company_id, name) values (%s, 'Zwei') returning id", (SALON,)
        ).fetchone()
        assert made
        with pytest.raises(psycopg.errors.CheckViolation, match="assistants_active_is_deployed"), db.transaction():
            db.execute("update public.assistants set status = 'active' where id = %s", (made["id"],))
        assert assistant(db, made["id"])["status"] == "draft"
        deploy(db, made["id"])
        assert assistant(db, made["id"])["status"] == "active"


def test_an_assistant_that_answers_a_number_is_not_archived(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        for statement in (
            "select public.archive_assistant(%s)",
            "update public.assistants set status = 'archived' where id = %s",
        ):
            with pytest.raises(psycopg.Error, match="assistant_answers_a_number"), db.transaction():
                db.execute(statement, (LINDE,))
        assert assistant(db)["status"] == "active"
        db.execute("update public.phone_numbers set assistant_id = null where assistant_id = %s", (LINDE,))
        db.execute("select public.archive_assistant(%s)", (LINDE,))
        assert assistant(db)["status"] == "archived"


def test_the_archive_is_silent(db: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        db.execute("update public.phone_numbers set assistant_id = null where assistant_id = %s", (LINDE,))
        db.execute("select public.archive_assistant(%s)", (LINDE,))
        for statement in (
            "select public.deploy_assistant(%s)", "select public.roll_back_assistant(%s, 1)",
            "update public.assistants set status = 'active' where id = %s",
            "update public.phone_numbers set assistant_id = %s",
        ):  # fmt: skip
            with pytest.raises(psycopg.Error, match="assistant_archived"), db.transaction():
                db.execute(statement, (LINDE,))
        assert assistant(db)["status"] == "archived"
        db.execute("update public.assistants set status = 'inactive' where id = %s", (LINDE,))
        assert deploy(db)["version"] == 1


@pytest.mark.parametrize("rpc", ["deploy_assistant(%s)", "roll_back_assistant(%s, 1)", "archive_assistant(%s)"])
def test_another_companys_assistant_is_not_there(db: Connection, act_as: ActAs, rpc: str) -> None:
    before = assistant(db)
    said = []
    for asked in (LINDE, uuid4()):
        with pytest.raises(psycopg.Error) as refused, act_as(DENTIST_OWNER):
            db.execute(f"select public.{rpc}".encode(), (asked,))
        said.append((refused.value.sqlstate, refused.value.diag.message_primary, refused.value.diag.message_detail))
    assert said == [("PT404", "assistant_not_found", None)] * 2
    assert assistant(db) == before


@pytest.mark.parametrize("rpc", ["deploy_assistant(%s)", "roll_back_assistant(%s, 1)", "archive_assistant(%s)"])
def test_who_works_with_customers_does_not_deploy(db: Connection, act_as: ActAs, rpc: str) -> None:
    db.execute("update public.assistants set first_message = 'Neu.' where id = %s", (LINDE,))
    before = assistant(db)
    member = make_member(db, "member")
    with pytest.raises(psycopg.Error, match="role_too_low"), act_as(member):
        db.execute(f"select public.{rpc}".encode(), (LINDE,))
    assert assistant(db) == before
    assert len(versions(db)) == 1


def test_a_call_is_answered_by_the_version_it_began_with(database: Database) -> None:
    """Whatever is deployed, or only edited, while somebody talks."""

    def spoken(call: LiveCall, turn: int) -> tuple[str, str]:
        recall = call.turn(turn)
        assert recall.business
        return recall.business.assistant.name, recall.business.assistant.first_message

    with database.connect() as conn:
        conn.execute("update public.assistants set first_message = 'Erste.', name = 'Eins' where id = %s", (LINDE,))
        conn.execute("select private.freeze_assistant(%s, null)", (LINDE,))
        running = ring(database)
        assert spoken(running, 1) == ("Eins", "Erste.")
        conn.execute(
            "update public.assistants set first_message = 'Zweite.', name = 'Zwei', language = 'sv' where id = %s",
            (LINDE,),
        )
        edited = ring(database, caller="+4915255509999")
        assert spoken(edited, 1) == ("Eins", "Erste.")
        conn.execute("select private.freeze_assistant(%s, null)", (LINDE,))
        assert spoken(running, 2) == ("Eins", "Erste.")
        next_one = ring(database, caller="+4915255508888", answered=False)
        next_one.turn(0)
        # Of the version, until somebody speaks another.
        assert database.one("select language from public.calls where id = %s", next_one.id) == {"language": "sv"}
        assert spoken(next_one, 1) == ("Zwei", "Zweite.")
    calls = database.all(
        "select c.id, v.version from public.calls c join public.assistant_versions v on v.id = c.assistant_version_id"
    )
    assert {row["id"]: row["version"] for row in calls} == {running.id: 2, edited.id: 2, next_one.id: 3}


def test_an_assistant_says_when_it_was_last_used_without_seeming_edited(database: Database) -> None:
    def used() -> dict[str, Any]:
        return database.one("select last_used_at, updated_at from public.assistants where id = %s", LINDE)

    before = used()
    assert before["last_used_at"] is None
    call = ring(database)
    assert used() == before
    call.status(CallStatus.COMPLETED, 30)
    started = database.one("select started_at from public.calls where id = %s", call.id)["started_at"]
    assert used() == {"last_used_at": started, "updated_at": before["updated_at"]}
    # The next call within the hour writes nothing.
    again = ring(database, caller="+4915255509999")
    again.status(CallStatus.COMPLETED, 30)
    assert used()["last_used_at"] == started


def test_an_admin_makes_deploys_edits_and_rolls_back_over_rest(rest: Rest, database: Database) -> None:
    owner: Client = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    offered: Any = (
        owner.table("assistant_templates").select("*").eq("language", "de").eq("category", "appointment").execute().data
    )
    made: Any = owner.rpc(
        "create_assistant_from_template",
        {"p_company_id": str(SALON), "p_template_id": offered[0]["id"], "p_name": "Lina"},
    ).execute().data  # fmt: skip
    first: Any = owner.rpc("deploy_assistant", {"p_assistant_id": made}).execute().data
    assert (first["version"], first["name"]) == (1, "Lina")
    owner.table("phone_numbers").update({"assistant_id": made}).eq("company_id", str(SALON)).execute()
    one = ring(database)
    owner.table("assistants").update({"first_message": "Salon Lindenblüte, hallo!"}).eq("id", made).execute()
    second: Any = owner.rpc("deploy_assistant", {"p_assistant_id": made}).execute().data
    assert (second["version"], second["first_message"]) == (2, "Salon Lindenblüte, hallo!")
    two = ring(database, caller="+4915255509999")
    back: Any = owner.rpc("roll_back_assistant", {"p_assistant_id": made, "p_version": 1}).execute().data
    assert back["id"] == first["id"]
    three = ring(database, caller="+4915255508888")
    for call in (one, two, three):
        call.status(CallStatus.COMPLETED, 30)
    calls: Any = owner.table("calls").select("id, assistant_versions(version)").execute().data
    assert {row["id"]: row["assistant_versions"]["version"] for row in calls} == {
        str(one.id): 1,
        str(two.id): 2,
        str(three.id): 1,
    }
    with pytest.raises(APIError) as refused:
        owner.rpc("archive_assistant", {"p_assistant_id": made}).execute()
    assert refused.value.message == "assistant_answers_a_number"
    rival = rest.signed_in("owner@zahnarztpraxis-am-see.example", "test-owner-password")
    with pytest.raises(APIError) as stranger:
        rival.rpc("deploy_assistant", {"p_assistant_id": made}).execute()
    assert stranger.value.message == "assistant_not_found"
    assert rival.table("assistants").select("id").eq("company_id", str(SALON)).execute().data == []
