"""Reviews: another person's word, answered but never changed, and read by a model once."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from postgrest.exceptions import APIError

from shared.db import notices
from shared.db.connection import connect
from shared.db.refusals import NotFound
from tests.conftest import ActAs
from tests.support.calls import DENTIST, SALON, SALON_OWNER
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest


def review(db: Connection, comment: str | None = "Sehr freundlich", **more: object) -> UUID:
    columns: dict[str, object] = {"company_id": SALON, "rating": 5, "comment": comment} | more
    row = db.execute(
        f"insert into public.reviews ({', '.join(columns)}) values ({', '.join(['%s'] * len(columns))}) returning id".encode(),
        list(columns.values()),
    ).fetchone()
    assert row
    found: UUID = row["id"]
    return found


def state(db: Connection, review_id: UUID) -> dict[str, Any]:
    row = db.execute(
        """select rating, comment, response, responded_by, responded_at is not null as answered, analysis_status::text as analysis,
             analysis_attempts as attempts, analysis_next_at is not null as waits from public.reviews where id = %s""",
        (review_id,),
    ).fetchone()
    assert row
    return row


@pytest.mark.parametrize(
    ("comment", "analysis"), [("Sehr freundlich", "queued"), (None, "not_needed"), ("  ", "not_needed")]
)
def test_a_review_with_words_is_queued_for_analysis(db: Connection, comment: str | None, analysis: str) -> None:
    made = review(db, comment, analysis_status="done")
    assert (state(db, made)["analysis"], state(db, made)["waits"]) == (analysis, analysis == "queued")


def test_changed_words_are_read_again_and_changed_stars_are_not(db: Connection) -> None:
    made = review(db)
    db.execute("update public.reviews set analysis_status = 'done', analysis_next_at = null, analysis_attempts = 1")
    db.execute("update public.reviews set rating = 4, comment = comment")
    assert state(db, made)["analysis"] == "done"
    db.execute("update public.reviews set comment = 'Doch nicht'")
    assert (state(db, made)["analysis"], state(db, made)["attempts"]) == ("queued", 0)


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"rating": 0}, "reviews_rating_1_to_5"),
        ({"rating": 6}, "reviews_rating_1_to_5"),
        ({"source": "Google Maps"}, "reviews_source_plain"),
        ({"comment": "x" * 10001}, "reviews_comment_not_too_long"),
        ({"response": "Danke"}, "reviews_response_has_its_time"),
    ],
)
def test_an_impossible_review_is_refused_by_name(db: Connection, columns: dict[str, object], rule: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match=rule), db.transaction():
        review(db, **columns)  # type: ignore[arg-type]
    assert db.execute("select * from public.reviews").fetchall() == []


def test_a_review_of_a_portal_is_taken_over_once_in_each_company(db: Connection) -> None:
    review(db, source="google", external_id="g1")
    with pytest.raises(psycopg.errors.UniqueViolation, match="reviews_taken_once_per_source"), db.transaction():
        review(db, source="google", external_id="g1")
    review(db, source="trustpilot", external_id="g1")
    review(db, company_id=DENTIST, source="google", external_id="g1")
    review(db, source="google")
    review(db, source="google")
    assert len(db.execute("select * from public.reviews").fetchall()) == 5


@pytest.mark.parametrize(("role", "allowed"), [("member", True), ("viewer", False)])
def test_members_answer_and_the_answer_is_signed(db: Connection, act_as: ActAs, role: str, allowed: bool) -> None:
    made = review(db)
    person = make_member(db, role)
    with act_as(person):
        changed = db.execute("update public.reviews set response = ' Danke! ' where id = %s", (made,)).rowcount
    assert changed == int(allowed)
    after = state(db, made)
    assert (after["response"], after["responded_by"], after["answered"]) == (
        ("Danke!", person, True) if allowed else (None, None, False)
    )
    if allowed:
        with act_as(person):
            db.execute("update public.reviews set response = ' '")
        assert state(db, made)["answered"] is False


@pytest.mark.parametrize(
    "statement",
    [
        "update public.reviews set rating = 5",
        "update public.reviews set comment = 'x'",
        "update public.reviews set responded_by = null",
        "update public.reviews set analysis_status = 'done'",
        "delete from public.reviews",
        "insert into public.review_insights (company_id) values (null)",
        "update public.review_insights set summary = 'x'",
    ],
)
def test_another_persons_word_and_its_reading_are_not_changed(db: Connection, act_as: ActAs, statement: str) -> None:
    made = review(db, rating=1)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(SALON_OWNER):
        db.execute(statement.encode())
    after = state(db, made)
    assert (after["rating"], after["comment"], after["analysis"]) == (1, "Sehr freundlich", "queued")


@pytest.mark.parametrize(("role", "company"), [("viewer", SALON), ("member", DENTIST)])
def test_only_members_note_reviews_and_only_of_their_own_company(
    db: Connection, act_as: ActAs, role: str, company: UUID
) -> None:
    person = make_member(db, role)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(person):
        db.execute("insert into public.reviews (company_id, rating) values (%s, 5)", (company,))
    assert db.execute("select * from public.reviews").fetchall() == []


def test_a_review_cannot_speak_of_another_companys_visit(db: Connection) -> None:
    row = db.execute("insert into public.customers (company_id) values (%s) returning id", (DENTIST,)).fetchone()
    assert row
    with pytest.raises(psycopg.errors.ForeignKeyViolation), db.transaction():
        review(db, customer_id=row["id"])
    assert db.execute("select * from public.reviews").fetchall() == []


def test_stars_stay_when_the_customer_or_the_answering_member_leaves(db: Connection, act_as: ActAs) -> None:
    row = db.execute("insert into public.customers (company_id) values (%s) returning id", (SALON,)).fetchone()
    assert row
    person = make_member(db, "member")
    made = review(db, customer_id=row["id"])
    with act_as(person):
        db.execute("update public.reviews set response = 'Danke!'")
    db.execute("delete from public.customers where id = %s", (row["id"],))
    db.execute("delete from public.company_members where profile_id = %s", (person,))
    after = state(db, made)
    assert (after["rating"], after["response"], after["responded_by"]) == (5, "Danke!", None)


# ── the queue ──


def lease_over(database: Database) -> None:
    with database.connect() as conn:
        conn.execute("update public.reviews set analysis_next_at = now() where analysis_next_at is not null")


def test_two_workers_never_read_the_same_review(database: Database) -> None:
    with database.connect() as conn:
        for _ in range(30):
            review(conn)
        review(conn, None)
    taken: list[list[UUID]] = []
    ready = threading.Barrier(3)

    def work() -> None:
        conn = connect(database.url("fn_jobs"))
        ready.wait()
        taken.append([each.id for _ in range(3) for each in notices.claim_reviews(conn, limit=10)])
        conn.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    everything = [each for some in taken for each in some]
    assert len(everything) == len(set(everything)) == 30


def test_a_worker_does_not_wait_for_what_another_holds(database: Database) -> None:
    with database.connect() as conn:
        for _ in range(3):
            review(conn)
    jobs = connect(database.url("fn_jobs"))
    with database.connect() as other, other.transaction():
        other.execute("select id from public.reviews limit 1 for update")
        assert len(notices.claim_reviews(jobs, limit=10)) == 2


def test_what_a_model_made_of_a_review_is_kept_once_per_model(database: Database) -> None:
    with database.connect() as conn:
        made = review(conn, language="de")
    jobs = connect(database.url("fn_jobs"))
    (claimed,) = notices.claim_reviews(jobs, limit=10)
    assert (claimed.id, claimed.company_id, claimed.rating, claimed.comment, claimed.language, claimed.attempt) == (
        made, SALON, 5, "Sehr freundlich", "de", 1,
    )  # fmt: skip
    assert "freundlich" not in repr(claimed)
    assert notices.claim_reviews(jobs, limit=10) == []
    ids = {
        notices.record_review_insight(
            jobs, review_id=made, model=model, sentiment="positive", topics=["service\x00"] * 30, summary=summary
        )
        for model, summary in (("one", "a"), ("one", "b" * 3000), ("two", "c"))
    }
    assert len(ids) == 2
    rows = database.all(
        "select model, sentiment::text, cardinality(topics) as topics, topics[1] as topic, left(summary, 1) as s, length(summary) as n from public.review_insights order by model"
    )
    assert rows == [
        {"model": "one", "sentiment": "positive", "topics": 20, "topic": "service", "s": "b", "n": 2000},
        {"model": "two", "sentiment": "positive", "topics": 20, "topic": "service", "s": "c", "n": 1},
    ]
    lease_over(database)
    assert notices.claim_reviews(jobs, limit=10) == []
    with pytest.raises(NotFound, match="review_not_found"):
        notices.record_review_insight(jobs, review_id=uuid4(), model="one", sentiment="mixed", topics=[], summary="x")


def test_a_review_that_no_worker_answers_for_is_given_up_after_five(database: Database) -> None:
    with database.connect() as conn:
        review(conn)
    jobs = connect(database.url("fn_jobs"))
    waits = []
    for _ in range(5):
        assert len(notices.claim_reviews(jobs, limit=10)) == 1
        assert notices.claim_reviews(jobs, limit=10) == []
        waits.append(
            database.one("select extract(epoch from analysis_next_at - updated_at)::integer / 60 as m from public.reviews")["m"]
        )  # fmt: skip
        lease_over(database)
    assert waits == [5, 10, 20, 40, 80]
    assert notices.claim_reviews(jobs, limit=10) == []
    assert database.one("select analysis_status::text as s from public.reviews") == {"s": "failed"}


def test_an_owner_notes_and_answers_a_review_over_rest(database: Database, rest: Rest) -> None:
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    made: Any = (
        owner.table("reviews").insert({"company_id": str(SALON), "rating": 4, "comment": "Gut"}).execute().data
    )  # fmt: skip
    owner.table("reviews").update({"response": "Danke"}).eq("id", made[0]["id"]).execute()
    read: Any = owner.table("reviews").select("*, review_insights(summary)").eq("company_id", str(SALON)).execute().data
    assert [(row["responded_by"], row["analysis_status"], row["review_insights"]) for row in read] == [
        (str(SALON_OWNER), "queued", [])
    ]
    with pytest.raises(APIError):
        owner.table("reviews").insert({"company_id": str(DENTIST), "rating": 1}).execute()
    stranger = rest.signed_in("owner@zahnarztpraxis-am-see.example", "test-owner-password")
    assert stranger.table("reviews").select("id").execute().data == []
