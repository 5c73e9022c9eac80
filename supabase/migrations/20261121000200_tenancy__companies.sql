-- tenancy · companies: the tenant root, and the countries it may be in

create table public.countries (
  code text primary key constraint countries_code_iso_3166 check (code ~ '^[A-Z]{2}$'),
  name text not null,
  calling_code text not null,
  currency public.currency_code not null,
  timezone public.iana_zone not null,
  created_at timestamptz not null default now()
);
comment on table public.countries is 'Where Frontdesk answers telephones. Everybody signed in reads it; it grows by a migration. Kept for good.';

comment on column public.countries.timezone is 'The zone in which people there are rung; each of these countries has one.';

insert into public.countries (code, name, calling_code, currency, timezone) values
  ('DE', 'Deutschland', '+49', 'EUR', 'Europe/Berlin'),
  ('AT', 'Österreich', '+43', 'EUR', 'Europe/Vienna'),
  ('CH', 'Schweiz', '+41', 'CHF', 'Europe/Zurich'),
  ('SE', 'Sverige', '+46', 'SEK', 'Europe/Stockholm');

alter table public.countries enable row level security;
alter table public.countries force row level security;
create policy select_as_anyone_signed_in on public.countries for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.countries to authenticated, service_role;

create type public.recording_consent_mode as enum ('never', 'ask', 'announce');
comment on type public.recording_consent_mode is 'never: calls are not recorded; ask: only after a spoken yes; announce: the caller is told.';

create type public.caller_proof as enum ('number', 'code', 'birth_date');
comment on type public.caller_proof is
  'How a caller shows who they are before they hear of appointments or change them. number: they ring from the number on record; code: they say the code of one of their appointments, from whatever number; birth_date: the number, and the date of birth on record.';

create table public.companies (
  id uuid primary key default gen_random_uuid(),
  tenant_id text not null unique default 't_' || encode(extensions.gen_random_bytes(6), 'hex'),
  name text not null constraint companies_name_not_blank check (btrim(name) <> '')
    constraint companies_name_not_endless check (char_length(name) <= 200),
  slug text not null unique constraint companies_slug_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),

  email text constraint companies_email_looks_like_one check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  phone public.e164,
  website text constraint companies_website_not_endless check (char_length(website) <= 500),
  street text constraint companies_street_not_endless check (char_length(street) <= 200),
  city text constraint companies_city_not_endless check (char_length(city) <= 100),
  postal_code text constraint companies_postal_code_not_endless check (char_length(postal_code) <= 20),
  country text not null default 'DE' references public.countries (code),
  billing_address jsonb constraint companies_billing_address_not_endless check (char_length(billing_address::text) <= 4000),
  vat_id text constraint companies_vat_id_not_endless check (char_length(vat_id) <= 30),

  timezone public.iana_zone not null default 'Europe/Berlin',
  language public.language_code not null default 'de',
  currency public.currency_code not null default 'EUR',
  slot_step_minutes smallint not null default 15
    constraint companies_slot_step_divides_the_hour check (slot_step_minutes in (5, 10, 15, 20, 30, 60)),
  caller_proof public.caller_proof not null default 'number',
  change_notice_hours smallint not null default 4 constraint companies_change_notice_sensible check (change_notice_hours between 0 and 336),
  settings jsonb not null default '{}' constraint companies_settings_is_an_object check (jsonb_typeof(settings) = 'object')
    constraint companies_settings_not_endless check (char_length(settings::text) <= 20000),

  is_active boolean not null default true,
  trial_ends_at timestamptz default now() + interval '14 days',
  stripe_customer_id text unique,

  outbound_from time not null default '09:00',
  outbound_until time not null default '20:00',
  outbound_weekdays smallint[] not null default '{1,2,3,4,5,6}' constraint companies_outbound_on_weekdays check (
    outbound_weekdays <@ '{1,2,3,4,5,6,7}' and array_position(outbound_weekdays, null) is null and cardinality(outbound_weekdays) <= 7),

  recording_consent public.recording_consent_mode not null default 'never',
  recording_retention_days integer not null default 90 constraint companies_recording_retention_positive check (recording_retention_days > 0),
  transcript_retention_days integer not null default 365 constraint companies_transcript_retention_positive check (transcript_retention_days > 0),
  call_metadata_retention_days integer not null default 2557 constraint companies_metadata_retention_positive check (call_metadata_retention_days > 0),

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint companies_outbound_ends_after_its_beginning check (outbound_until > outbound_from)
);
comment on table public.companies is
  'The tenant: one business whose telephone we answer. Made by create_company or the operator, read by its members, edited by its owners; lives until the operator closes it.';
comment on column public.companies.tenant_id is 'Short public id that may stand in an address or a support mail.';
comment on column public.companies.slot_step_minutes is 'Appointments start on this grid, counted from the full hour.';
comment on column public.companies.caller_proof is
  'How callers show who they are. A number can be forged with some effort; a company with more to lose asks for more.';
comment on column public.companies.change_notice_hours is
  'Until so many hours before it starts, a caller may move an appointment or call it off; later only a person of the company does. What was booked in the same call is not bound by it.';
comment on column public.companies.outbound_from is 'From when on the company rings people, in the local time of whom it rings.';
comment on column public.companies.outbound_until is 'Until when it may begin to ring them.';
comment on column public.companies.outbound_weekdays is 'On which ISO weekdays it rings people: Monday is 1.';
comment on column public.companies.trial_ends_at is 'When the free trial ends; null once a plan is bought.';

create index companies_country on public.companies (country);

create trigger _100_touch_updated_at before update on public.companies
  for each row execute function private.tg__touch_updated_at();

alter table public.companies enable row level security;
alter table public.companies force row level security;
-- The policies follow in the next file, once there are members to speak of.
