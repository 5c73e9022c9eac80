-- bookings · calendar blocks: what else takes a person's time
--
-- They keep a time from being offered and booked, but they are not in the exclusion constraint: an outside calendar says what
-- is so, and cannot be refused. One that lands on an appointment is kept and marked, so that a person sorts it out.

create type public.calendar_block_type as enum ('absence', 'meeting', 'busy');
comment on type public.calendar_block_type is 'absence and meeting are entered here by people; busy comes from a calendar elsewhere.';

create table public.calendar_blocks (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  staff_id uuid not null,
  branch_id uuid,
  type public.calendar_block_type not null,
  title text constraint calendar_blocks_title_not_endless check (char_length(title) <= 300),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  blocked tsrange not null generated always as (private.blocked_range(starts_at, ends_at, 0, 0)) stored,
  source text not null default 'manual' constraint calendar_blocks_source_plain check (source ~ '^[a-z][a-z0-9_]{0,39}$'),
  external_id text constraint calendar_blocks_external_id_not_endless check (char_length(external_id) between 1 and 500),
  conflicts_with_appointment_id uuid,
  is_conflict boolean not null generated always as (conflicts_with_appointment_id is not null) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint calendar_blocks_one_per_external_id unique (company_id, source, external_id),
  constraint calendar_blocks_end_after_start check (ends_at > starts_at),
  constraint calendar_blocks_within_the_calendar check (isfinite(starts_at) and isfinite(ends_at)),
  -- One rule tells what people may touch from what a calendar elsewhere decides.
  constraint calendar_blocks_busy_is_from_outside check (
    (type = 'busy') = (source <> 'manual') and (source = 'manual') = (external_id is null)),
  foreign key (company_id, staff_id) references public.staff (company_id, id) on delete cascade,
  foreign key (company_id, branch_id) references public.branches (company_id, id) on delete set null (branch_id),
  foreign key (company_id, conflicts_with_appointment_id) references public.appointments (company_id, id)
    on delete set null (conflicts_with_appointment_id)
);
comment on table public.calendar_blocks is
  'Time of a person that cannot be booked: absences and meetings, edited by members, and busy times that a calendar elsewhere tells of, written by the system. Whole closed days are closures. Gone with the person.';
comment on column public.calendar_blocks.branch_id is 'Where it takes place, if that matters; the person is blocked everywhere.';
comment on column public.calendar_blocks.source is 'manual, or the provider whose calendar it is from.';
comment on column public.calendar_blocks.external_id is 'Its id in that calendar; unique per company and source.';
comment on column public.calendar_blocks.conflicts_with_appointment_id is
  'The earliest standing appointment of the person that it lands on, buffers included; kept by trigger from both sides.';

create index calendar_blocks_blocked on public.calendar_blocks using gist (company_id, staff_id, blocked);
create index calendar_blocks_staff on public.calendar_blocks (company_id, staff_id, starts_at);
create index calendar_blocks_starts on public.calendar_blocks (company_id, starts_at);
create index calendar_blocks_branch on public.calendar_blocks (company_id, branch_id);
create index calendar_blocks_conflict on public.calendar_blocks (company_id, conflicts_with_appointment_id);

create trigger _100_touch_updated_at before update on public.calendar_blocks
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.calendar_blocks
  for each row execute function private.tg__tenant_stays();

-- Whether a person is away, in a meeting or busy at a time.
create function private.is_blocked_out(p_company_id uuid, p_staff_id uuid, p_blocked tsrange) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from public.calendar_blocks k
                 where k.company_id = p_company_id and k.staff_id = p_staff_id and k.blocked operator(pg_catalog.&&) p_blocked);
end $$;
comment on function private.is_blocked_out(uuid, uuid, tsrange) is 'True if a calendar block of this person overlaps the time.';

-- Holds do not count: they are gone in minutes, or become appointments.
create function private.appointment_in_the_way(p_company_id uuid, p_staff_id uuid, p_blocked tsrange) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return (select a.id from public.appointments a
          where a.company_id = p_company_id and a.staff_id = p_staff_id and a.blocked operator(pg_catalog.&&) p_blocked
            and a.status in ('pending', 'scheduled', 'confirmed')
          order by a.start_time, a.id limit 1);
end $$;
comment on function private.appointment_in_the_way(uuid, uuid, tsrange) is 'The earliest standing appointment of this person that overlaps the time; null if none.';

create function private.tg_calendar_blocks__mark_conflict() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Booking holds the same lock: what is being booked right now is seen, or sees this. An appointment that only marks takes none.
  if tg_op = 'INSERT' or (new.staff_id, new.starts_at, new.ends_at) is distinct from (old.staff_id, old.starts_at, old.ends_at) then
    perform from public.staff s where s.company_id = new.company_id and s.id = new.staff_id for no key update;
  end if;
  new.conflicts_with_appointment_id :=
    private.appointment_in_the_way(new.company_id, new.staff_id, private.blocked_range(new.starts_at, new.ends_at, 0, 0));
  return new;
end $$;
comment on function private.tg_calendar_blocks__mark_conflict() is 'Names the appointment that a new or moved block lands on; none is a value too.';
create trigger _500_mark_conflict before insert or update of staff_id, starts_at, ends_at, conflicts_with_appointment_id on public.calendar_blocks
  for each row execute function private.tg_calendar_blocks__mark_conflict();

-- The other side: an appointment that is made, moved, called off or over changes what its person's blocks land on.
-- A block that is being written at this moment is left out: its writer waits for our lock on the person and looks then.
create function private.tg_appointments__mark_blocks() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(new.status, old.status) = 'held' then
    return null;
  end if;
  with touched as (
    select k.id from public.calendar_blocks k
    where (k.company_id = new.company_id and k.staff_id = new.staff_id and k.blocked operator(pg_catalog.&&) new.blocked)
       or (k.company_id = old.company_id and k.staff_id = old.staff_id and k.blocked operator(pg_catalog.&&) old.blocked)
    order by k.id
    for no key update skip locked
  )
  update public.calendar_blocks k
  set conflicts_with_appointment_id = private.appointment_in_the_way(k.company_id, k.staff_id, k.blocked)
  from touched t
  where k.id = t.id
    and k.conflicts_with_appointment_id is distinct from private.appointment_in_the_way(k.company_id, k.staff_id, k.blocked);
  return null;
end $$;
comment on function private.tg_appointments__mark_blocks() is 'Marks and unmarks the calendar blocks that an appointment lands on, or has left.';
create trigger _500_mark_blocks after insert or delete or update of status, staff_id, start_time, end_time, buffer_before_minutes, buffer_after_minutes
  on public.appointments for each row execute function private.tg_appointments__mark_blocks();

alter table public.calendar_blocks enable row level security;
alter table public.calendar_blocks force row level security;
create policy select_as_member on public.calendar_blocks for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.calendar_blocks for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]) and type <> 'busy');
create policy update_as_member on public.calendar_blocks for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]) and type <> 'busy')
  with check (company_id = any ((select private.company_ids('member'))::uuid[]) and type <> 'busy');
create policy delete_as_member on public.calendar_blocks for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]) and type <> 'busy');
grant select, delete on public.calendar_blocks to authenticated;
grant insert (id, company_id, staff_id, branch_id, type, title, starts_at, ends_at) on public.calendar_blocks to authenticated;
grant update (staff_id, branch_id, type, title, starts_at, ends_at) on public.calendar_blocks to authenticated;
grant select, insert, update, delete on public.calendar_blocks to service_role;
-- Busy times are written by the system alone: whoever wants one gone changes it in the calendar that it is from.
