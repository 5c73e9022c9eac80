"""What assistants may answer from, and how it is found: in three grammars, with and without umlauts, whatever is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from shared.db.assistants import search_knowledge
from shared.db.connection import connect
from tests.conftest import ActAs
from tests.support.calls import DENTIST, DENTIST_OWNER, SALON, SALON_OWNER, LiveCall, ring
from tests.support.database import Connection, Database
from tests.support.people import make_member
from tests.support.rest import Rest

NOTEBOOK = UUID("a1000000-0000-4000-8000-000000000061")
ARTICLES = (
    ("de", "Parkplätze", "Hinter dem Haus gibt es drei Parkplätze für Kundinnen und Kunden. Sie sind kostenlos."),
    ("de", "Gutscheine", "Gutscheine können Sie im Laden kaufen, in jeder Höhe. Auch für das Färben."),
    ("sv", "Öppettider på helgen", "På lördagar har vi öppet mellan tio och tre. Ångrar du dig, så ring oss gärna."),
    ("sv", "Betalning", "Du kan betala med kort eller Swish."),
    ("en", "Parking", "There are three parking spaces behind the house. They are free for customers."),
    ("fr", "Chiens", "Les chiens sont bienvenus chez nous."),
)


def write(db: Connection) -> None:
    for language, title, content in ARTICLES:
        db.execute(
            "insert into public.knowledge_articles (company_id, notebook_id, title, content, language) values (%s, %s, %s, %s, %s)",
            (SALON, NOTEBOOK, title, content, language),
        )


def found(db: Connection, query: str | None, language: str | None = None, *, limit: int = 20) -> list[dict[str, Any]]:
    return db.execute(
        "select * from public.search_knowledge(%s, %s, %s, %s)", (SALON, query, language, limit)
    ).fetchall()


def titles(db: Connection, query: str | None, language: str | None = None) -> list[str]:
    return [row["title"] for row in found(db, query, language)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Parkplatz", "Parkplätze"), ("parkplätze", "Parkplätze"), ("PARKPLÄTZE", "Parkplätze"), ("parkplatze", "Parkplätze"),
        ("Parkplaetze", "Parkplätze"), ("Öffnungszeit", "Öffnungszeiten"), ("öffnungszeiten", "Öffnungszeiten"),
        ("Oeffnungszeiten", "Öffnungszeiten"), ("Gutschein faerben", "Gutscheine"), ("Lindenstrasse", "Anfahrt"),
        ("öppettider", "Öppettider på helgen"), ("ÖPPETTID", "Öppettider på helgen"), ("oppettider", "Öppettider på helgen"),
        ("ångrar", "Öppettider på helgen"), ("lordag", "Öppettider på helgen"), ("betala kort", "Betalning"),
        ("parked", "Parking"), ("chiens", "Chiens"),
    ],
)  # fmt: skip
def test_an_article_is_found_by_the_grammar_of_its_language(
    db: Connection, act_as: ActAs, query: str, first: str
) -> None:
    write(db)
    with act_as(make_member(db, "viewer")):
        assert titles(db, query)[:1] == [first]


def test_a_language_can_be_kept_to(db: Connection, act_as: ActAs) -> None:
    write(db)
    with act_as(SALON_OWNER):
        assert titles(db, "parken or parking", "de") == ["Parkplätze"] or titles(db, "parkplatz", "de") == [
            "Parkplätze"
        ]
        assert titles(db, "parkplatz", "sv") == []
        assert titles(db, "parking", "en") == ["Parking"]


def test_a_word_in_the_title_counts_for_more(db: Connection, act_as: ActAs) -> None:
    write(db)
    db.execute(
        "insert into public.knowledge_articles (company_id, notebook_id, title, content) values (%s, %s, 'Anfang', 'Ein Gutschein liegt bei.')",
        (SALON, NOTEBOOK),
    )
    with act_as(SALON_OWNER):
        rows = found(db, "gutschein")
    assert [row["title"] for row in rows] == ["Gutscheine", "Anfang"]
    assert rows[0]["rank"] > rows[1]["rank"]


def test_the_headline_shows_where(db: Connection, act_as: ActAs) -> None:
    write(db)
    with act_as(SALON_OWNER):
        assert "**kostenlos**" in found(db, "kostenlos")[0]["headline"]


def test_a_search_box_is_understood(db: Connection, act_as: ActAs) -> None:
    write(db)
    with act_as(SALON_OWNER):
        assert titles(db, "gutschein parkplatz") == []
        assert sorted(titles(db, "gutschein or parkplatz")) == ["Gutscheine", "Parkplätze"]
        assert titles(db, '"drei Parkplätze"') == ["Parkplätze"]
        assert titles(db, "gutschein -laden") == []


@pytest.mark.parametrize(
    "query",
    [
        "", "   ", None, "'", "''; drop table public.knowledge_articles; --", "a & | ! ( ) <-> :* b", "\\", '"', "-", "!!!", "<2>", ":A", "%_",
        "und der die", "💬", "x" * 5000, "(" * 500, "' || pg_sleep(9) || '", "\u202e\u0000".replace("\u0000", ""), "a' | 'b", "or or or",
    ],
    ids=lambda query: repr(query)[:24],
)  # fmt: skip
def test_whatever_is_typed_is_words(db: Connection, act_as: ActAs, query: str | None) -> None:
    write(db)
    with act_as(SALON_OWNER):
        assert titles(db, query) == []
    assert db.execute(
        "select count(*) as n from public.knowledge_articles where company_id = %s", (SALON,)
    ).fetchone() == {"n": 9}


def test_a_search_ends_at_its_limit(db: Connection, act_as: ActAs) -> None:
    db.execute(
        """insert into public.knowledge_articles (company_id, notebook_id, title, content)
           select %s, %s, 'Artikel ' || n, 'Shampoo' from generate_series(1, 120) n""",
        (SALON, NOTEBOOK),
    )
    with act_as(SALON_OWNER):
        assert [len(found(db, "shampoo", limit=n)) for n in (-1, 0, 1, 50, 1000)] == [1, 1, 1, 50, 100]


def test_people_find_drafts_too_and_are_told(db: Connection, act_as: ActAs) -> None:
    write(db)
    db.execute("update public.knowledge_articles set is_published = false where title = 'Gutscheine'")
    with act_as(SALON_OWNER):
        assert [row["is_published"] for row in found(db, "gutschein")] == [False]


def test_a_stranger_searches_in_vain(db: Connection, act_as: ActAs) -> None:
    write(db)
    for company in (SALON, uuid4()):
        with pytest.raises(psycopg.Error, match="company_not_found"), act_as(DENTIST_OWNER):
            db.execute("select * from public.search_knowledge(%s, 'parkplatz')", (company,))
    with act_as(DENTIST_OWNER):
        # Both have an article on it.
        own = db.execute(
            "select title, headline from public.search_knowledge(%s, 'Öffnungszeiten')", (DENTIST,)
        ).fetchall()
    assert len(own) == 1
    assert own[0]["headline"].startswith("Wir haben montags")


def test_an_edited_article_is_found_by_its_new_words_only(db: Connection, act_as: ActAs) -> None:
    write(db)
    with act_as(SALON_OWNER):
        db.execute("update public.knowledge_articles set content = 'Nur online.' where title = 'Gutscheine'")
        assert titles(db, "laden") == []
        assert titles(db, "online") == ["Gutscheine"]


@pytest.fixture
def talking(database: Database) -> LiveCall:
    with database.connect() as conn:
        write(conn)
    return ring(database)


def asked(database: Database, call: LiveCall, query: str, limit: int = 3) -> list[str]:
    assert call.id
    return [
        each.title
        for each in search_knowledge(connect(database.url("fn_voice")), call_id=call.id, query=query, limit=limit)
    ]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Wo kann ich denn bei Ihnen mein Auto parken, gibt es Parkplätze?", "Parkplätze"),
        ("Haben Sie auch Gutscheine für meine Schwester?", "Gutscheine"),
        ("När har ni öppet på lördag?", "Öppettider på helgen"),
        ("Is there any parking?", "Parking"),
        ("Wie sind Ihre Öffnungszeiten?", "Öffnungszeiten"),
    ],
)
def test_a_callers_question_finds_its_article(database: Database, talking: LiveCall, said: str, first: str) -> None:
    assert asked(database, talking, said)[:1] == [first]


def test_a_caller_hears_only_what_is_published_in_an_open_notebook_of_that_company(
    database: Database, talking: LiveCall
) -> None:
    assert asked(database, talking, "Parkplatz") == ["Parkplätze"]
    assert asked(database, talking, "Dentalhygiene Seestrasse Praxis") == []
    with database.connect() as conn:
        conn.execute("update public.knowledge_articles set is_published = false where title = 'Parkplätze'")
    assert asked(database, talking, "Parkplatz") == []
    assert asked(database, talking, "Gutschein") == ["Gutscheine"]
    with database.connect() as conn:
        conn.execute("update public.knowledge_notebooks set is_active = false where company_id = %s", (SALON,))
    assert asked(database, talking, "Gutschein") == []


@pytest.mark.parametrize("said", ["", "und der die", "a & | ! '", "\x00", "'); select 1; --", "x" * 5000])
def test_what_a_caller_says_is_never_an_error(database: Database, talking: LiveCall, said: str) -> None:
    assert asked(database, talking, said) == []


def test_a_call_that_is_not_there_knows_nothing(database: Database) -> None:
    assert search_knowledge(connect(database.url("fn_voice")), call_id=uuid4(), query="Parkplatz", limit=3) == []


def test_the_search_uses_its_index(db: Connection) -> None:
    db.execute("set local enable_seqscan = off")
    plan = db.execute(
        "explain select id from public.knowledge_articles where search @@ websearch_to_tsquery('pg_catalog.german', 'parkplatz')"
    ).fetchall()
    assert "knowledge_articles_search" in str(plan)


def test_an_owner_searches_over_rest(rest: Rest, database: Database) -> None:
    with database.connect() as conn:
        write(conn)
    owner = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")
    rows: Any = owner.rpc("search_knowledge", {"p_company_id": str(SALON), "p_query": "Parkplaetze"}).execute().data
    assert [row["title"] for row in rows] == ["Parkplätze"]
    assert rows[0]["headline"].startswith("Hinter dem Haus")
