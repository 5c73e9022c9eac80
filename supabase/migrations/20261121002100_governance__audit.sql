-- governance · audit: who changed what, written by one trigger
--
-- Audited is what people set up and keep: a change made by hand, over the API, by the operator or by a job. What the voice
-- and webhook functions do in a call is told by the call itself (its turns, tool calls and events) and would only be said
-- twice here, on the one path where a caller waits. Read by admins, never changed; erasure empties the values that were a
-- person's. Lives as long as call metadata; the company has no foreign key, because the log outlives what it tells of.

create type public.audit_action as enum ('insert', 'update', 'delete');
comment on type public.audit_action is 'What was done to a row.';

create table public.audit_logs (
  id uuid not null default gen_random_uuid(),
  company_id uuid not null,
  action public.audit_action not null,
  table_name text not null,
  row_id text not null,
  customer_id uuid,
  old_values jsonb,
  new_values jsonb,
  actor_id uuid,
  actor_role text not null,
  request_id text,
  ip inet,
  user_agent text,
  created_at timestamptz not null default now(),
  primary key (id, created_at)
) partition by range (created_at);
comment on table public.audit_logs is
  'Who changed which row, with its values before and after; of a change only what differs. Written by one trigger, read by admins, never changed.';
comment on column public.audit_logs.row_id is 'The row''s id; where a table has none, the rest of its key.';
comment on column public.audit_logs.customer_id is 'The customer that the row is about, if it is about one; how erasure finds it. No foreign key: the log outlives the row.';
comment on column public.audit_logs.actor_id is 'The person signed in; null for a function, a job or the operator.';
comment on column public.audit_logs.actor_role is 'The database role that acted: authenticated, service_role, fn_api …';
comment on column public.audit_logs.old_values is 'Secrets are left out; what was a person''s is emptied by erasure.';

select private.open_months('public.audit_logs', (now() - interval '1 month')::date, (now() + interval '3 months')::date);

create index audit_logs_company on public.audit_logs (company_id, created_at desc);
create index audit_logs_row on public.audit_logs (company_id, table_name, row_id, created_at desc);
create index audit_logs_customer on public.audit_logs (company_id, customer_id) where customer_id is not null;
create index audit_logs_actor on public.audit_logs (company_id, actor_id, created_at desc);

create trigger _200_append_only before update or delete on public.audit_logs
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.audit_logs
  for each statement execute function private.tg__append_only();

alter table public.audit_logs enable row level security;
alter table public.audit_logs force row level security;
create policy select_as_admin on public.audit_logs for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.audit_logs to authenticated, service_role;
-- Nobody writes: the trigger does.

-- A header of the request as PostgREST hands it on; null outside of one, and for one that is not JSON.
create function private.request_header(p_name text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return left(nullif(current_setting('request.headers', true), '')::jsonb ->> p_name, 500);
exception when invalid_text_representation then
  return null;
end $$;
comment on function private.request_header(text) is 'A header of the HTTP request that is being served, at most 500 characters; null if there is none.';

create function private.request_ip() returns inet
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  -- The first address is the one the platform's edge saw.
  return nullif(btrim(split_part(coalesce(private.request_header('cf-connecting-ip'), private.request_header('x-forwarded-for')), ',', 1)), '')::inet;
exception when invalid_text_representation then
  return null;
end $$;
comment on function private.request_ip() is 'The address the HTTP request came from; null outside of one or if it is none.';

-- Values that open doors, and those that the system counts or derives by itself.
create function private.fit_to_audit(p_row jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select p_row - '{
    webhook_token, telephony_webhook_token, credentials_key_id,
    updated_at, blocked, search, full_name, duration_minutes, last_used_at, last_checked_at, usage_count, popularity,
    call_count, first_appointment_at, last_appointment_at, total_appointments, completed_appointments, cancelled_appointments,
    no_show_appointments, total_spent,
    current_balance, reserved_balance, available_balance, total_topped_up, total_charged
  }'::text[]
$$;
comment on function private.fit_to_audit(jsonb) is 'A row as the audit keeps it: without secrets and without what the system counts by itself.';

create function private.tg__audit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then private.fit_to_audit(to_jsonb(old)) end;
  v_new jsonb := case when tg_op <> 'DELETE' then private.fit_to_audit(to_jsonb(new)) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_before jsonb := v_old;
  v_after jsonb := v_new;
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, v_new -> o.key) into v_before, v_after
    from jsonb_each(v_old) o where o.value is distinct from v_new -> o.key;
    if v_before is null then
      return null;
    end if;
  end if;
  insert into public.audit_logs (company_id, action, table_name, row_id, customer_id, old_values, new_values, actor_id, actor_role, request_id, ip, user_agent)
  values (
    coalesce(v_row ->> 'company_id', v_row ->> 'id')::uuid, lower(tg_op)::public.audit_action, tg_table_name,
    (select string_agg(v_row ->> k.name, '/' order by k.n) from unnest(tg_argv) with ordinality as k (name, n)),
    case when tg_table_name = 'customers' then v_row ->> 'id' else v_row ->> 'customer_id' end::uuid,
    v_before, v_after, auth.uid(),
    -- Inside a definer function current_user is its owner; the role of the request is what the client acts as.
    coalesce(nullif(current_setting('role', true), 'none'), session_user), private.request_header('x-request-id'), private.request_ip(),
    private.request_header('user-agent'));
  return null;
end $$;
comment on function private.tg__audit() is
  'Writes what happened to a row into audit_logs. Its arguments name the columns that stand for the row.';

-- Where the trigger hangs. A call and a webhook tell what they did themselves; an erasure must not write down what it erases.
do $$
declare
  v_table text;
  v_keys text;
begin
  for v_table, v_keys in
    select * from (values
      ('companies', 'id'), ('company_members', 'profile_id'), ('invitations', 'id'), ('company_goals', 'id'),
      ('integrations', 'id'), ('api_keys', 'id'), ('company_ai_keys', 'company_id'),
      ('branches', 'id'), ('staff', 'id'), ('working_hours', 'id'), ('closures', 'id'), ('services', 'id'),
      ('staff_services', 'staff_id, service_id'),
      ('calcom_event_types', 'id'), ('staff_event_types', 'staff_id, event_type_id'),
      ('customers', 'id'), ('customer_interactions', 'id'), ('customer_notes', 'id'), ('customer_preferences', 'customer_id, key'),
      ('customer_relationships', 'id'), ('leads', 'id'),
      ('assistants', 'id'), ('assistant_versions', 'id'), ('phone_numbers', 'id'), ('knowledge_notebooks', 'id'), ('knowledge_articles', 'id'),
      ('calls', 'id'), ('webhook_dead_letter_queue', 'id'),
      ('appointments', 'id'), ('calendar_blocks', 'id'), ('waitlist_entries', 'id'),
      ('company_notification_templates', 'id'), ('reviews', 'id'),
      ('prepaid_balances', 'company_id'), ('rate_cards', 'id'),
      ('subscriptions', 'id'), ('subscription_items', 'id'), ('balance_topups', 'id'), ('invoices', 'id'), ('billing_line_items', 'id')) as audited (table_name, keys)
  loop
    execute format(
      'create trigger _800_audit after insert or update or delete on public.%I for each row
         when (session_user not in (''fn_voice'', ''fn_ingest'') and current_user <> ''frontdesk_eraser'')
         execute function private.tg__audit(%s)', v_table, v_keys);
  end loop;
end $$;
