-- governance · consents, opt-outs and data requests: what people allowed, what they do not want, what they asked for

create type public.consent_purpose as enum ('data_processing', 'recording', 'reminders', 'marketing');
comment on type public.consent_purpose is 'What somebody may have agreed to.';

create table public.consents (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  customer_id uuid not null,
  purpose public.consent_purpose not null,
  is_granted boolean not null,
  wording text not null constraint consents_wording_says_something check (btrim(wording) <> '' and char_length(wording) <= 2000),
  call_id uuid,
  recorded_by uuid default auth.uid(),
  given_at timestamptz not null default now() constraint consents_not_given_tomorrow check (given_at <= now() + interval '1 hour'),
  created_at timestamptz not null default now(),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete restrict,
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete restrict
);
comment on table public.consents is
  'What a customer agreed to or withdrew, in which words; the last one counts. Append-only: the proof of article 7. Members write and read; kept with the customer''s row, which erasure leaves nameless.';
comment on column public.consents.recorded_by is 'The member who wrote it down. No foreign key: the proof outlives the account.';
comment on column public.consents.wording is 'What the customer was asked, word for word.';

create index consents_customer on public.consents (company_id, customer_id, purpose, given_at desc);
create index consents_call on public.consents (company_id, call_id);

create trigger _200_append_only before update or delete on public.consents
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.consents
  for each statement execute function private.tg__append_only();

alter table public.consents enable row level security;
alter table public.consents force row level security;
create policy select_as_member on public.consents for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.consents for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.consents to authenticated;
grant insert (company_id, customer_id, purpose, is_granted, wording, given_at) on public.consents to authenticated;
grant select, insert on public.consents to service_role;
-- No UPDATE, no DELETE: a consent is withdrawn by a new row.

-- What a caller answers to "may we record this call?". The first answer of a call counts: a repeated turn asks nothing anew.
create function backend.record_consent(p_call_id uuid, p_is_granted boolean, p_wording text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
begin
  update public.calls set recording_consent = p_is_granted where id = p_call_id and recording_consent is null returning * into v_call;
  if not found then
    select * into v_call from public.calls where id = p_call_id;
    if not found then
      raise exception using errcode = 'PT404', message = 'call_not_found';
    end if;
  elsif v_call.customer_id is not null then
    insert into public.consents (company_id, customer_id, purpose, is_granted, wording, call_id)
    values (v_call.company_id, v_call.customer_id, 'recording', p_is_granted, p_wording, p_call_id);
  end if;
  return v_call.recording_consent;
end $$;
comment on function backend.record_consent(uuid, boolean, text) is
  'Keeps whether a caller lets the call be recorded, and as a consent of the customer if the number is known; returns the answer that was given first. Refuses call_not_found.';
grant execute on function backend.record_consent(uuid, boolean, text) to fn_voice;

create view public.current_consents with (security_invoker = true) as
  select distinct on (c.company_id, c.customer_id, c.purpose)
    c.company_id, c.customer_id, c.purpose, c.is_granted, c.given_at
  from public.consents c
  order by c.company_id, c.customer_id, c.purpose, c.given_at desc, c.created_at desc, c.id;
comment on view public.current_consents is 'What each customer agrees to now: the last word on each purpose. No row: never asked.';
grant select on public.current_consents to authenticated, service_role;

create type public.contact_channel as enum ('phone', 'sms', 'whatsapp', 'email');
comment on type public.contact_channel is 'How somebody can be reached from outside.';

create table public.opt_outs (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  channel public.contact_channel not null,
  address text not null constraint opt_outs_address_is_one check (
    case when channel = 'email' then address ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and address = lower(address) and char_length(address) <= 254
    else address ~ '^\+[1-9][0-9]{6,14}$' end),
  reason text constraint opt_outs_reason_is_short check (char_length(reason) <= 500),
  created_at timestamptz not null default now(),
  constraint opt_outs_said_once unique (company_id, channel, address)
);
comment on table public.opt_outs is
  'Addresses that want nothing more on a channel: a number in E.164 or an email address in small letters. Members keep it, senders ask it; gone with the erasure of whose address it is.';

create trigger _200_tenant_stays before update of company_id on public.opt_outs
  for each row execute function private.tg__tenant_stays();

alter table public.opt_outs enable row level security;
alter table public.opt_outs force row level security;
create policy select_as_member on public.opt_outs for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.opt_outs for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.opt_outs for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, insert, delete on public.opt_outs to authenticated, service_role;
-- No UPDATE: who changes their mind is taken off the list.

create type public.data_request_kind as enum ('export', 'erasure', 'retention');
comment on type public.data_request_kind is 'export: articles 15 and 20; erasure: article 17; retention: what the company''s own periods took away.';

create table public.data_requests (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete restrict,
  kind public.data_request_kind not null,
  customer_id uuid,
  requested_by uuid,
  report jsonb not null,
  created_at timestamptz not null default now(),
  constraint data_requests_about_a_customer check ((kind = 'retention') = (customer_id is null)),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete restrict
);
comment on table public.data_requests is
  'Each export, erasure and run of retention, with the numbers of rows it touched by table and never what was in them. Append-only: how erasure is shown. Read by admins; kept as the law asks.';

comment on column public.data_requests.requested_by is 'The owner who asked; null for a job. No foreign key: the report outlives the account.';

create index data_requests_company on public.data_requests (company_id, created_at desc);
create index data_requests_customer on public.data_requests (company_id, customer_id);

create trigger _200_append_only before update or delete on public.data_requests
  for each row execute function private.tg__append_only();
create trigger _200_no_truncate before truncate on public.data_requests
  for each statement execute function private.tg__append_only();

alter table public.data_requests enable row level security;
alter table public.data_requests force row level security;
create policy select_as_admin on public.data_requests for select to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select on public.data_requests to authenticated, service_role;
-- Nobody writes: the functions that do the work report it.

create trigger _800_audit after insert or update or delete on public.opt_outs for each row
  when (session_user not in ('fn_voice', 'fn_ingest') and current_user <> 'frontdesk_eraser')
  execute function private.tg__audit('id');
