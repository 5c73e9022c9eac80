-- customers · care: what one remembers about a customer, how they like it, and whom they belong to

create type public.note_category as enum ('general', 'preference', 'complaint', 'billing', 'follow_up');
comment on type public.note_category is 'What a note about a customer is for.';

create table public.customer_notes (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid not null,
  author_id uuid default auth.uid(),
  category public.note_category not null default 'general',
  body text not null constraint customer_notes_body_sensible check (btrim(body) <> '' and char_length(body) <= 10000),
  is_pinned boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade,
  foreign key (company_id, author_id) references public.company_members (company_id, profile_id) on delete set null (author_id)
);
comment on table public.customer_notes is
  'What members write down about a customer; each stands on the timeline too. Members read, write and throw away; gone with the customer.';
comment on column public.customer_notes.author_id is 'The member who wrote it: always who is signed in. Null where they have left, or a program wrote it.';

create index customer_notes_customer on public.customer_notes (company_id, customer_id, is_pinned desc, created_at desc);
create index customer_notes_author on public.customer_notes (company_id, author_id);

create trigger _100_touch_updated_at before update on public.customer_notes
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.customer_notes
  for each row execute function private.tg__tenant_stays();

alter table public.customer_interactions add constraint customer_interactions_note_is_own
  foreign key (company_id, note_id) references public.customer_notes (company_id, id) on delete cascade;
create index customer_interactions_note on public.customer_interactions (company_id, note_id);

-- A note stands on the timeline, and says there what it says here.
create function private.tg_customer_notes__on_timeline() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into public.customer_interactions (company_id, customer_id, note_id, type, channel, content, occurred_at)
    values (new.company_id, new.customer_id, new.id, 'note', 'in_person', new.body, new.created_at);
  else
    update public.customer_interactions set content = new.body, customer_id = new.customer_id
    where company_id = new.company_id and note_id = new.id;
  end if;
  return null;
end $$;
comment on function private.tg_customer_notes__on_timeline() is 'Keeps the line of a note on its customer''s timeline.';
create trigger _500_on_timeline after insert or update of body, customer_id on public.customer_notes
  for each row execute function private.tg_customer_notes__on_timeline();

alter table public.customer_notes enable row level security;
alter table public.customer_notes force row level security;
create policy select_as_member on public.customer_notes for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.customer_notes for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.customer_notes for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.customer_notes for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.customer_notes to authenticated;
grant insert (id, company_id, customer_id, category, body, is_pinned) on public.customer_notes to authenticated;
grant update (category, body, is_pinned) on public.customer_notes to authenticated;
grant select, insert, update, delete on public.customer_notes to service_role;
-- Nobody writes in another's name, and a note stays with its customer.

create table public.customer_preferences (
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid not null,
  key text not null constraint customer_preferences_key_plain check (key ~ '^[a-z][a-z0-9_]{0,99}$'),
  value jsonb not null constraint customer_preferences_value_not_endless check (char_length(value::text) <= 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, customer_id, key),
  constraint customer_preferences_channel_known check (key <> 'channel' or value in ('"phone"', '"sms"', '"whatsapp"', '"email"')),
  constraint customer_preferences_reminders_yes_or_no check (key <> 'reminders' or jsonb_typeof(value) = 'boolean'),
  constraint customer_preferences_reminder_hours_sensible check (
    key <> 'reminder_hours' or case when jsonb_typeof(value) = 'number' then (value #>> '{}')::numeric between 1 and 336 else false end),
  constraint customer_preferences_times_a_list check (key <> 'preferred_times' or jsonb_typeof(value) = 'array'),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade
);
comment on table public.customer_preferences is
  'How a customer likes it, one row a key. Members read and write, calls and reminders go by it; gone with the customer.';
comment on column public.customer_preferences.key is
  'channel (phone, sms, whatsapp, email), reminders (true or false), reminder_hours (1 to 336 before the appointment), preferred_times (a list), or a key of one''s own.';

create trigger _100_touch_updated_at before update on public.customer_preferences
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.customer_preferences
  for each row execute function private.tg__tenant_stays();

alter table public.customer_preferences enable row level security;
alter table public.customer_preferences force row level security;
create policy select_as_member on public.customer_preferences for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.customer_preferences for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.customer_preferences for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.customer_preferences for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.customer_preferences to authenticated;
-- An upsert over REST sets every column it sends, the key's own among them; tenant_stays guards the company.
grant insert (company_id, customer_id, key, value), update (company_id, customer_id, key, value) on public.customer_preferences to authenticated;
grant select, insert, update, delete on public.customer_preferences to service_role;

create type public.relationship_kind as enum ('family', 'parent', 'guardian', 'partner', 'friend', 'colleague', 'referral', 'other');
comment on type public.relationship_kind is
  'What the customer is to the related one: their parent or guardian, who referred them; the others read the same from both sides.';

create table public.customer_relationships (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid not null,
  related_customer_id uuid not null,
  kind public.relationship_kind not null,
  note text constraint customer_relationships_note_not_endless check (char_length(note) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint customer_relationships_not_to_oneself check (customer_id <> related_customer_id),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete cascade,
  foreign key (company_id, related_customer_id) references public.customers (company_id, id) on delete cascade
);
comment on table public.customer_relationships is
  'Who belongs to whom among a company''s customers: a parent books for a child, a friend referred a friend. Members read and write; gone with either.';

-- One of a kind between two, whichever way round it was written.
create unique index customer_relationships_known_once on public.customer_relationships (
  company_id, least(customer_id, related_customer_id), greatest(customer_id, related_customer_id), kind);
create index customer_relationships_customer on public.customer_relationships (company_id, customer_id);
create index customer_relationships_related on public.customer_relationships (company_id, related_customer_id);

create trigger _100_touch_updated_at before update on public.customer_relationships
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.customer_relationships
  for each row execute function private.tg__tenant_stays();

alter table public.customer_relationships enable row level security;
alter table public.customer_relationships force row level security;
create policy select_as_member on public.customer_relationships for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.customer_relationships for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.customer_relationships for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy delete_as_member on public.customer_relationships for delete to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select, delete on public.customer_relationships to authenticated;
grant insert (id, company_id, customer_id, related_customer_id, kind, note) on public.customer_relationships to authenticated;
grant update (kind, note) on public.customer_relationships to authenticated;
grant select, insert, update, delete on public.customer_relationships to service_role;
