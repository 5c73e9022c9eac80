-- governance · partitions: logs that only grow are kept by the month
--
-- Only leaves that nothing references are partitioned: a unique key on such a table must contain the partition column, so
-- no composite key could point at one. The parts live here, in private: in public a platform's default privileges would
-- open them past the policies of the whole.

-- One part, with row level security of its own although nobody reaches it: policies of the whole do not hold beneath it,
-- and if a grant ever slipped in, a tenant would still see its own rows only.
create function private.open_partition(p_table regclass, p_name text, p_bounds text) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass(format('private.%I', p_name)) is not null then
    return false;
  end if;
  execute format('create table private.%I partition of %s %s', p_name, p_table, p_bounds);
  execute format('alter table private.%I enable row level security', p_name);
  execute format('alter table private.%I force row level security', p_name);
  execute format('revoke all on private.%I from anon, authenticated, service_role', p_name);
  execute format('create policy select_as_member on private.%I for select to authenticated
    using (company_id = any ((select private.company_ids())::uuid[]))', p_name);
  execute format('comment on table private.%I is %L', p_name,
    format('A part of %s. No grant: read and written through the whole.', p_table));
  return true;
end $$;
comment on function private.open_partition(regclass, text, text) is
  'Opens one part of a partitioned table in private, closed to everybody; false if it was there.';

create function private.open_months(p_table regclass, p_from date, p_until date) returns integer
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_month date;
  v_name text := (select c.relname from pg_class c where c.oid = p_table);
  v_opened integer := 0;
begin
  perform private.open_partition(p_table, v_name || '_rest', 'default');
  for v_month in
    select m::date from generate_series(date_trunc('month', p_from::timestamp), date_trunc('month', p_until::timestamp), interval '1 month') m
  loop
    if private.open_partition(p_table, v_name || to_char(v_month, '_YYYY_MM'),
      format('for values from (%L) to (%L)', v_month || ' 00:00+00', (v_month + interval '1 month')::date || ' 00:00+00'))
    then
      v_opened := v_opened + 1;
    end if;
  end loop;
  return v_opened;
end $$;
comment on function private.open_months(regclass, date, date) is
  'Opens a part for every month (of UTC) from one day''s to another''s, and one for the rest; returns how many months were new.';
