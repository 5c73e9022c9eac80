"""Search: by name, number, address and by what was said; whatever is typed is taken literally and stays in the company."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import ActAs
from tests.support.calls import CALLER, DENTIST, DENTIST_OWNER, SALON, SALON_INTEGRATION, SALON_OWNER, whole_call
from tests.support.care import make_customer, make_lead, make_member
from tests.support.database import Connection, Database
from tests.support.rest import Rest

PEOPLE: dict[str, dict[str, Any]] = {
    "Jörg Müller": {"email": "Joerg.Mueller@example.com", "phone_normalized": CALLER},
    "Åsa Öberg": {"email": "asa@oberg.example", "phone_normalized": "+46701234567"},
    "Łukasz Żak": {},
    "Sinéad O'Brien": {"email": "under_score@example.com"},
    "50% Rabatt": {},
    'Anna "Anni" Meier-Groß': {},
    "Anna_Lena Back\\slash": {},
}


@pytest.fixture
def people(db: Connection) -> Connection:
    for name, columns in PEOPLE.items():
        first, _, last = name.partition(" ")
        make_customer(db, last, first_name=first, **columns)
    make_customer(db, "Müller", first_name="Jörg", company=DENTIST)
    return db


def customers(db: Connection, query: str, limit: int | None = 20) -> list[str]:
    rows = db.execute("select full_name from public.search_customers(%s, %s, %s)", (SALON, query, limit)).fetchall()
    return [row["full_name"] for row in rows]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Müller", "Jörg Müller"), ("mueller", "Jörg Müller"), ("MULLER", "Jörg Müller"), ("Mü", "Jörg Müller"),
        ("müller jörg", "Jörg Müller"), ("Mülller", "Jörg Müller"), ("Åsa", "Åsa Öberg"), ("asa", "Åsa Öberg"),
        ("Oberg", "Åsa Öberg"), ("öber", "Åsa Öberg"), ("ås", "Åsa Öberg"), ("lukasz", "Łukasz Żak"), ("Zak", "Łukasz Żak"),
        ("o'brien", "Sinéad O'Brien"), ("sinead", "Sinéad O'Brien"), ("50%", "50% Rabatt"), ("gross", 'Anna "Anni" Meier-Groß'),
        ('"Anni"', 'Anna "Anni" Meier-Groß'), ("Meyer-Gross", 'Anna "Anni" Meier-Groß'), ("Anna_", "Anna_Lena Back\\slash"),
        ("back\\s", "Anna_Lena Back\\slash"), ("joerg.mueller@EXAMPLE.com", "Jörg Müller"), ("under_score", "Sinéad O'Brien"),
        ("0152 555 01234", "Jörg Müller"), ("+49 (0)152 555", "Jörg Müller"), ("555-01234", "Jörg Müller"), ("070 123", "Åsa Öberg"),
    ],
)  # fmt: skip
def test_a_customer_is_found_as_somebody_would_type_them(
    people: Connection, act_as: ActAs, query: str, first: str
) -> None:
    with act_as(make_member(people, "viewer")):
        assert customers(people, query)[:1] == [first]


@pytest.mark.parametrize(
    "query", ["", "   ", "%", "_", "%%%", "\\", "' or 1=1 --", "x", "+49", "12", "()", "'); drop table x; --"]
)
def test_a_pattern_or_nothing_finds_nobody(people: Connection, act_as: ActAs, query: str) -> None:
    expected = {"%": ["50% Rabatt"], "_": ["Anna_Lena Back\\slash"], "\\": ["Anna_Lena Back\\slash"]}
    with act_as(SALON_OWNER):
        assert set(customers(people, query)) <= set(expected.get(query, []))


def test_no_query_and_no_limit_are_answered_too(people: Connection, act_as: ActAs) -> None:
    with act_as(SALON_OWNER):
        assert people.execute("select * from public.search_customers(%s, null)", (SALON,)).fetchall() == []
        assert len(customers(people, "anna", None)) == 2
        assert len(customers(people, "anna", 0)) == 1
        assert len(customers(people, "anna", -5)) == 1
        assert customers(people, "x" * 100_000) == []


def test_a_hundred_is_the_most_anybody_gets(db: Connection, act_as: ActAs) -> None:
    db.execute(
        "insert into public.customers (company_id, last_name) select %s, 'Schmidt ' || n from generate_series(1, 150) n",
        (SALON,),
    )
    with act_as(SALON_OWNER):
        assert len(customers(db, "schmidt", 1_000_000)) == 100


def test_it_is_said_what_matched_and_the_best_comes_first(people: Connection, act_as: ActAs) -> None:
    make_customer(people, "Müllerin")
    with act_as(SALON_OWNER):
        rows = people.execute(
            "select full_name, matched, rank from public.search_customers(%s, 'müller')", (SALON,)
        ).fetchall()
        assert [row["full_name"] for row in rows] == ["Jörg Müller", "Müllerin"]
        assert rows[0]["rank"] >= rows[1]["rank"] > 0
        for query, matched in (("asa@oberg", "email"), ("070 123 45 67", "phone"), ("asa", "name")):
            row = people.execute("select matched from public.search_customers(%s, %s)", (SALON, query)).fetchone()
            assert row == {"matched": matched}


SEARCHES = ["search_customers", "search_leads", "search_calls"]


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_elsewhere_and_of_nothing_are_refused_alike(people: Connection, act_as: ActAs, search: str) -> None:
    said = []
    for company in (SALON, uuid4()):
        with pytest.raises(psycopg.Error, match="company_not_found") as refused, act_as(DENTIST_OWNER):
            people.execute(f"select * from public.{search}(%s, 'müller')".encode(), (company,))
        said.append((refused.value.sqlstate, str(refused.value.diag.message_detail)))
    assert said[0] == said[1]
    for who in ("anon", "fn_voice", "fn_api"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), act_as(who):
            people.execute(f"select * from public.{search}(%s, 'müller')".encode(), (SALON,))


@pytest.mark.parametrize("search", SEARCHES)
def test_nobody_switches_the_role_check_off_by_a_null(people: Connection, act_as: ActAs, search: str) -> None:
    for who in (DENTIST_OWNER, UUID(int=7)):
        with pytest.raises(psycopg.Error, match="company_not_found"), act_as(who):
            people.execute(f"select * from private.{search}(null, 'müller', 10)".encode())


# ── leads ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bäckerei", "Bäckerei Grün GmbH"), ("Baeckerei Gruen", "Bäckerei Grün GmbH"), ("gerda", "Bäckerei Grün GmbH"),
        ("gerda grün", "Bäckerei Grün GmbH"), ("030 555 01", "Bäckerei Grün GmbH"), ("info@gruen", "Bäckerei Grün GmbH"),
        ("100%_", None), ("%", None),
    ],
)  # fmt: skip
def test_a_lead_is_found_by_person_company_number_and_address(
    db: Connection, act_as: ActAs, query: str, found: str | None
) -> None:
    make_lead(
        db,
        company_name="Bäckerei Grün GmbH",
        contact_person="Gerda Klein",
        phone="030 555 0100",
        email="Info@gruen.example",
    )
    make_lead(db, company_name="Autohaus", contact_person=None)
    with act_as(SALON_OWNER):
        rows = db.execute("select company_name from public.search_leads(%s, %s)", (SALON, query)).fetchall()
    assert [row["company_name"] for row in rows][:1] == ([found] if found else [])


# ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def make_call(db: Connection, transcript: str | None, language: str = "de", summary: str | None = None) -> UUID:
    row = db.execute(
        """insert into public.calls (company_id, integration_id, provider, provider_call_id, status, currency, language, transcript, summary)
           values (%s, %s, 'twilio', gen_random_uuid()::text, 'completed', 'EUR', %s, %s, %s) returning id""",
        (SALON, SALON_INTEGRATION, language, transcript, summary),
    ).fetchone()
    assert row
    made: UUID = row["id"]
    return made


SAID = {
    "de": "Caller: Ich möchte meine Haare „färben“ lassen. Wann sind Ihre Öffnungszeiten? ÄRGERLICH wäre Montag. 50% Rabatt, das wär's.",
    "sv": "Caller: Jag vill färga håret på måndag. Vad kostar rörmokarens besök?",
    "en": "Caller: I would like to change my appointments because of the children's holidays.",
    "fr": "Caller: Je voudrais prendre rendez-vous.",
}


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("öffnungszeit", "de"), ("Oeffnungszeiten", "de"), ("OFFNUNGSZEITEN", "de"), ("haar färben", "de"), ("faerben", "de"),
        ("ärgerlich", "de"), ("für ärgerlich montag", "de"), ("50%", "de"), ("wär's", "de"), ('"haare färben"', "de"),
        ('"färben haare"', None), ("haare -rabatt", None), ("håret", "sv"), ("haret", "sv"), ("rörmokare besök", "sv"),
        ("färga på måndag", "sv"), ("appointment change", "en"), ("changing appointments", "en"), ("child", None), ("rendez-vous", "fr"),
    ],
)  # fmt: skip
def test_a_call_is_found_by_what_was_said_in_its_language(
    db: Connection, act_as: ActAs, query: str, language: str | None
) -> None:
    calls = {make_call(db, text, spoken): spoken for spoken, text in SAID.items()}
    with act_as(make_member(db, "viewer")):
        rows = db.execute("select id from public.search_calls(%s, %s)", (SALON, query)).fetchall()
    assert [calls[row["id"]] for row in rows] == ([language] if language else [])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "'",
        '"',
        "&",
        "|",
        "!",
        "<->",
        "a & | b",
        "'); drop table calls; --",
        "\\",
        "%",
        ":*",
        "und",
        "((((",
        "x" * 100_000,
        "-",
        "ä'ö\\",
    ],
)
def test_no_query_is_a_syntax_error(db: Connection, act_as: ActAs, query: str) -> None:
    make_call(db, SAID["de"])
    with act_as(SALON_OWNER):
        assert db.execute("select id from public.search_calls(%s, %s)", (SALON, query)).fetchall() == []


def test_a_transcript_of_any_characters_is_taken(db: Connection, act_as: ActAs) -> None:
    make_call(
        db,
        "it's a \\ back\\slash 'quoted' : & | ! (x) <-> \t\n https://ex.example/a_b?c='d' 😀 "
        + "wort " * 100_000
        + '"',
    )
    with act_as(SALON_OWNER):
        assert len(db.execute("select id from public.search_calls(%s, 'quoted')", (SALON,)).fetchall()) == 1


def test_the_summary_counts_for_more_and_the_excerpt_shows_the_words(db: Connection, act_as: ActAs) -> None:
    heard = make_call(db, "Caller: Ein Haarschnitt, bitte. <b>Ja</b>")
    about = make_call(db, "Caller: Guten Tag.", summary="Wünscht einen Haarschnitt.")
    with act_as(SALON_OWNER):
        rows = db.execute("select id, excerpt, rank from public.search_calls(%s, 'haarschnitt')", (SALON,)).fetchall()
    assert [row["id"] for row in rows] == [about, heard]
    assert "⟦Haarschnitt⟧" in rows[1]["excerpt"]


def test_words_follow_the_transcript_and_go_with_it(db: Connection, act_as: ActAs) -> None:
    call = make_call(db, None)
    assert db.execute("select * from private.call_words").fetchall() == []

    def found(query: str) -> int:
        with act_as(SALON_OWNER):
            return len(db.execute("select id from public.search_calls(%s, %s)", (SALON, query)).fetchall())

    db.execute("update public.calls set transcript = 'Caller: Termin' where id = %s", (call,))
    assert found("termin") == 1
    db.execute("update public.calls set transcript = 'Caller: Absage' where id = %s", (call,))
    assert (found("termin"), found("absage")) == (0, 1)
    db.execute("update public.calls set transcript = null where id = %s", (call,))
    assert found("absage") == 0
    assert db.execute("select * from private.call_words").fetchall() == []


def test_a_running_call_pays_nothing_for_being_found_later(database: Database) -> None:
    """The words are cut once, when the call is settled."""
    with database.connect() as conn:
        conn.execute("create table public.cuts (n serial)")
        conn.execute("""create function public.count_cut() returns trigger language plpgsql as
                        $$ begin insert into public.cuts default values; return null; end $$""")  # fmt: skip
        conn.execute(
            "create trigger x after insert or update on private.call_words for each row execute function public.count_cut()"
        )
        conn.execute("grant all on public.cuts, public.cuts_n_seq to public")
    whole_call(database)
    assert database.one("select count(*) as n from public.cuts")["n"] == 1
    assert database.one("select language, words @@ 'haarschnitt'::tsquery as found from private.call_words") == {
        "language": "de",
        "found": True,
    }


def test_searches_go_by_their_indexes(db: Connection) -> None:
    # Only how many there are matters here; what triggers and foreign keys do to each costs a minute.
    db.execute("set local session_replication_role = replica")
    db.execute(
        """insert into public.customers (company_id, last_name, email, phone_normalized)
           select %s, md5(n::text), md5(n::text) || '@example.com', '+49' || (30000000 + n * 7919) from generate_series(1, 6000) n""",
        (SALON,),
    )
    db.execute(
        """insert into public.leads (company_id, contact_person, phone, currency)
           select %s, md5(n::text), '+49' || (30000000 + n * 7919), 'EUR' from generate_series(1, 3000) n""",
        (SALON,),
    )
    db.execute(
        """insert into private.call_words (company_id, call_id, language, words)
           select %s, gen_random_uuid(), 'de', to_tsvector('german', md5(n::text)) from generate_series(1, 3000) n""",
        (SALON,),
    )
    db.execute("set local session_replication_role = origin")
    # As vacuum leaves them: what was inserted last still waits to be sorted in.
    for index in ("public.customers_search", "public.leads_search", "private.call_words_words"):
        db.execute("select gin_clean_pending_list(%s)", (index,))
    db.execute("analyze public.customers, public.leads, private.call_words")
    for table, condition, index in (
        ("public.customers", "private.search_form(t.full_name) like '%%muller%%'", "customers_search"),
        ("public.customers", "private.search_form(t.full_name) operator(extensions.%%) 'muller'", "customers_search"),
        ("public.customers", "lower(t.email) like '%%muller%%'", "customers_search"),
        ("public.customers", "t.phone_normalized like '%%01234%%'", "customers_search"),
        ("public.customers", "lower(t.email) = 'x@y.example'", "customers_email"),
        ("public.leads", "t.phone_normalized like '%%01234%%'", "leads_search"),
        ("private.call_words", "t.language = 'de' and t.words @@ 'x'::tsquery", "call_words_words"),
    ):
        explain = f"explain select * from {table} t where t.company_id = %s and {condition}"
        plan = "\n".join(str(row) for row in db.execute(explain.encode(), (SALON,)))
        assert index in plan, f"{condition}\n{plan}"


def test_a_search_over_rest(rest: Rest, database: Database) -> None:
    whole_call(database)
    client = rest.signed_in("owner@salon-lindenbluete.example", "test-owner-password")

    def names(search: str, query: str, name: str, **more: int) -> list[object]:
        data = client.rpc(search, {"p_company_id": str(SALON), "p_query": query, **more}).execute().data
        assert isinstance(data, list)
        return [row[name] for row in data if isinstance(row, dict)]

    assert names("search_customers", "kundin", "full_name") == ["Karla Kundin"]
    assert names("search_calls", "haarschnitt", "customer_name", p_limit=5) == ["Karla Kundin"]
    assert names("search_leads", "kundin", "company_name") == []
