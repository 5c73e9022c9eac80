"""What can be broken in the schema, one thing at a time, read from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString

from tests.support.database import Connection

OURS: LiteralString = "('public', 'private', 'backend')"
CLASSES = (
    "policy opened", "policy dropped", "row level security off", "grant added", "view past policies", "execute granted",
    "check dropped", "unique dropped", "exclusion dropped", "foreign key dropped", "trigger dropped", "search_path open",
)  # fmt: skip
# How a policy is loosened besides being opened: whoever is let in with the lowest role.
LOWERED = re.compile(r"company_ids\('(?:member|admin|owner)'::(?:public\.)?member_role\)")


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: str
    about: str  # the relation or function, with its schema
    name: str  # says what was done
    sql: str
    words: tuple[str, ...]  # a test that has one of these in it names the object; the first are the most telling


def mutants(conn: Connection) -> list[Mutant]:
    """All of them, by class and name, always in the same order."""
    found = [
        *_policies(conn), *_tables(conn), *_grants(conn), *_views(conn), *_functions(conn), *_constraints(conn),
        *_indexes(conn), *_triggers(conn),
    ]  # fmt: skip
    assert len({(each.kind, each.name) for each in found}) == len(found)
    return sorted(found, key=lambda each: (CLASSES.index(each.kind), each.name))


def _rows(conn: Connection, query: LiteralString) -> list[dict[str, Any]]:
    return conn.execute(query).fetchall()


def _policies(conn: Connection) -> Iterator[Mutant]:
    # Not those of the parts of a log: nobody has a privilege on a part, which has tests of its own.
    for row in _rows(conn, """
        select *, schemaname || '.' || tablename as about from pg_policies
        where not (select c.relispartition from pg_class c where c.oid = format('%I.%I', schemaname, tablename)::regclass)
        order by 1, 2, 3"""):  # fmt: skip
        about, policy = row["about"], row["policyname"]
        words = (policy, row["tablename"])
        yield Mutant("policy dropped", about, f"{about} {policy}", f"drop policy {policy} on {about}", words)
        for clause, text in (("using", row["qual"]), ("with check", row["with_check"])):
            if text is None:
                continue
            ways = {f"{clause} (true)": f"{clause} (true)"}
            if LOWERED.search(text):
                ways[f"{clause}, any role"] = f"{clause} ({LOWERED.sub('company_ids()', text)})"
            for label, change in ways.items():
                yield Mutant(
                    "policy opened",
                    about,
                    f"{about} {policy}: {label}",
                    f"alter policy {policy} on {about} {change}",
                    words,
                )


def _tables(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select n.nspname || '.' || c.relname as about, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in {OURS} and c.relkind in ('r', 'p') and not c.relispartition"""):  # fmt: skip
        about = row["about"]
        yield Mutant(
            "row level security off", about, about, f"alter table {about} disable row level security", (row["name"],)
        )
        yield Mutant(
            "row level security off",
            about,
            f"{about}, not forced",
            f"alter table {about} no force row level security",
            (row["name"],),
        )


def _grants(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select n.nspname || '.' || c.relname as about, c.relname as name, r.role, v.verb,
          has_table_privilege(r.role, c.oid, v.verb) as whole,
          case when v.verb in ('SELECT', 'INSERT', 'UPDATE') then has_any_column_privilege(r.role, c.oid, v.verb) end as part
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join (values ('authenticated'), ('anon'), ('service_role')) r (role)
        cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) v (verb)
        where n.nspname in {OURS} and c.relkind in ('r', 'p', 'v') and not c.relispartition order by 1, 3, 4"""):  # fmt: skip
        # Views are read only; somebody without a name is tried with one verb, which stands for all.
        if row["whole"] or (row["role"] == "anon" and row["verb"] != "SELECT"):
            continue
        about = row["about"]
        more = ", every column" if row["part"] else ""
        yield Mutant(
            "grant added", about, f"{about}: {row['verb'].lower()} to {row['role']}{more}",
            f"grant {row['verb']} on {about} to {row['role']}", (row["name"],),
        )  # fmt: skip


def _views(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, """
        select n.nspname || '.' || c.relname as about, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'v' order by 1"""):  # fmt: skip
        about = row["about"]
        yield Mutant("view past policies", about, about, f"alter view {about} reset (security_invoker)", (row["name"],))


def _functions(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select n.nspname || '.' || p.proname as about, p.proname as name, p.oid::regprocedure::text as signature,
          p.prorettype = 'trigger'::regtype as is_trigger,
          array(select r from unnest(array['authenticated', 'service_role', 'anon', 'fn_ingest', 'fn_voice', 'fn_api', 'fn_jobs', 'fn_billing']) r
                where not has_function_privilege(r, p.oid, 'execute')) as without
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in {OURS} order by 3"""):  # fmt: skip
        signature = row["signature"]
        if "." not in signature.partition("(")[0]:
            signature = f"public.{signature}"
        words = (row["name"],)
        yield Mutant(
            "search_path open", row["about"], signature, f"alter function {signature} reset search_path", words
        )
        if not row["is_trigger"] and row["without"]:
            role = row["without"][0]
            yield Mutant(
                "execute granted",
                row["about"],
                f"{signature} to {role}",
                f"grant execute on function {signature} to {role}",
                words,
            )


CONSTRAINT_KINDS = {"c": "check dropped", "u": "unique dropped", "x": "exclusion dropped", "f": "foreign key dropped"}


def _constraints(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select con.contype::text as type, con.conname as name, n.nspname || '.' || coalesce(c.relname, t.typname) as about,
          coalesce(c.relname, t.typname) as short, con.contypid <> 0 as of_domain
        from pg_constraint con join pg_namespace n on n.oid = con.connamespace
        left join pg_class c on c.oid = con.conrelid left join pg_type t on t.oid = con.contypid
        where n.nspname in {OURS} and con.contype in ('c', 'u', 'x', 'f') and con.conparentid = 0
          and not coalesce(c.relispartition, false) order by 3, 2"""):  # fmt: skip
        about, name = row["about"], row["name"]
        what = "domain" if row["of_domain"] else "table"
        yield Mutant(
            CONSTRAINT_KINDS[row["type"]], about, f"{about} {name}", f'alter {what} {about} drop constraint "{name}" cascade',
            (name, row["short"]),
        )  # fmt: skip


def _indexes(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select n.nspname || '.' || c.relname as about, c.relname as short, n.nspname || '.' || i.relname as index, i.relname as name
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in {OURS} and x.indisunique and not c.relispartition
          and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x')) order by 1, 4"""):  # fmt: skip
        yield Mutant(
            "unique dropped", row["about"], f"{row['about']} {row['name']}", f"drop index {row['index']} cascade",
            (row["name"], row["short"]),
        )  # fmt: skip


def _triggers(conn: Connection) -> Iterator[Mutant]:
    for row in _rows(conn, f"""
        select n.nspname || '.' || c.relname as about, c.relname as short, t.tgname as name, p.proname as function, p.prosrc as source
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace join pg_proc p on p.oid = t.tgfoid
        where not t.tgisinternal and t.tgparentid = 0 and (n.nspname in {OURS} or t.tgname like 'frontdesk%') order by 1, 3"""):  # fmt: skip
        # Its refusal is what tests know it by.
        refusals = re.findall(r"message = '(\w+)'", row["source"])
        yield Mutant(
            "trigger dropped", row["about"], f"{row['about']} {row['name']}", f'drop trigger "{row["name"]}" on {row["about"]}',
            (row["function"], row["name"], *refusals, row["short"]),
        )  # fmt: skip
