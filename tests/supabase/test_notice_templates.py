"""The words of notices: in the reader's language, the company's own before ours, every placeholder filled once."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.conftest import ActAs
from tests.support.calls import (
    DENTIST,
    SALON,
    SALON_OWNER,
)
from tests.support.database import Connection
from tests.support.notices import value
from tests.support.people import make_member


@pytest.mark.parametrize(
    ("content", "payload", "expected"),
    [
        ("Hallo {name}!", {"name": "Karla"}, "Hallo Karla!"),
        ("{a}{b} {a}", {"a": "x", "b": "{a}"}, "x{a} x"),
        ("{unknown}|{Name}|{}|{ name }|{{name}}", {"name": "n"}, "|{Name}|{}|{ name }|{n}"),
        ("{n} {yes} {list} {object} {nothing}", {"n": 1.5, "yes": True, "list": [1], "object": {}, "nothing": None}, "1.5 true   "),
        ("100 % %s %1$s \\1 & {name}", {"name": "%s \\1 \\0 & $1"}, "100 % %s %1$s \\1 & %s \\1 \\0 & $1"),
        ("{name}", {"name": "' || (select 1) || '"}, "' || (select 1) || '"),
        ("no placeholder", {}, "no placeholder"),
        ("{name}", [], ""),
        ("{name}", "text", ""),
    ],
)  # fmt: skip
def test_a_template_is_filled_in_one_pass(db: Connection, content: str, payload: object, expected: str) -> None:
    assert value(db, "select private.render_template(%s, %s)", content, Jsonb(payload)) == expected


def test_every_text_ships_in_three_languages_with_the_same_placeholders(db: Connection) -> None:
    rows = db.execute("""
        select name, type::text, array_agg(distinct language::text order by language::text) as languages,
          count(distinct (select coalesce(string_agg(distinct m[1], ' ' order by m[1]), '')
            from regexp_matches(coalesce(subject, '') || content, '\\{([a-z_]+)\\}', 'g') m)) as shapes
        from public.notification_templates where is_active group by 1, 2 order by 1, 2""").fetchall()
    customers = {
        (name, type_)
        for name in ("appointment_confirmation", "appointment_reminder", "appointment_cancelled", "appointment_moved")
        for type_ in ("sms", "email")
    }
    owners = {
        (name, type_)
        for name in (
            "owner_booking_change",
            "owner_message_taken",
            "owner_message_received",
            "owner_lead_taken",
            "owner_waitlist_joined",
            "balance_low",
            "balance_zero",
        )
        for type_ in ("in_app", "email")
    }
    assert {(row["name"], row["type"]) for row in rows} == customers | owners | {("invitation", "email")}
    assert {tuple(row["languages"]) for row in rows} == {("de", "en", "sv")}
    assert {row["shapes"] for row in rows} == {1}


def test_an_sms_that_ships_fits_the_alphabet_of_one(db: Connection) -> None:
    odd = db.execute(
        "select name, language from public.notification_templates where type = 'sms' and regexp_replace(content, '[{}]', '', 'g') !~ '^[A-Za-z0-9ÄÖÜäöüßÅåéè :.,?!/_-]+$'"
    ).fetchall()
    assert odd == []


def test_the_readers_language_comes_before_the_companys_and_own_words_before_ours(db: Connection) -> None:
    def found(language: str, channel: str = "sms") -> tuple[str, str]:
        row = db.execute(
            "select language, content from private.find_template(%s, 'appointment_reminder', %s, %s)",
            (SALON, channel, language),
        ).fetchone()
        assert row
        return row["language"], row["content"][:6]

    assert found("sv") == ("sv", "Påminn")
    assert found("fr") == ("de", "Erinne")
    db.execute(
        """insert into public.company_notification_templates (company_id, name, type, language, content)
           values (%s, 'appointment_reminder', 'sms', 'de', 'Bis bald'), (%s, 'appointment_reminder', 'sms', 'de', 'fremd')""",
        (SALON, DENTIST),
    )
    assert found("de") == ("de", "Bis ba")
    assert found("de", "whatsapp") == ("de", "Bis ba")
    assert found("sv") == ("sv", "Påminn")
    # Its own SMS before a WhatsApp of ours.
    db.execute(
        "insert into public.notification_templates (name, type, language, content) values ('appointment_reminder', 'whatsapp', 'de', 'Hallo!')"
    )
    assert found("de", "whatsapp") == ("de", "Bis ba")
    db.execute("update public.company_notification_templates set is_active = false")
    assert found("de", "whatsapp") == ("de", "Hallo!")
    assert found("de") == ("de", "Erinne")


@pytest.mark.parametrize(("role", "allowed"), [("owner", True), ("admin", True), ("member", False), ("viewer", False)])
def test_admins_write_the_companys_own_words(db: Connection, act_as: ActAs, role: str, allowed: bool) -> None:
    person = make_member(db, role)
    statement = """insert into public.company_notification_templates (company_id, name, type, language, subject, content)
                   values (%s, 'invitation', 'email', 'de', 'Kommen Sie', 'zu uns')"""
    if allowed:
        with act_as(person):
            db.execute(statement, (SALON,))
            assert db.execute("update public.company_notification_templates set content = 'y'").rowcount == 1
            assert db.execute("delete from public.company_notification_templates").rowcount == 1
    else:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(person):
            db.execute(statement, (SALON,))
        db.execute(statement, (SALON,))
        with act_as(person):
            assert db.execute("update public.company_notification_templates set content = 'y'").rowcount == 0
            assert db.execute("delete from public.company_notification_templates").rowcount == 0
            assert value(db, "select content from public.company_notification_templates") == "zu uns"


def test_nobody_changes_what_ships(db: Connection, act_as: ActAs) -> None:
    for who in (SALON_OWNER, "service_role"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            db.execute("update public.notification_templates set content = 'x'")
    assert value(db, "select count(*) from public.notification_templates where content = 'x'") == 0


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("'x', 'sms', 'de', 'subject', 'text'", "subject_where_one_is_shown"),
        ("'x', 'email', 'de', null, 'text'", "subject_where_one_is_shown"),
        ("'x', 'email', 'de', E'a\\r\\nBcc: b', 'text'", "subject_is_one_short_line"),
        ("'x', 'sms', 'de', null, '  '", "content_says_something"),
        ("'x', 'sms', 'de', null, repeat('x', 5001)", "content_says_something"),
        ("'X y', 'sms', 'de', null, 'text'", "name_plain"),
    ],
)
def test_a_template_that_cannot_be_sent_is_refused_by_name(db: Connection, row: str, rule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=f"company_notification_templates_{rule}"), db.transaction():
        db.execute(
            f"insert into public.company_notification_templates (company_id, name, type, language, subject, content) values ('{SALON}', {row})".encode()
        )
    assert value(db, "select count(*) from public.company_notification_templates") == 0
