"""Where one statement ends and the next begins."""

from __future__ import annotations

import pytest

from local.statements import split_statements


@pytest.mark.parametrize(
    ("sql", "statements"),
    [
        ("select 1; select 2", ["select 1", "select 2"]),
        ("select 1;\n\n;\n  \n", ["select 1", ";"[:0]]),
        ("select ';'; select 2;", ["select ';'", "select 2"]),
        ("select 'it''s;'; select 2", ["select 'it''s;'", "select 2"]),
        (r"select E'\';'; select 2", [r"select E'\';'", "select 2"]),
        ('select 1 as "a;b"; select 2', ['select 1 as "a;b"', "select 2"]),
        ("select $$ ; $$; select 2", ["select $$ ; $$", "select 2"]),
        ("select $body$ $$ ; $$ $body$; select 2", ["select $body$ $$ ; $$ $body$", "select 2"]),
        ("select a$1;b from t", ["select a$1", "b from t"]),
        ("-- first; still\nselect 1; select 2", ["-- first; still\nselect 1", "select 2"]),
        ("/* one; /* two; */ three; */ select 1; select 2", ["/* one; /* two; */ three; */ select 1", "select 2"]),
        (
            "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3",
            [
                "create function f() returns int begin atomic select case when true then 1 end; select 2; end",
                "select 3",
            ],
        ),
    ],
)
def test_a_semicolon_ends_a_statement_only_where_it_is_one(sql: str, statements: list[str]) -> None:
    assert split_statements(sql) == [statement for statement in statements if statement]
