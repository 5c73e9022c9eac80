-- bookings · waitlist: who would come if something became free

create type public.waitlist_status as enum ('waiting', 'offered', 'booked', 'expired', 'cancelled');
comment on type public.waitlist_status is
  'waiting: nothing has come up; offered: a time has been offered and is being thought over; booked: it became an appointment; expired: the last of its days is over; cancelled: no longer wanted.';

create table public.waitlist_entries (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  branch_id uuid,
  customer_id uuid not null,
  call_id uuid,
  service_id uuid not null,
  staff_id uuid,

  days date[] not null default '{}' constraint waitlist_entries_days_few_and_named
    check (cardinality(days) <= 62 and array_position(days, null) is null),
  not_before time,
  before time,
  expires_on date not null default current_date + 60
    constraint waitlist_entries_expires_within_the_calendar check (expires_on >= '2000-01-01' and expires_on < '2200-01-01'),
  note text constraint waitlist_entries_note_not_endless check (char_length(note) <= 1000),

  status public.waitlist_status not null default 'waiting',
  offered_start timestamptz,
  offered_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint waitlist_entries_window_has_an_inside check (before > not_before),
  constraint waitlist_entries_offered_a_time check (
    (offered_start is null) = (offered_until is null) and (status = 'offered') <= (offered_start is not null)),
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade,
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete set null (call_id),
  foreign key (company_id, service_id) references public.services (company_id, id) on delete cascade,
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete set null (staff_id)
);
comment on table public.waitlist_entries is
  'Who waits for a time of a service. Written by calls and by members, who offer what becomes free and say what came of it; read by members, gone with the customer.';
comment on column public.waitlist_entries.staff_id is 'With whom; null if it does not matter.';
comment on column public.waitlist_entries.days is 'Local days that would do, none twice, earliest first; empty for any day.';
comment on column public.waitlist_entries.not_before is 'Local wall time: a start from then on. Null for any.';
comment on column public.waitlist_entries.before is 'Local wall time: a start before then. Null for any.';
comment on column public.waitlist_entries.expires_on is 'The last day on which it still counts: the last of its days, or sixty days ahead.';
comment on column public.waitlist_entries.offered_start is 'The start that was offered last, and until when the offer stood.';

create index waitlist_entries_waiting on public.waitlist_entries (company_id, service_id, created_at) where status = 'waiting';
create index waitlist_entries_created on public.waitlist_entries (company_id, created_at desc);
create index waitlist_entries_customer on public.waitlist_entries (company_id, customer_id);
create index waitlist_entries_branch on public.waitlist_entries (company_id, branch_id);
create index waitlist_entries_call on public.waitlist_entries (company_id, call_id);
create index waitlist_entries_service on public.waitlist_entries (company_id, service_id);
create index waitlist_entries_staff on public.waitlist_entries (company_id, staff_id);

create trigger _100_touch_updated_at before update on public.waitlist_entries
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.waitlist_entries
  for each row execute function private.tg__tenant_stays();

-- One order, none twice: two who wish the same are found to wish the same. The last day is when it is over.
create function private.tg_waitlist_entries__days_in_order() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.days := array(select distinct d from unnest(new.days) d where d is not null order by d);
  if cardinality(new.days) > 0 then
    new.expires_on := new.days[cardinality(new.days)];
  end if;
  return new;
end $$;
comment on function private.tg_waitlist_entries__days_in_order() is 'Puts the days in order, each once, and lets the entry end with the last of them.';
create trigger _100_days_in_order before insert or update of days on public.waitlist_entries
  for each row execute function private.tg_waitlist_entries__days_in_order();

alter table public.waitlist_entries enable row level security;
alter table public.waitlist_entries force row level security;
create policy select_as_member on public.waitlist_entries for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.waitlist_entries for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.waitlist_entries for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.waitlist_entries for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.waitlist_entries to authenticated;
grant insert (id, company_id, branch_id, customer_id, service_id, staff_id, days, not_before, before, expires_on, note) on public.waitlist_entries to authenticated;
grant update (staff_id, days, not_before, before, expires_on, note, status, offered_start, offered_until)
  on public.waitlist_entries to authenticated;
grant select, insert, update, delete on public.waitlist_entries to service_role;

create function backend.join_waitlist(
  p_call_id uuid, p_service_id uuid, p_staff_id uuid, p_days date[], p_not_before time, p_before time
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_customer_id uuid;
  v_days date[] := array(select distinct d from unnest(p_days) d where d is not null order by d limit 62);
  -- A window without an inside was misheard; better any time than none.
  v_window time[] := case when p_before <= p_not_before then array[null, null]::time[] else array[p_not_before, p_before] end;
  v_arguments jsonb := jsonb_build_object('service', p_service_id, 'staff', p_staff_id, 'days', v_days, 'window', v_window);
begin
  select * into v_call from public.calls where id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  perform from public.services v where v.company_id = v_call.company_id and v.id = p_service_id and v.is_active;
  if not found then
    raise exception using errcode = 'PT404', message = 'service_not_found', hint = 'Name an active service of the company that was called.';
  end if;
  v_customer_id := private.customer_of_call(p_call_id);
  if (private.done_before(v_call, 'waitlist', v_arguments)).id is not null then
    return;
  end if;
  perform private.note_done(v_call, 'waitlist', v_arguments, '{"waiting": true}');
  insert into public.waitlist_entries (company_id, branch_id, customer_id, call_id, service_id, staff_id, days, not_before, before)
  values (v_call.company_id, v_call.branch_id, v_customer_id, p_call_id, p_service_id,
    (select s.id from public.staff s where s.company_id = v_call.company_id and s.id = p_staff_id), v_days, v_window[1], v_window[2]);
end $$;
comment on function backend.join_waitlist(uuid, uuid, uuid, date[], time, time) is
  'Notes that the caller would come if a time of a service became free, once per call and wish. Refuses call_not_found, service_not_found.';
grant execute on function backend.join_waitlist(uuid, uuid, uuid, date[], time, time) to fn_voice;
