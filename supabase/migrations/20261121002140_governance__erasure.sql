-- governance · erasure: a person is gone everywhere the data map says, and what was done can be shown (article 17)
--
-- Rows that are nothing but the person (turns, notes, the timeline) are deleted; rows that sums and counts need (calls,
-- appointments) stay, emptied. The ledger knows ids and amounts only and stays as the law asks. An erased name or number
-- becomes null, never a word that stands for it.

-- What a column is emptied to: null, or the emptiest value of a column that must hold one.
create function private.emptied(p_table regclass, p_columns text[]) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select string_agg(format('%I = %s', a.attname, case
    when not a.attnotnull then 'null'
    when t.typcategory = 'A' then '''{}'''
    when t.typname in ('json', 'jsonb') then '''{}'''
    else '''''' end), ', ' order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = p_table and a.attname = any (p_columns) and a.attgenerated = ''
$$;
comment on function private.emptied(regclass, text[]) is 'The SET list that empties these columns of a table; generated ones follow by themselves.';

-- Owned by the eraser, so that the triggers which refuse to change a log let it pass.
create function private.erase_rows_about(p_company_id uuid, p_customer_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_part record;
  v_rows bigint;
  v_report jsonb := '{}';
begin
  for v_part in
    select m.* from private.data_map m where m.on_erasure <> 'keep' order by m.position, m.table_name
  loop
    if v_part.on_erasure = 'delete' then
      execute format('delete from %s t where %s', v_part.table_name, v_part.about_customer) using p_company_id, p_customer_id;
    else
      execute format('update %s t set %s where %s', v_part.table_name,
        private.emptied(v_part.table_name::regclass, v_part.personal), v_part.about_customer) using p_company_id, p_customer_id;
    end if;
    get diagnostics v_rows = row_count;
    if v_rows > 0 then
      v_report := v_report || jsonb_build_object(split_part(v_part.table_name, '.', 2),
        jsonb_build_object(case v_part.on_erasure when 'delete' then 'deleted' else 'emptied' end, v_rows));
    end if;
  end loop;
  -- Their name may have been spoken, and a sound does not say whose it is.
  delete from private.speech_cache s where s.company_id = p_company_id;
  get diagnostics v_rows = row_count;
  if v_rows > 0 then
    v_report := v_report || jsonb_build_object('speech_cache', jsonb_build_object('deleted', v_rows));
  end if;
  return v_report;
end $$;
comment on function private.erase_rows_about(uuid, uuid) is
  'Empties or deletes every row about a customer, as the data map says, and every sound of the company; returns the numbers of rows by table.';

create function private.erase_customer(p_customer_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid := private.company_of_customer(p_customer_id, 'owner');
  v_report jsonb;
begin
  -- In the order in which a call locks, so that neither waits for the other in a ring.
  perform from public.calls c where c.company_id = v_company_id and c.customer_id = p_customer_id order by c.id for update;
  perform from public.customers c where c.company_id = v_company_id and c.id = p_customer_id for update;
  if exists (select from public.calls c
             where c.company_id = v_company_id and c.customer_id = p_customer_id and (c.status < 'completed' or c.settled_at is null)) then
    raise exception using errcode = 'PT409', message = 'customer_is_calling', hint = 'Wait until the call is over and settled.';
  end if;
  if exists (select from public.appointments a
             where a.company_id = v_company_id and a.customer_id = p_customer_id
               and a.status in ('held', 'pending', 'scheduled', 'confirmed') and a.end_time > now()) then
    raise exception using errcode = 'PT409', message = 'customer_has_appointments', hint = 'Cancel what is still to come first.';
  end if;
  update public.customers set is_blocked = false, is_active = false, erased_at = now() where company_id = v_company_id and id = p_customer_id;
  v_report := private.erase_rows_about(v_company_id, p_customer_id);
  -- From here on a call of theirs takes no words and no numbers in, whatever its provider tells of it later.
  update public.calls c set anonymised_at = coalesce(c.anonymised_at, now()) where c.company_id = v_company_id and c.customer_id = p_customer_id;
  insert into public.data_requests (company_id, kind, customer_id, requested_by, report)
  values (v_company_id, 'erasure', p_customer_id, auth.uid(), v_report);
  return v_report;
end $$;
comment on function private.erase_customer(uuid) is 'Does what public.erase_customer says.';
grant execute on function private.erase_customer(uuid) to authenticated;

create function public.erase_customer(p_customer_id uuid) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.erase_customer(p_customer_id);
end;
comment on function public.erase_customer(uuid) is
  'Removes a person: name, numbers, words and notes are gone everywhere, calls and appointments stay nameless, the ledger stays. For owners. Returns the numbers of rows by table and leaves them in data_requests. Refuses customer_not_found, role_too_low, customer_is_calling, customer_has_appointments.';
grant execute on function public.erase_customer(uuid) to authenticated;

-- A row that an erased person's name came back to would undo the erasure.
create function private.tg_customers__stays_erased() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.erased_at is not null
     and (new.first_name, new.last_name, new.phone, new.phone_normalized, new.email, new.date_of_birth, new.erased_at)
         is distinct from (old.first_name, old.last_name, old.phone, old.phone_normalized, old.email, old.date_of_birth, old.erased_at)
     and current_user <> 'frontdesk_eraser' then
    raise exception using errcode = 'PT409', message = 'customer_is_erased', hint = 'Make a new customer.';
  end if;
  return new;
end $$;
comment on function private.tg_customers__stays_erased() is 'Refuses to give an erased customer a name, a number or an address again.';
create trigger _200_stays_erased before update on public.customers
  for each row execute function private.tg_customers__stays_erased();

-- A person's own account. What they did in a company stays with it, told by an id that names nobody any more.
create function private.forget_user(p_user_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.ai_usage_logs set user_id = null where user_id = p_user_id;
  update public.telephony_events set user_id = null where user_id = p_user_id;
end $$;
comment on function private.forget_user(uuid) is 'Takes a person out of the logs that would keep their account from going.';

create function private.erase_my_account() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if auth.uid() is null then
    raise exception using errcode = 'PT401', message = 'not_signed_in', hint = 'Sign in first.';
  end if;
  -- First the memberships, which the last owner of a company cannot leave.
  delete from public.company_members where profile_id = auth.uid();
  perform private.forget_user(auth.uid());
  delete from auth.users where id = auth.uid();
end $$;
comment on function private.erase_my_account() is 'Does what public.erase_my_account says.';
grant execute on function private.erase_my_account() to authenticated;

create function public.erase_my_account() returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.erase_my_account();
end;
comment on function public.erase_my_account() is
  'Removes the caller''s account, profile, preferences and keys, and their membership everywhere. Cannot be taken back. Refuses not_signed_in, and company_keeps_an_owner for the last owner of a company.';
grant execute on function public.erase_my_account() to authenticated;

-- What the eraser may touch: the tables of the map, and those by which their rows are found.
do $$
declare
  v_part record;
begin
  for v_part in select m.table_name, m.on_erasure from private.data_map m where m.on_erasure <> 'keep' loop
    execute format('grant select, %s on %s to frontdesk_eraser', case v_part.on_erasure when 'delete' then 'delete' else 'update' end, v_part.table_name);
  end loop;
  grant select on private.data_map, public.calls, public.customers, public.appointments to frontdesk_eraser;
  grant select on public.companies, public.branches, public.phone_numbers to frontdesk_eraser;
  grant select (company_id, config) on public.integrations to frontdesk_eraser;
  grant execute on function private.emptied(regclass, text[]), private.number_of_customer(uuid, uuid), private.email_of_customer(uuid, uuid)
    to frontdesk_eraser;
  -- A changed row has its generated columns worked out anew, by whoever changes it.
  grant execute on function private.blocked_range(timestamptz, timestamptz, integer, integer) to frontdesk_eraser;
  grant create on schema private to frontdesk_eraser;
  grant select, update on public.ai_usage_logs, public.telephony_events to frontdesk_eraser;
  grant select, delete on private.speech_cache to frontdesk_eraser;
  alter function private.erase_rows_about(uuid, uuid) owner to frontdesk_eraser;
  alter function private.forget_user(uuid) owner to frontdesk_eraser;
  revoke create on schema private from frontdesk_eraser;
end $$;
