"""Statements tried by the hundred inside the database, each undone: what came of it, and which rule refused."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.database import Database

# Runs each statement as whoever calls, undoes it, and says what came of it: rows seen or changed, or the refusal.
PROBE = """
create schema probe;
grant usage on schema probe to public;
create function probe.run(p_statements text[]) returns text[] language plpgsql as $$
declare
  v_statement text;
  v_rows bigint;
  v_said text[];
  v_where text;
begin
  foreach v_statement in array p_statements loop
    begin
      execute v_statement;
      get diagnostics v_rows = row_count;
      raise exception using errcode = 'ZZ000', message = v_rows::text;
    exception
      when sqlstate 'ZZ000' then v_said := v_said || sqlerrm;
      when others then
        get stacked diagnostics v_where = pg_exception_context;
        -- Refused by something that was called: the door itself stood open.
        v_said := v_said || (sqlstate || case when v_where ~ '^(SQL|PL/pgSQL) function (?!probe)' then ' inside ' else ' ' end || sqlerrm);
    end;
  end loop;
  return v_said;
end $$;
-- As run, but says which constraint refused.
create function probe.rule(p_statements text[]) returns text[] language plpgsql as $$
declare
  v_statement text;
  v_rows bigint;
  v_said text[];
  v_rule text;
begin
  foreach v_statement in array p_statements loop
    begin
      execute v_statement;
      get diagnostics v_rows = row_count;
      -- What is checked at commit is checked now.
      set constraints all immediate;
      raise exception using errcode = 'ZZ000', message = v_rows::text;
    exception
      when sqlstate 'ZZ000' then v_said := v_said || sqlerrm;
      when others then
        get stacked diagnostics v_rule = constraint_name;
        v_said := v_said || (sqlstate || ' ' || coalesce(nullif(v_rule, ''), sqlerrm));
    end;
  end loop;
  return v_said;
end $$;
comment on function probe.rule(text[]) is 'As run, but says which constraint refused.';
grant execute on function probe.run(text[]) to public;
"""


@dataclass(frozen=True, slots=True)
class Filled:
    database: Database
    failed: dict[str, str]  # tables that took no row, and why
