-- governance · export: everything that is kept about one customer, as JSON (articles 15 and 20)

-- Every row of every mapped table that is about the customer, whole but for what is derived from the rest.
create function private.rows_about(p_company_id uuid, p_customer_id uuid) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_part record;
  v_rows jsonb;
  v_all jsonb := '{}';
begin
  for v_part in
    select m.table_name, m.about_customer from private.data_map m where m.about_customer is not null order by m.table_name
  loop
    execute format('select jsonb_agg(to_jsonb(t) - ''{search,blocked,company_id}''::text[]) from %s t where %s', v_part.table_name, v_part.about_customer)
      into v_rows using p_company_id, p_customer_id;
    if v_rows is not null then
      v_all := v_all || jsonb_build_object(split_part(v_part.table_name, '.', 2), v_rows);
    end if;
  end loop;
  return v_all;
end $$;
comment on function private.rows_about(uuid, uuid) is 'All rows about a customer, by table, as the data map finds them.';

create function private.counts_of(p_rows jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(r.key, jsonb_array_length(r.value)), '{}') from jsonb_each(p_rows) r
$$;
comment on function private.counts_of(jsonb) is 'How many rows an export holds, by table.';

-- A customer that is not yours and one that does not exist look the same.
create function private.company_of_customer(p_customer_id uuid, p_minimum public.member_role) returns uuid
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid := (
    select c.company_id from public.customers c where c.id = p_customer_id and c.company_id = any (private.company_ids()));
begin
  if v_company_id is null then
    raise exception using errcode = 'PT404', message = 'customer_not_found', hint = 'Name a customer of a company that you belong to.';
  end if;
  perform private.require_role(auth.uid(), v_company_id, p_minimum);
  return v_company_id;
end $$;
comment on function private.company_of_customer(uuid, public.member_role) is
  'The company of a customer, if the caller holds at least this role in it. Refuses customer_not_found or role_too_low.';

create function private.export_customer(p_customer_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid := private.company_of_customer(p_customer_id, 'admin');
  v_rows jsonb := private.rows_about(v_company_id, p_customer_id);
begin
  insert into public.data_requests (company_id, kind, customer_id, requested_by, report)
  values (v_company_id, 'export', p_customer_id, auth.uid(), private.counts_of(v_rows));
  return jsonb_build_object('customer_id', p_customer_id, 'exported_at', now(), 'data', v_rows);
end $$;
comment on function private.export_customer(uuid) is 'Does what public.export_customer says.';
grant execute on function private.export_customer(uuid) to authenticated;

create function public.export_customer(p_customer_id uuid) returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.export_customer(p_customer_id);
end;
comment on function public.export_customer(uuid) is
  'Everything that is kept about a customer, by table, as JSON: {customer_id, exported_at, data: {table: [row, …]}}. For admins; leaves a row in data_requests. Refuses customer_not_found, role_too_low.';
grant execute on function public.export_customer(uuid) to authenticated;

-- What is kept about the person who asks: their account and what hangs on it, in every company.
create function private.export_me() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if auth.uid() is null then
    raise exception using errcode = 'PT401', message = 'not_signed_in', hint = 'Sign in first.';
  end if;
  return jsonb_build_object(
    'profile', (select to_jsonb(p) - 'telephony_webhook_token' from public.profiles p where p.id = auth.uid()),
    'preferences', (select coalesce(jsonb_object_agg(u.key, u.value), '{}') from public.user_preferences u where u.profile_id = auth.uid()),
    'ai_settings', (select to_jsonb(a) from public.user_ai_settings a where a.profile_id = auth.uid()),
    'memberships', (
      select coalesce(jsonb_agg(jsonb_build_object('company', c.name, 'role', m.role, 'since', m.created_at) order by m.created_at), '[]')
      from public.company_members m join public.companies c on c.id = m.company_id where m.profile_id = auth.uid()),
    'staff', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from public.staff s where s.profile_id = auth.uid()),
    'actions', (
      select coalesce(jsonb_agg(jsonb_build_object('at', a.created_at, 'action', a.action, 'table', a.table_name, 'ip', a.ip, 'user_agent', a.user_agent)
        order by a.created_at), '[]') from public.audit_logs a where a.actor_id = auth.uid()));
end $$;
comment on function private.export_me() is 'Does what public.export_me says.';
grant execute on function private.export_me() to authenticated;

create function public.export_me() returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select private.export_me();
end;
comment on function public.export_me() is
  'What is kept about the caller: {profile, preferences, ai_settings, memberships, staff, actions}. Refuses not_signed_in.';
grant execute on function public.export_me() to authenticated;
