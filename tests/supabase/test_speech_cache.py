"""What an assistant's voice has said is kept for a week, and for nobody's name any longer than they are a customer."""

from __future__ import annotations

from uuid import UUID

import pytest

from shared.db import sounds
from shared.db.connection import connect
from tests.support.calls import DENTIST, SALON, SALON_OWNER, whole_call
from tests.support.database import Database, acting_as

DAYS = "update private.speech_cache set last_used_at = now() - make_interval(days => %s), created_at = now() - interval '300 days' returning 1"


def keep(database: Database, company: UUID = SALON, digest: bytes = b"d" * 32) -> UUID:
    conn = connect(database.url("fn_voice"))
    return sounds.keep_speech(conn, company_id=company, digest=digest, characters=10, audio=b"\x00\xff" * 50)


def kept(database: Database) -> list[UUID]:
    return [row["id"] for row in database.all("select id from private.speech_cache order by id")]


def retain(database: Database, company: UUID = SALON) -> dict[str, int]:
    return dict(database.one("select private.erase_expired(%s, 200) as report", company)["report"])


def test_a_sound_is_kept_once_and_found_by_its_company_alone(database: Database) -> None:
    first, again = keep(database), keep(database)
    assert first == again
    conn = connect(database.url("fn_voice"))
    assert sounds.find_speech(conn, company_id=SALON, digest=b"d" * 32) == first
    assert sounds.find_speech(conn, company_id=SALON, digest=b"e" * 32) is None
    assert sounds.find_speech(conn, company_id=DENTIST, digest=b"d" * 32) is None
    assert sounds.read_speech(conn, speech_id=first) == b"\x00\xff" * 50
    assert keep(database, DENTIST) != first


@pytest.mark.parametrize(("days", "goes"), [(6, False), (8, True)])
def test_what_nobody_asked_for_in_a_week_goes(database: Database, days: int, goes: bool) -> None:
    keep(database)
    keep(database, DENTIST)
    database.all(DAYS, days)
    assert retain(database)["speech"] == int(goes)
    assert len(kept(database)) == 2 - int(goes)


def test_what_is_asked_for_stays(database: Database) -> None:
    sound = keep(database)
    database.all(DAYS, 6)
    assert sounds.find_speech(connect(database.url("fn_voice")), company_id=SALON, digest=b"d" * 32) == sound
    database.all("update private.speech_cache set last_used_at = last_used_at - interval '6 days' returning 1")
    assert retain(database)["speech"] == 0
    assert kept(database) == [sound]


def test_a_sound_in_use_is_written_to_once_a_day(database: Database) -> None:
    keep(database)
    place = "select ctid::text as place from private.speech_cache"
    before = database.one(place)
    for _ in range(3):
        sounds.find_speech(connect(database.url("fn_voice")), company_id=SALON, digest=b"d" * 32)
    assert database.one(place) == before


def test_words_that_are_spoken_live_no_longer_than_written_ones(database: Database) -> None:
    keep(database)
    database.all("update public.companies set transcript_retention_days = 2 where id = %s returning 1", SALON)
    database.all(DAYS, 3)
    assert retain(database)["speech"] == 1


def test_with_a_customer_go_all_sounds_in_which_their_name_may_be_heard(database: Database) -> None:
    call = whole_call(database)
    keep(database)
    theirs = keep(database, DENTIST)
    database.all("delete from public.appointments returning 1")
    customer = database.one("select customer_id from public.calls where id = %s", call.id)["customer_id"]
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        row = conn.execute("select public.erase_customer(%s) as report", (customer,)).fetchone()
    assert row
    assert row["report"]["speech_cache"] == {"deleted": 1}
    assert kept(database) == [theirs]


def test_an_export_of_one_customer_holds_no_sound(database: Database) -> None:
    call = whole_call(database)
    keep(database)
    customer = database.one("select customer_id from public.calls where id = %s", call.id)["customer_id"]
    with database.connect() as conn, acting_as(conn, SALON_OWNER):
        row = conn.execute("select public.export_customer(%s) as export", (customer,)).fetchone()
    assert row
    assert "speech_cache" not in row["export"]["data"]
