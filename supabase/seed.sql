-- The demonstration companies. Numbers are from ranges kept for fiction; the owners' password is test-owner-password.
-- Credentials are not here: they are sealed under a key that only the runner knows, and stored through schema backend.

insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token, recovery_token,
  email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select '00000000-0000-0000-0000-000000000000', u.id, 'authenticated', 'authenticated', u.email,
  extensions.crypt('test-owner-password', extensions.gen_salt('bf', 10)), now(), '', '', '', '',
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', u.name), now(), now()
from (values
  ('a1000000-0000-4000-8000-000000000009'::uuid, 'owner@salon-lindenbluete.example', 'Lena Lindner'),
  ('a2000000-0000-4000-8000-000000000009', 'owner@zahnarztpraxis-am-see.example', 'Anna Keller'),
  ('a3000000-0000-4000-8000-000000000009', 'owner@malmo-rorservice.example', 'Erik Lindqvist')) as u (id, email, name);

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
select gen_random_uuid(), u.id, 'email', u.id::text,
  jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', true, 'phone_verified', false), now(), now(), now()
from auth.users u
where u.email like 'owner@%.example';

insert into public.exchange_rates (currency, on_day, rate, source) values
  ('CHF', '2026-01-01', 0.9310, 'seed'),
  ('SEK', '2026-01-01', 11.0475, 'seed'),
  ('USD', '2026-01-01', 1.1620, 'seed');

insert into public.companies (id, tenant_id, name, slug, email, phone, street, city, postal_code, country, timezone, language, currency) values
  ('a1000000-0000-4000-8000-000000000001', 't_salon', 'Salon Lindenblüte', 'salon-lindenbluete', 'hallo@salon-lindenbluete.example',
   '+493023125101', 'Lindenstraße 12', 'Berlin', '10969', 'DE', 'Europe/Berlin', 'de', 'EUR'),
  ('a2000000-0000-4000-8000-000000000001', 't_dentist', 'Zahnarztpraxis am See', 'zahnarztpraxis-am-see', 'praxis@zahnarztpraxis-am-see.example',
   '+41445550101', 'Seestrasse 40', 'Zürich', '8002', 'CH', 'Europe/Zurich', 'de', 'CHF'),
  ('a3000000-0000-4000-8000-000000000001', 't_plumber', 'Malmö Rörservice', 'malmo-rorservice', 'hej@malmo-rorservice.example',
   '+46406280411', 'Kanalgatan 7', 'Malmö', '211 40', 'SE', 'Europe/Stockholm', 'sv', 'SEK');

insert into public.company_members (company_id, profile_id, role) values
  ('a1000000-0000-4000-8000-000000000001', 'a1000000-0000-4000-8000-000000000009', 'owner'),
  ('a2000000-0000-4000-8000-000000000001', 'a2000000-0000-4000-8000-000000000009', 'owner'),
  ('a3000000-0000-4000-8000-000000000001', 'a3000000-0000-4000-8000-000000000009', 'owner');

-- The three have a plan, so that the demonstration does not end with the trial.
insert into public.subscriptions (company_id, plan, current_period_start, current_period_end)
select c.id, 'professional', '2026-01-01 00:00+00', '2027-01-01 00:00+00' from public.companies c
where c.tenant_id in ('t_salon', 't_dentist', 't_plumber');

-- Opening hours of the main branch, which came with the company.
insert into public.working_hours (company_id, branch_id, weekday, opens, closes)
select b.company_id, b.id, d.weekday, h.opens, h.closes
from (values
  ('t_salon', 2, 5, time '09:00', time '18:00'),
  ('t_salon', 6, 6, '09:00', '14:00'),
  ('t_dentist', 1, 5, '08:00', '12:00'),
  ('t_dentist', 1, 5, '13:00', '17:00'),
  ('t_plumber', 1, 5, '07:00', '16:00')) as h (tenant_id, first_day, last_day, opens, closes)
join public.companies c on c.tenant_id = h.tenant_id
join public.branches b on b.company_id = c.id and b.is_primary
cross join lateral generate_series(h.first_day, h.last_day) as d (weekday);

insert into public.staff (id, company_id, branch_id, first_name, last_name, display_name, title)
select s.id, c.id, b.id, s.first_name, s.last_name, s.display_name, s.title
from (values
  ('a1000000-0000-4000-8000-000000000011'::uuid, 't_salon', 'Maria', 'Schmidt', 'Maria Schmidt', null),
  ('a1000000-0000-4000-8000-000000000012', 't_salon', 'Thomas', 'Weber', 'Thomas Weber', null),
  ('a2000000-0000-4000-8000-000000000011', 't_dentist', 'Anna', 'Keller', 'Dr. Anna Keller', 'Dr.'),
  ('a2000000-0000-4000-8000-000000000012', 't_dentist', 'Reto', 'Meier', 'Reto Meier', null),
  ('a3000000-0000-4000-8000-000000000011', 't_plumber', 'Erik', 'Lindqvist', 'Erik Lindqvist', null),
  ('a3000000-0000-4000-8000-000000000012', 't_plumber', 'Sara', 'Nyström', 'Sara Nyström', null)
) as s (id, tenant_id, first_name, last_name, display_name, title)
join public.companies c on c.tenant_id = s.tenant_id
join public.branches b on b.company_id = c.id and b.is_primary;

insert into public.services (id, company_id, name, slug, category, duration_minutes, price, currency, tax_rate, min_advance_hours)
select s.id, c.id, s.name, s.slug, s.category, s.minutes, s.price, c.currency, s.tax_rate, 1
from (values
  ('a1000000-0000-4000-8000-000000000021'::uuid, 't_salon', 'Herrenhaarschnitt', 'herrenhaarschnitt', 'Haare', 30, 28.00, 19.00),
  ('a1000000-0000-4000-8000-000000000022', 't_salon', 'Damenhaarschnitt', 'damenhaarschnitt', 'Haare', 45, 45.00, 19.00),
  ('a1000000-0000-4000-8000-000000000023', 't_salon', 'Färben', 'faerben', 'Haare', 120, 95.00, 19.00),
  ('a1000000-0000-4000-8000-000000000024', 't_salon', 'Bartpflege', 'bartpflege', 'Bart', 20, 18.00, 19.00),
  ('a2000000-0000-4000-8000-000000000021', 't_dentist', 'Kontrolle', 'kontrolle', 'Behandlung', 30, 120.00, 0),
  ('a2000000-0000-4000-8000-000000000022', 't_dentist', 'Dentalhygiene', 'dentalhygiene', 'Prophylaxe', 60, 180.00, 0),
  ('a2000000-0000-4000-8000-000000000023', 't_dentist', 'Notfall', 'notfall', 'Behandlung', 30, 150.00, 0),
  ('a3000000-0000-4000-8000-000000000021', 't_plumber', 'Servicebesök', 'servicebesok', 'VVS', 60, 950.00, 25.00),
  ('a3000000-0000-4000-8000-000000000022', 't_plumber', 'Läckage', 'lackage', 'VVS', 90, 1450.00, 25.00),
  ('a3000000-0000-4000-8000-000000000023', 't_plumber', 'Installation', 'installation', 'VVS', 120, 1900.00, 25.00)
) as s (id, tenant_id, name, slug, category, minutes, price, tax_rate)
join public.companies c on c.tenant_id = s.tenant_id;

-- Everybody does everything of their company, but for what one person alone does.
insert into public.staff_services (company_id, staff_id, service_id)
select v.company_id, s.id, v.id
from public.services v
join public.staff s on s.company_id = v.company_id
left join (values ('faerben', 'Maria'), ('bartpflege', 'Thomas'), ('kontrolle', 'Anna'), ('dentalhygiene', 'Reto'), ('notfall', 'Anna'))
  as only_one (slug, first_name) on only_one.slug = v.slug
where only_one.first_name is null or only_one.first_name = s.first_name;

insert into public.assistants (id, company_id, name, description, first_message, system_prompt, model_provider, language)
select a.id, c.id, a.name, 'Nimmt Anrufe an, bucht Termine und beantwortet Fragen.', a.first_message, a.system_prompt, 'openai', c.language
from (values
  ('a1000000-0000-4000-8000-000000000031'::uuid, 't_salon', 'Linde',
   'Salon Lindenblüte, guten Tag! Hier spricht der telefonische Assistent. Was kann ich für Sie tun?',
   'Du bist die freundliche Stimme am Telefon des Friseursalons Lindenblüte in Berlin. Sprich kurz, herzlich und per Sie.'),
  ('a2000000-0000-4000-8000-000000000031', 't_dentist', 'Praxisassistent',
   'Zahnarztpraxis am See, grüezi! Hier spricht der telefonische Assistent. Wie kann ich Ihnen helfen?',
   'Du bist die ruhige Stimme am Telefon der Zahnarztpraxis am See in Zürich. Sprich kurz und höflich. Gib keinen medizinischen Rat.'),
  ('a3000000-0000-4000-8000-000000000031', 't_plumber', 'Rörjouren',
   'Malmö Rörservice, hej! Du talar med den automatiska telefonassistenten. Vad kan jag hjälpa dig med?',
   'Du är den vänliga rösten i telefonen hos Malmö Rörservice. Tala kort och tydligt.')
) as a (id, tenant_id, name, first_message, system_prompt)
join public.companies c on c.tenant_id = a.tenant_id;

select private.freeze_assistant(a.id, m.profile_id) from public.assistants a join public.company_members m on m.company_id = a.company_id;

insert into public.integrations (id, company_id, connected_by, provider, provider_type, capabilities, name, webhook_token)
select overlay(c.id::text placing '51' from 35)::uuid, c.id, m.profile_id, 'twilio', 'telephony', '{voice,sms,whatsapp}', 'Twilio',
  encode(extensions.digest('test-webhook-token-' || c.slug, 'sha256'), 'hex')
from public.companies c join public.company_members m on m.company_id = c.id;

insert into public.phone_numbers (company_id, number, country, area_code, provider, integration_id, branch_id, assistant_id, is_primary, monthly_cost, currency)
select c.id, n.number, c.country, n.area_code, 'twilio', i.id, b.id, a.id, true, n.monthly_cost, c.currency
from (values
  ('t_salon', '+493023125100', '30', 1.00),
  ('t_dentist', '+41445550100', '44', 1.00),
  ('t_plumber', '+46406280410', '40', 10.00)) as n (tenant_id, number, area_code, monthly_cost)
join public.companies c on c.tenant_id = n.tenant_id
join public.branches b on b.company_id = c.id and b.is_primary
join public.integrations i on i.company_id = c.id
join public.assistants a on a.company_id = c.id;

insert into public.knowledge_notebooks (id, company_id, name)
select overlay(c.id::text placing '61' from 35)::uuid, c.id, 'Telefon' from public.companies c;

insert into public.knowledge_articles (company_id, notebook_id, topic, title, content, language)
select c.id, n.id, k.topic, k.title, k.content, c.language
from (values
  ('t_salon', 'hours', 'Öffnungszeiten', 'Wir haben dienstags bis freitags von 9 bis 18 Uhr und samstags von 9 bis 14 Uhr geöffnet.'),
  ('t_salon', 'directions', 'Anfahrt', 'Sie finden uns in der Lindenstraße 12 in Berlin, zwei Minuten zu Fuß vom U-Bahnhof Hallesches Tor.'),
  ('t_salon', 'payment', 'Bezahlung', 'Sie können bar oder mit Karte bezahlen.'),
  ('t_dentist', 'hours', 'Öffnungszeiten', 'Wir haben montags bis freitags von 8 bis 12 Uhr und von 13 bis 17 Uhr geöffnet.'),
  ('t_dentist', 'directions', 'Anfahrt', 'Die Praxis ist an der Seestrasse 40 in Zürich, wenige Schritte von der Haltestelle Bahnhof Enge.'),
  ('t_plumber', 'hours', 'Öppettider', 'Vi har öppet måndag till fredag från klockan 7 till 16.'),
  ('t_plumber', 'directions', 'Vägbeskrivning', 'Vi finns på Kanalgatan 7 i Malmö, fem minuter från Centralstationen.')) as k (tenant_id, topic, title, content)
join public.companies c on c.tenant_id = k.tenant_id
join public.knowledge_notebooks n on n.company_id = c.id;

insert into public.rate_cards (company_id, currency, valid_from, billing_increment_seconds, price_per_minute,
  price_per_million_prompt_tokens, price_per_million_cached_tokens, price_per_million_completion_tokens)
select c.id, c.currency, '2026-01-01 00:00+00', 60, r.per_minute, r.prompt, r.prompt / 2, r.completion
from (values ('EUR', 0.12, 1.00, 4.00), ('CHF', 0.15, 1.00, 4.00), ('SEK', 1.40, 11.00, 44.00)) as r (currency, per_minute, prompt, completion)
join public.companies c on c.currency = r.currency;

select private.post(c.id, 'topup', 'seed', null, '{clearing,prepaid}', array[-t.amount, t.amount])
from (values ('EUR', 50.00), ('CHF', 50.00), ('SEK', 500.00)) as t (currency, amount)
join public.companies c on c.currency = t.currency;

-- ── the rest of the world ───────────────────────────────────────────────────────────────────────────────────────────
--
-- Ten more companies with a past and a future, so that a frontend has something to show: made up by dice that always fall
-- the same way, dated from the day of seeding. Tests of the rules run on the three companies above alone and stop reading
-- at the line above. The nail studio is left incomplete on purpose: it has a number to come and no calendar.

create function pg_temp.dice(p_throw text, p_sides integer) returns integer language sql immutable as $$
  select (('x' || substr(md5(p_throw), 1, 7))::bit(28)::integer % p_sides)
$$;

create temporary table world as
select w.*, format('a%s000000-0000-4000-8000-000000000001', to_hex(w.n))::uuid as id,
  format('a%s000000-0000-4000-8000-000000000009', to_hex(w.n))::uuid as owner_id
from (values
  (4, 't_law', 'Kanzlei Brandt & Partner', 'kanzlei-brandt', 'DE', 'Europe/Berlin', 'de', 'EUR', 'Hamburg', '20354', 'Neuer Wall 50', '+4940669691', 'Katrin', 'Brandt', 'Kanzlei', 'google_calendar', 'twilio'),
  (5, 't_physio', 'Physiotherapie am Park', 'physiotherapie-am-park', 'DE', 'Europe/Berlin', 'de', 'EUR', 'München', '80538', 'Prinzregentenstraße 3', '+4989999981', 'Jonas', 'Huber', 'Praxis', 'calcom', 'vapi'),
  (6, 't_garage', 'Autowerkstatt Krüger', 'autowerkstatt-krueger', 'DE', 'Europe/Berlin', 'de', 'EUR', 'Köln', '50825', 'Venloer Straße 210', '+4922147101', 'Dirk', 'Krüger', 'Werkstatt', 'simplybook', 'telnyx'),
  (7, 't_beauty', 'Kosmetik Josefstadt', 'kosmetik-josefstadt', 'AT', 'Europe/Vienna', 'de', 'EUR', 'Wien', '1080', 'Lerchenfelder Straße 60', '+43155501', 'Eva', 'Gruber', 'Studio', 'calcom', 'retell'),
  (8, 't_ordination', 'Zahnordination Dr. Huber', 'zahnordination-huber', 'AT', 'Europe/Vienna', 'de', 'EUR', 'Graz', '8010', 'Herrengasse 12', '+4331655501', 'Martin', 'Huber', 'Ordination', 'calcom', 'twilio'),
  (9, 't_coiffeur', 'Coiffure Matterhorn', 'coiffure-matterhorn', 'CH', 'Europe/Zurich', 'de', 'CHF', 'Visp', '3930', 'Bahnhofstrasse 8', '+412755501', 'Nadine', 'Imboden', 'Salon', 'calcom', 'twilio'),
  (10, 't_bicycle', 'Velowerkstatt Aare', 'velowerkstatt-aare', 'CH', 'Europe/Zurich', 'de', 'CHF', 'Bern', '3011', 'Aarstrasse 76', '+413155501', 'Beat', 'Aebi', 'Werkstatt', 'google_calendar', 'telnyx'),
  (11, 't_frisor', 'Frisör Solsidan', 'frisor-solsidan', 'SE', 'Europe/Stockholm', 'sv', 'SEK', 'Stockholm', '111 22', 'Drottninggatan 71', '+468465004', 'Anna', 'Lindberg', 'Salong', 'calcom', 'twilio'),
  (12, 't_electrician', 'Nordström El', 'nordstrom-el', 'SE', 'Europe/Stockholm', 'sv', 'SEK', 'Göteborg', '411 06', 'Kungsgatan 32', '+463139006', 'Per', 'Nordström', 'Jour', 'google_calendar', 'vapi'),
  (13, 't_nails', 'Nagelstudio Leipzig', 'nagelstudio-leipzig', 'DE', 'Europe/Berlin', 'de', 'EUR', 'Leipzig', '04109', 'Petersstraße 20', '+4930231259', 'Mia', 'Lorenz', 'Studio', null, 'twilio')
) as w (n, tenant, name, slug, country, zone, language, currency, city, postal_code, street, prefix, owner_first, owner_last, trade, calendar, telephone);

-- A row's number within its company, in the last two digits of ids and numbers.
insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token, recovery_token,
  email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select '00000000-0000-0000-0000-000000000000', u.id, 'authenticated', 'authenticated', u.email,
  (select encrypted_password from auth.users where email = 'owner@salon-lindenbluete.example'), now(), '', '', '', '',
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', u.name), now(), now()
from (
  select w.owner_id as id, 'owner@' || w.slug || '.example' as email, w.owner_first || ' ' || w.owner_last as name from world w
  union all
  -- Somebody at the front desk of every second company.
  select overlay(w.id::text placing '08' from 35)::uuid, 'desk@' || w.slug || '.example', 'Empfang' from world w where w.n % 2 = 0
) u;

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
select gen_random_uuid(), u.id, 'email', u.id::text,
  jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', true, 'phone_verified', false), now(), now(), now()
from auth.users u where not exists (select from auth.identities i where i.user_id = u.id);

insert into public.companies (id, tenant_id, name, slug, email, phone, street, city, postal_code, country, timezone, language, currency, trial_ends_at, created_at)
select w.id, w.tenant, w.name, w.slug, 'info@' || w.slug || '.example', case when w.n <> 13 then w.prefix || '50' end, w.street, w.city, w.postal_code, w.country, w.zone, w.language, w.currency,
  now() + interval '14 days', now() - interval '120 days'
from world w order by w.n;

insert into public.company_members (company_id, profile_id, role, created_at)
select w.id, w.owner_id, 'owner'::public.member_role, now() - interval '120 days' from world w
union all
select w.id, overlay(w.id::text placing '08' from 35)::uuid, 'member', now() - interval '90 days' from world w where w.n % 2 = 0;

-- A second branch for three of them.
insert into public.branches (id, company_id, name, slug, street, city, postal_code, country, phone, is_primary)
select overlay(w.id::text placing '72' from 35)::uuid, w.id, w.name || ' ' || b.city, b.slug, b.street, b.city, b.postal_code, w.country, w.prefix || '51', false
from (values
  ('t_physio', 'Augsburg', 'augsburg', 'Maximilianstraße 21', '86150'),
  ('t_frisor', 'Uppsala', 'uppsala', 'Svartbäcksgatan 5', '753 20'),
  ('t_bicycle', 'Thun', 'thun', 'Hauptgasse 33', '3600')) as b (tenant, city, slug, street, postal_code)
join world w on w.tenant = b.tenant;

insert into public.working_hours (company_id, branch_id, weekday, opens, closes)
select b.company_id, b.id, d.weekday, h.opens, h.closes
from world w
join public.branches b on b.company_id = w.id
cross join generate_series(1, 5) as d (weekday)
cross join (values (time '08:00', time '12:00'), (time '13:00', time '18:00')) as h (opens, closes);

insert into public.closures (company_id, starts_on, ends_on, reason)
select w.id, make_date(extract(year from current_date)::integer, 12, 24), make_date(extract(year from current_date)::integer, 12, 26),
  case w.language when 'sv' then 'Jul' else 'Weihnachten' end
from world w;

insert into public.staff (company_id, branch_id, first_name, last_name, display_name, role, hired_on, color_code)
select b.company_id, b.id, p.first_name, p.last_name, p.first_name || ' ' || p.last_name, case p.nth when 1 then 'manager' else 'practitioner' end,
  current_date - 900 + pg_temp.dice(p.first_name || p.last_name, 700), '#' || substr(md5(p.last_name), 1, 6)
from world w
join lateral (select x.*, row_number() over (order by x.is_primary desc, x.slug) as branch_no from public.branches x where x.company_id = w.id) b on true
cross join lateral (
  select nth, (case w.language when 'sv' then array['Karin', 'Lars', 'Elin', 'Oskar', 'Maja'] else array['Sabine', 'Markus', 'Lea', 'Felix', 'Petra'] end)
           [1 + (nth + w.n + b.branch_no::integer) % 5] as first_name,
         (case w.language when 'sv' then array['Berg', 'Holm', 'Sandström', 'Åkesson', 'Ekman', 'Dahl', 'Öberg'] else array['Vogel', 'Steiner', 'Baumann', 'Arnold', 'Wolf', 'Egger', 'Jäger'] end)
           [1 + (nth * 3 + w.n + b.branch_no::integer * 2) % 7] as last_name
  from generate_series(1, 2 + (w.n + b.branch_no::integer) % 2) nth
) p;

insert into public.services (company_id, name, slug, category, description, duration_minutes, price, currency, tax_rate)
select w.id, s.name, s.slug, s.category, s.description, s.minutes, s.price, w.currency, s.tax_rate
from (values
  ('t_law', 'Erstberatung', 'erstberatung', 'Beratung', 'Ein Gespräch über Ihren Fall, ohne weitere Verpflichtung.', 45, 190.00, 19),
  ('t_law', 'Vertragsprüfung', 'vertragspruefung', 'Beratung', 'Miet-, Arbeits- und Kaufverträge.', 60, 280.00, 19),
  ('t_physio', 'Krankengymnastik', 'krankengymnastik', 'Therapie', 'Mit Rezept oder für Selbstzahler.', 30, 42.00, 0),
  ('t_physio', 'Massage', 'massage', 'Therapie', 'Klassische Massage, Rücken und Nacken.', 30, 38.00, 19),
  ('t_physio', 'Lymphdrainage', 'lymphdrainage', 'Therapie', 'Manuell, sechzig Minuten.', 60, 65.00, 0),
  ('t_garage', 'Inspektion', 'inspektion', 'Wartung', 'Nach Herstellervorgabe.', 90, 229.00, 19),
  ('t_garage', 'Reifenwechsel', 'reifenwechsel', 'Reifen', 'Vier Räder, mit Wuchten.', 30, 59.00, 19),
  ('t_garage', 'Ölwechsel', 'oelwechsel', 'Wartung', 'Mit Filter.', 30, 89.00, 19),
  ('t_beauty', 'Gesichtsbehandlung', 'gesichtsbehandlung', 'Gesicht', 'Reinigung, Maske, Massage.', 60, 79.00, 20),
  ('t_beauty', 'Maniküre', 'manikuere', 'Hände', 'Mit Lack auf Wunsch.', 45, 39.00, 20),
  ('t_ordination', 'Kontrolle', 'kontrolle', 'Zahnheilkunde', 'Untersuchung und Befund.', 30, 70.00, 0),
  ('t_ordination', 'Mundhygiene', 'mundhygiene', 'Prophylaxe', 'Professionelle Zahnreinigung.', 60, 110.00, 0),
  ('t_coiffeur', 'Haarschnitt', 'haarschnitt', 'Haare', 'Waschen, schneiden, föhnen.', 45, 68.00, 8.1),
  ('t_coiffeur', 'Färben', 'faerben', 'Haare', 'Ansatz oder ganz.', 120, 135.00, 8.1),
  ('t_bicycle', 'Grosser Service', 'grosser-service', 'Velo', 'Alles geputzt, geschmiert und eingestellt.', 90, 180.00, 8.1),
  ('t_bicycle', 'Reparatur', 'reparatur', 'Velo', 'Nach Aufwand, ab diesem Preis.', 30, 45.00, 8.1),
  ('t_frisor', 'Klippning', 'klippning', 'Hår', 'Tvätt, klippning och fön.', 45, 550.00, 25),
  ('t_frisor', 'Färgning', 'fargning', 'Hår', 'Utväxt eller hela håret.', 120, 1350.00, 25),
  ('t_frisor', 'Skäggtrimning', 'skaggtrimning', 'Skägg', 'Med varm handduk.', 30, 320.00, 25),
  ('t_electrician', 'Felsökning', 'felsokning', 'El', 'En elektriker hittar felet.', 60, 1195.00, 25),
  ('t_electrician', 'Laddbox', 'laddbox', 'El', 'Installation hemma.', 120, 4900.00, 25),
  ('t_nails', 'Maniküre', 'manikuere', 'Nägel', 'Feilen, pflegen, lackieren.', 45, 35.00, 19),
  ('t_nails', 'Gelnägel', 'gelnaegel', 'Nägel', 'Neu oder aufgefüllt.', 90, 55.00, 19)
) as s (tenant, name, slug, category, description, minutes, price, tax_rate)
join world w on w.tenant = s.tenant;

insert into public.staff_services (company_id, staff_id, service_id)
select v.company_id, s.id, v.id from world w join public.services v on v.company_id = w.id join public.staff s on s.company_id = w.id;

insert into public.integrations (id, company_id, connected_by, provider, provider_type, capabilities, name, status, webhook_token)
select overlay(w.id::text placing c.suffix from 35)::uuid, w.id, w.owner_id, p.provider, p.provider_type, p.capabilities, p.display_name, 'active',
  encode(extensions.digest('test-webhook-token-' || c.suffix || w.slug, 'sha256'), 'hex')
from world w
cross join lateral (values ('51', w.telephone), ('52', w.calendar), ('53', case when w.n % 3 = 0 then 'openai' end)) as c (suffix, provider)
join public.integration_providers p on p.provider = c.provider;

-- The demonstration companies are connected to a calendar, too, and nothing is in it. (Their telephone's credential is
-- stored by the local runner; a seed cannot know the key.)
update public.integrations i set status = 'active' from public.companies c
where c.id = i.company_id and c.tenant_id in ('t_salon', 't_dentist', 't_plumber');
insert into public.integrations (company_id, connected_by, provider, provider_type, capabilities, name, status)
select c.id, m.profile_id, p.provider, p.provider_type, p.capabilities, p.display_name, 'active'
from public.companies c
join public.company_members m on m.company_id = c.id and m.role = 'owner'
join public.integration_providers p on p.provider = 'calcom'
where c.tenant_id in ('t_salon', 't_dentist', 't_plumber');

insert into public.assistants (id, company_id, name, description, first_message, system_prompt, model_provider, language, created_at)
select overlay(w.id::text placing '31' from 35)::uuid, w.id, w.trade || ' am Telefon', 'Nimmt Anrufe an, bucht Termine und beantwortet Fragen.',
  case w.language when 'sv' then w.name || ', hej! Du talar med den automatiska telefonassistenten. Vad kan jag hjälpa dig med?'
    else w.name || ', guten Tag! Hier spricht der telefonische Assistent. Was kann ich für Sie tun?' end,
  case w.language when 'sv' then 'Du är den vänliga rösten i telefonen hos ' || w.name || '. Tala kort och tydligt.'
    else 'Du bist die freundliche Stimme am Telefon von ' || w.name || '. Sprich kurz, höflich und per Sie.' end,
  'openai', w.language, now() - interval '110 days'
from world w;

select private.freeze_assistant(a.id, w.owner_id) from public.assistants a join world w on w.id = a.company_id;

insert into public.phone_numbers (company_id, number, country, provider, integration_id, branch_id, assistant_id, is_primary, monthly_cost, currency, assigned_at)
select w.id, w.prefix || lpad((b.branch_no - 1)::text, 2, '0'), w.country, w.telephone, overlay(w.id::text placing '51' from 35)::uuid, b.id,
  overlay(w.id::text placing '31' from 35)::uuid, b.is_primary, case w.currency when 'SEK' then 10 else 1 end, w.currency, now() - interval '100 days'
from world w
join lateral (select x.*, row_number() over (order by x.is_primary desc, x.slug) as branch_no from public.branches x where x.company_id = w.id) b on true
where w.n <> 13;

insert into public.knowledge_notebooks (id, company_id, name)
select overlay(w.id::text placing '61' from 35)::uuid, w.id, case w.language when 'sv' then 'Telefon' else 'Am Telefon' end from world w;

insert into public.knowledge_articles (company_id, notebook_id, topic, title, content, language)
select w.id, overlay(w.id::text placing '61' from 35)::uuid, k.topic, k.title, k.content, w.language
from world w
cross join lateral (values
  ('de', 'hours', 'Öffnungszeiten', 'Wir haben montags bis freitags von 8 bis 12 Uhr und von 13 bis 18 Uhr geöffnet.'),
  ('de', 'directions', 'Anfahrt', format('Sie finden uns in %s, %s.', w.city, w.street)),
  ('de', 'payment', 'Bezahlung', 'Sie können bar, mit Karte oder auf Rechnung bezahlen.'),
  ('sv', 'hours', 'Öppettider', 'Vi har öppet måndag till fredag från klockan 8 till 12 och från 13 till 18.'),
  ('sv', 'directions', 'Vägbeskrivning', format('Du hittar oss på %s i %s.', w.street, w.city)),
  ('sv', 'payment', 'Betalning', 'Du kan betala med kort, Swish eller faktura.')) as k (language, topic, title, content)
where k.language = w.language;

insert into public.rate_cards (company_id, currency, valid_from, billing_increment_seconds, price_per_minute,
  price_per_million_prompt_tokens, price_per_million_cached_tokens, price_per_million_completion_tokens)
select w.id, w.currency, '2026-01-01 00:00+00', 60, r.per_minute, r.prompt, r.prompt / 2, r.completion
from (values ('EUR', 0.12, 1.00, 4.00), ('CHF', 0.15, 1.00, 4.00), ('SEK', 1.40, 11.00, 44.00)) as r (currency, per_minute, prompt, completion)
join world w on w.currency = r.currency;

select private.post(w.id, 'topup', 'seed', null, '{clearing,prepaid}', array[-t.amount, t.amount])
from (values ('EUR', 100.00), ('CHF', 100.00), ('SEK', 1000.00)) as t (currency, amount)
join world w on w.currency = t.currency;

-- About fifty customers each; numbers from ranges kept for fiction.
insert into public.customers (id, company_id, home_branch_id, preferred_staff_id, first_name, last_name, phone, phone_normalized, email, date_of_birth,
  preferred_language, acquisition_source, acquired_on, created_at)
select gen_random_uuid(), w.id, b.id, s.id, p.first_name, p.last_name, p.number, p.number,
  case when pg_temp.dice(w.slug || 'mail' || i, 3) > 0 then lower(translate(p.first_name || '.' || p.last_name, 'äöüåéÄÖÜÅß', 'aouaeaouas')) || i || '@example.com' end,
  case when pg_temp.dice(w.slug || 'born' || i, 2) = 0 then date '1950-01-01' + pg_temp.dice(w.slug || 'birth' || i, 20000) end,
  w.language, (array['phone', 'web', 'referral', 'walk_in'])[1 + pg_temp.dice(w.slug || 'source' || i, 4)],
  current_date - 100 + pg_temp.dice(w.slug || 'since' || i, 90), now() - interval '100 days'
from world w
cross join generate_series(1, case when w.n = 13 then 12 else 50 end) i
cross join lateral (
  select
    (case w.language when 'sv' then array['Erik', 'Ingrid', 'Gustav', 'Astrid', 'Nils', 'Sofia', 'Axel', 'Linnea', 'Hugo', 'Ebba', 'Åsa', 'Björn']
      else array['Anna', 'Peter', 'Claudia', 'Stefan', 'Julia', 'Michael', 'Ursula', 'Andreas', 'Sofie', 'Jürgen', 'Käthe', 'Tobias'] end)[1 + pg_temp.dice(w.slug || 'first' || i, 12)] as first_name,
    (case w.language when 'sv' then array['Andersson', 'Johansson', 'Karlsson', 'Nilsson', 'Larsson', 'Olsson', 'Persson', 'Svensson', 'Gustafsson', 'Sjöberg', 'Häggström']
      else array['Müller', 'Schmid', 'Schneider', 'Fischer', 'Weber', 'Meyer', 'Wagner', 'Becker', 'Hofer', 'Bauer', 'Köhler'] end)[1 + pg_temp.dice(w.slug || 'last' || i, 11)] as last_name,
    case w.country when 'SE' then '+467017406' || lpad((4 + i)::text, 2, '0') when 'CH' then '+4144555' || lpad((110 + i)::text, 4, '0')
      when 'AT' then '+431555' || lpad((110 + i)::text, 4, '0') else '+493023125' || lpad((200 + i)::text, 3, '0') end as number
) p
join lateral (
  select x.id from public.branches x where x.company_id = w.id
  order by x.is_primary = (pg_temp.dice(w.slug || 'branch' || i, 4) > 0) desc limit 1) b on true
left join lateral (select x.id from public.staff x where x.company_id = w.id and x.branch_id = b.id and pg_temp.dice(w.slug || 'staff' || i, 3) = 0 order by x.display_name limit 1) s on true;

-- Appointments from six weeks back to three weeks ahead: at most four a day and person, none overlapping by construction.
create temporary table visits as
select gen_random_uuid() as id, v.*, v.start_time + make_interval(mins => v.minutes) as end_time,
  case when v.day >= current_date then case when v.throw % 5 = 0 then 'pending' else 'confirmed' end
    when v.throw % 12 = 0 then 'no_show' when v.throw % 9 = 0 then 'cancelled' else 'completed' end::public.appointment_status as status,
  least(v.start_time - make_interval(hours => 30 + v.throw % 200), now() - interval '1 hour') as booked_at,
  (array['phone', 'phone', 'phone', 'web', 'admin'])[1 + v.throw % 5]::public.appointment_source as source
from (
  select w.id as company_id, w.currency, w.slug, w.language, w.telephone, s.branch_id, s.id as staff_id, e.id as service_id, e.name as service, e.price, e.duration_minutes as minutes,
    d::date as day, ((d::date + make_time(h.hour, 0, 0)) at time zone w.zone) as start_time,
    pg_temp.dice(s.display_name || d::date || h.hour, 100000) as throw, c.id as customer_id, c.full_name, c.phone_normalized
  from world w
  join public.staff s on s.company_id = w.id
  cross join generate_series(current_date - 42, current_date + 21, interval '1 day') d
  cross join (values (8), (10), (13), (15)) as h (hour)
  join lateral (select x.*, row_number() over (order by x.slug) as nth, count(*) over () as n from public.services x where x.company_id = w.id) e
    on e.nth = 1 + pg_temp.dice('service' || s.display_name || d::date || h.hour, e.n::integer)
  join lateral (select x.*, row_number() over (order by x.phone_normalized) as nth, count(*) over () as n from public.customers x where x.company_id = w.id) c
    on c.nth = 1 + pg_temp.dice('customer' || s.display_name || d::date || h.hour, c.n::integer)
  where extract(isodow from d) < 6
    and pg_temp.dice('busy' || s.display_name || d::date || h.hour, 100) < 9
    and not exists (select from public.closures k where k.company_id = w.id and d::date between k.starts_on and k.ends_on)
) v;

-- Calls: one for each appointment that was booked by telephone, and as many again that were about something else.
create temporary table talks as
select gen_random_uuid() as id, x.*, row_number() over (order by x.started_at, x.company_id, x.throw) as n,
  x.started_at + interval '4 seconds' as answered_at,
  case when x.topic = 'missed' then 0 else 35 + x.throw % 190 end as seconds
from (
  select v.company_id, v.customer_id, v.phone_normalized as caller, v.id as visit_id, 'booked' as topic, v.booked_at as started_at, v.throw, v.branch_id
  from visits v where v.source = 'phone'
  union all
  select w.id, c.id, c.phone_normalized, null, (array['question', 'message', 'price', 'missed'])[1 + t.throw % 4],
    ((current_date - 1 - t.throw % 40)::timestamp + make_interval(hours => 8 + t.throw % 9, mins => t.throw % 60)) at time zone w.zone, t.throw, c.home_branch_id
  from world w
  cross join generate_series(1, case when w.n = 13 then 0 else 15 end) i
  cross join lateral (select pg_temp.dice(w.slug || 'call' || i, 100000) as throw) t
  join lateral (select y.*, row_number() over (order by y.phone_normalized) as nth from public.customers y where y.company_id = w.id) c on c.nth = 1 + t.throw % 50
) x
where x.company_id <> (select w.id from world w where w.n = 13);

select private.open_months(p.name::regclass, current_date - 60, current_date) from (values ('public.telephony_events'), ('public.ai_usage_logs'), ('public.audit_logs')) as p (name);

insert into public.calls (id, company_id, integration_id, provider, provider_call_id, caller_number, callee_number, phone_number_id, branch_id, customer_id,
  assistant_id, assistant_version_id, status, started_at, answered_at, ended_at, duration_seconds, end_reason, language, intent, currency,
  caller_country, created_at)
select t.id, t.company_id, i.id, i.provider, 'CA' || md5('seeded call ' || t.n), t.caller, p.number, p.id, t.branch_id, t.customer_id,
  a.id, a.deployed_version_id, case when t.topic = 'missed' then 'no_answer' else 'completed' end::public.call_status,
  t.started_at, case when t.topic <> 'missed' then t.answered_at end, t.started_at + make_interval(secs => 4 + t.seconds), t.seconds,
  case when t.topic = 'missed' then 'no_answer' else 'completed' end, w.language,
  case t.topic when 'booked' then 'book' when 'missed' then null else t.topic end, w.currency, w.country, t.started_at
from talks t
join world w on w.id = t.company_id
join public.integrations i on i.company_id = t.company_id and i.provider = w.telephone
join public.phone_numbers p on p.company_id = t.company_id and p.is_primary
join public.assistants a on a.company_id = t.company_id;

-- What the providers told of them, as they send it, and what that came to.
insert into public.webhook_events (id, company_id, integration_id, provider, event_key, event_type, body, received_at, status, attempts, next_attempt_at, processed_at)
select gen_random_uuid(), c.company_id, c.integration_id, c.provider, e.type || ':' || c.provider_call_id || e.suffix, e.type,
  convert_to(format('CallSid=%s&AccountSid=ACtest&From=%s&To=%s&Direction=inbound&CallStatus=%s%s', c.provider_call_id,
    replace(c.caller_number, '+', '%2B'), replace(c.callee_number, '+', '%2B'), e.status, e.rest), 'UTF8'),
  e.at, 'applied', 1, null, e.at
from public.calls c
join world w on w.id = c.company_id
cross join lateral (values
  ('incoming', '', 'ringing', '', c.started_at),
  ('status', ':' || replace(c.status::text, '_', '-') || ':1', replace(c.status::text, '_', '-'), format('&CallDuration=%s&SequenceNumber=1', c.duration_seconds), c.ended_at))
  as e (type, suffix, status, rest, at)
where c.provider = 'twilio';

insert into public.telephony_events (company_id, integration_id, provider, call_id, webhook_event_id, event_key, event_type, direction, from_number, to_number, status,
  duration_seconds, currency, event_timestamp, created_at)
select c.company_id, c.integration_id, c.provider, c.id, d.id, e.key, e.type, c.direction, c.caller_number, c.callee_number, e.status, e.seconds, c.currency, e.at, e.at
from public.calls c
join world w on w.id = c.company_id
cross join lateral (values
  ('incoming:' || c.provider_call_id, 'incoming', 'ringing'::public.call_status, null, c.started_at),
  ('status:' || c.provider_call_id || ':' || replace(c.status::text, '_', '-') || ':1', 'status', c.status, c.duration_seconds, c.ended_at)) as e (key, type, status, seconds, at)
left join public.webhook_events d on d.company_id = c.company_id and d.integration_id = c.integration_id and d.event_key = e.key;

-- What was said. Turn 0 is the greeting.
insert into public.call_turns (company_id, call_id, turn, speaker, text, language, confidence, reply, model, prompt_tokens, completion_tokens, stages, created_at)
select t.company_id, t.id, l.turn, l.speaker::public.turn_speaker, x.text, w.language, case when l.speaker = 'caller' then 0.93 end,
  case when l.speaker = 'assistant' then jsonb_build_object('text', x.text, 'language', w.language, 'then', case when l.turn = 3 then 'hang_up' else 'listen' end,
    'about', case
      when t.topic = 'question' and l.turn = 1 then '["hours"]' when t.topic = 'price' and l.turn = 1 then '["price"]'
      when t.topic = 'message' and l.turn = 1 and t.throw % 5 = 0 then '["complaint"]'
      when l.turn > 1 and t.topic in ('question', 'price') and t.throw % 3 > 0 then '["thanks"]' else '[]' end::jsonb) end,
  case when l.speaker = 'assistant' and l.turn > 0 then 'gpt-4.1-mini' end, case when l.speaker = 'assistant' and l.turn > 0 then 620 + t.throw % 300 end,
  case when l.speaker = 'assistant' and l.turn > 0 then 28 + t.throw % 40 end, case when l.speaker = 'assistant' then jsonb_build_object(
    'admit', 1, 'recall', 2 + t.throw % 4, 'first_token', 140 + t.throw % 150, 'think', 310 + t.throw % 400, 'record', 1, 'total', 316 + t.throw % 400 + t.throw % 4) else '{}' end,
  t.answered_at + make_interval(secs => l.turn * 8)
from talks t
join world w on w.id = t.company_id
left join visits v on v.id = t.visit_id
join (values
  ('de', 'booked', 1, 'caller', 'Guten Tag, ich hätte gern einen Termin für {service}.'),
  ('de', 'booked', 1, 'assistant', 'Gern. Wann passt es Ihnen?'),
  ('de', 'booked', 2, 'caller', 'Am {day} um {hour} Uhr, wenn es geht.'),
  ('de', 'booked', 2, 'assistant', 'Das ist frei: {service} am {day} um {hour} Uhr. Soll ich das eintragen?'),
  ('de', 'booked', 3, 'caller', 'Ja, bitte.'),
  ('de', 'booked', 3, 'assistant', 'Eingetragen. Wir freuen uns auf Sie. Auf Wiederhören!'),
  ('de', 'question', 1, 'caller', 'Haben Sie am Freitagnachmittag offen?'),
  ('de', 'question', 1, 'assistant', 'Ja, freitags von 13 bis 18 Uhr. Kann ich sonst noch etwas für Sie tun?'),
  ('de', 'question', 2, 'caller', 'Nein danke, das war alles.'),
  ('de', 'question', 2, 'assistant', 'Gern geschehen. Auf Wiederhören!'),
  ('de', 'price', 1, 'caller', 'Was kostet das denn bei Ihnen?'),
  ('de', 'price', 1, 'assistant', 'Das hängt von der Leistung ab. Worum geht es?'),
  ('de', 'price', 2, 'caller', 'Ich überlege es mir noch, danke.'),
  ('de', 'price', 2, 'assistant', 'Rufen Sie gern wieder an. Auf Wiederhören!'),
  ('de', 'message', 1, 'caller', 'Können Sie ausrichten, dass ich um Rückruf bitte?'),
  ('de', 'message', 1, 'assistant', 'Das richte ich aus. Unter dieser Nummer?'),
  ('de', 'message', 2, 'caller', 'Ja, genau.'),
  ('de', 'message', 2, 'assistant', 'Danke, wir melden uns. Auf Wiederhören!'),
  ('sv', 'booked', 1, 'caller', 'Hej, jag skulle vilja boka {service}.'),
  ('sv', 'booked', 1, 'assistant', 'Gärna. När passar det?'),
  ('sv', 'booked', 2, 'caller', '{day} klockan {hour}, om det går.'),
  ('sv', 'booked', 2, 'assistant', 'Det är ledigt: {service} {day} klockan {hour}. Ska jag boka?'),
  ('sv', 'booked', 3, 'caller', 'Ja tack.'),
  ('sv', 'booked', 3, 'assistant', 'Bokat. Välkommen! Hej då.'),
  ('sv', 'question', 1, 'caller', 'Har ni öppet på fredag eftermiddag?'),
  ('sv', 'question', 1, 'assistant', 'Ja, på fredagar mellan 13 och 18. Är det något mer?'),
  ('sv', 'question', 2, 'caller', 'Nej tack, det var allt.'),
  ('sv', 'question', 2, 'assistant', 'Tack för samtalet. Hej då!'),
  ('sv', 'price', 1, 'caller', 'Vad kostar det hos er?'),
  ('sv', 'price', 1, 'assistant', 'Det beror på. Vad gäller det?'),
  ('sv', 'price', 2, 'caller', 'Jag funderar lite, tack.'),
  ('sv', 'price', 2, 'assistant', 'Välkommen tillbaka. Hej då!'),
  ('sv', 'message', 1, 'caller', 'Kan ni be någon ringa upp mig?'),
  ('sv', 'message', 1, 'assistant', 'Det framför jag. På det här numret?'),
  ('sv', 'message', 2, 'caller', 'Ja, precis.'),
  ('sv', 'message', 2, 'assistant', 'Tack, vi ringer upp. Hej då!')) as l (language, topic, turn, speaker, line)
  on l.language = w.language and l.topic = t.topic
cross join lateral (select replace(replace(replace(case
    when t.topic = 'message' and t.throw % 5 = 0 and l.turn = 1 and l.speaker = 'caller'
      then case w.language when 'sv' then 'Jag vill klaga på räkningen, kan ni ringa upp mig?' else 'Ich möchte mich über die Rechnung beschweren, können Sie mich zurückrufen?' end
    else l.line end, '{service}', coalesce(v.service, '')),
  '{day}', coalesce((case w.language when 'sv' then array['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag'] else array['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag'] end)
    [extract(isodow from v.day)::integer], '')), '{hour}', coalesce(extract(hour from v.start_time at time zone w.zone)::text, '')) as text) x;

insert into public.call_turns (company_id, call_id, turn, speaker, text, language, reply, stages, created_at)
select t.company_id, t.id, 0, 'assistant', a.first_message, a.language, jsonb_build_object('text', a.first_message, 'language', a.language, 'then', 'listen'), '{}', t.answered_at
from talks t join public.assistants a on a.company_id = t.company_id where t.topic <> 'missed';

insert into public.ai_usage_logs (company_id, call_id, turn, provider, model, prompt_tokens, completion_tokens, cached_tokens, cost, currency, latency_ms, created_at)
select t.company_id, t.call_id, t.turn, 'openai', t.model, t.prompt_tokens, t.completion_tokens, 0,
  private.price_tokens(private.rate_card_at(t.company_id, t.created_at), t.prompt_tokens, 0, t.completion_tokens), w.currency, (t.stages ->> 'think')::integer, t.created_at
from public.call_turns t join world w on w.id = t.company_id where t.model is not null;

analyze public.calls, public.call_turns, public.ai_usage_logs;
select private.hold_for_call(t.id), private.settle_call(t.id) from talks t order by t.n;

insert into public.appointments (id, company_id, branch_id, customer_id, staff_id, service_id, call_id, appointment_code, title, start_time, end_time, status, source,
  expected_revenue, actual_revenue, currency, confirmation_sent_at, cancelled_at, cancelled_by, cancellation_reason, created_at)
select v.id, v.company_id, v.branch_id, v.customer_id, v.staff_id, v.service_id, t.id, lpad((100000 + row_number() over (partition by v.company_id order by v.start_time, v.staff_id))::text, 6, '0'),
  v.service, v.start_time, v.end_time, v.status, v.source, v.price, case when v.status = 'completed' then v.price end, v.currency, v.booked_at,
  case when v.status = 'cancelled' then v.start_time - interval '1 day' end, case when v.status = 'cancelled' then 'customer'::public.appointment_canceller end,
  case when v.status = 'cancelled' then case v.language when 'sv' then 'Förhinder' else 'Verhindert' end end, v.booked_at
from visits v left join talks t on t.visit_id = v.id;

update public.calls c set appointment_id = t.visit_id, appointment_created = true from talks t where t.id = c.id and t.visit_id is not null;
insert into public.tool_calls (company_id, call_id, intent, arguments, result, created_at)
select v.company_id, t.id, 'book', jsonb_build_object('service', v.service_id, 'staff', v.staff_id, 'start', extract(epoch from v.start_time)),
  jsonb_build_object('appointment_id', v.id, 'code', a.appointment_code, 'staff_id', v.staff_id, 'start', v.start_time, 'end', v.end_time), t.answered_at + interval '24 seconds'
from talks t join visits v on v.id = t.visit_id join public.appointments a on a.id = v.id;
update public.customers c set call_count = k.n from (select t.customer_id, count(*) as n from talks t group by 1) k where k.customer_id = c.id;

-- A confirmation by SMS for every second booking.
insert into public.message_logs (company_id, customer_id, appointment_id, channel, direction, from_address, to_address, template, body, status, provider, provider_message_id,
  cost, currency, sent_at, delivered_at, created_at)
select v.company_id, v.customer_id, v.id, 'sms', 'outbound', p.number, v.phone_normalized, 'appointment_confirmation',
  case v.language when 'sv' then format('Bokat: %s. Välkommen!', v.service) else format('Ihr Termin: %s. Bis bald!', v.service) end,
  case when v.throw % 40 = 0 then 'failed' else 'delivered' end::public.message_status, 'twilio', 'SM' || md5('seeded message ' || v.company_id || v.start_time || v.staff_id),
  case v.currency when 'SEK' then 0.75 else 0.08 end, v.currency, v.booked_at, case when v.throw % 40 <> 0 then v.booked_at + interval '3 seconds' end, v.booked_at
from visits v join public.phone_numbers p on p.company_id = v.company_id and p.is_primary
where v.throw % 2 = 0;

insert into public.customer_interactions (company_id, customer_id, call_id, type, channel, content, callback_number, occurred_at, handled_at)
select t.company_id, t.customer_id, t.id, 'message', 'phone', case w.language when 'sv' then 'Ber om att bli uppringd.' else 'Bittet um Rückruf.' end, t.caller, t.started_at,
  case when t.throw % 3 > 0 then t.started_at + interval '5 hours' end
from talks t join world w on w.id = t.company_id where t.topic = 'message';

insert into public.customer_notes (company_id, customer_id, author_id, body, created_at)
select c.company_id, c.id, w.owner_id, (case w.language when 'sv' then array['Kommer gärna på morgonen.', 'Stamkund.', 'Ring innan.'] else array['Kommt lieber am Vormittag.', 'Stammkundschaft.', 'Bitte vorher anrufen.'] end)
  [1 + pg_temp.dice('note' || c.phone_normalized || w.slug, 3)], now() - interval '30 days'
from public.customers c join world w on w.id = c.company_id where pg_temp.dice('has note' || c.phone_normalized || w.slug, 6) = 0;

insert into public.leads (company_id, owner_id, source_call_id, lead_type, provider, company_name, contact_person, email, phone, value, currency, conversion_stage, lost_reason, created_at)
select w.id, w.owner_id, t.id, (array['consumer', 'business'])[1 + i % 2]::public.lead_type, 'phone', case when i % 2 = 1 then 'Muster ' || i || case w.language when 'sv' then ' AB' else ' GmbH' end end,
  c.full_name, c.email, c.phone_normalized, 100 * (1 + pg_temp.dice(w.slug || 'value' || i, 40)), w.currency,
  (array['new', 'contacted', 'qualified', 'proposal', 'lost'])[1 + i % 5]::public.conversion_stage,
  case when i % 5 = 4 then case w.language when 'sv' then 'För dyrt' else 'Zu teuer' end end, now() - make_interval(days => i * 3)
from world w
cross join generate_series(1, 8) i
join lateral (select x.*, row_number() over (order by x.phone_normalized desc) as nth from public.customers x where x.company_id = w.id) c on c.nth = i
left join lateral (select y.id from talks y where y.company_id = w.id and y.topic = 'price' order by y.n offset i limit 1) t on true;
update public.calls c set lead_qualified = true from public.leads l where l.source_call_id = c.id and l.conversion_stage in ('qualified', 'proposal');

-- What became of each, found by the same rules as of a call that was held.
select private.conclude_call(t.id) from talks t order by t.n;

-- What the owners were told of all that has long been seen to; of the last two days it is news.
update public.notifications n set status = 'sent', sent_at = n.created_at, next_attempt_at = null,
  read_at = case when a.created_at < now() - interval '2 days' then n.created_at end
from public.appointments a join world w on w.id = a.company_id
where n.company_id = a.company_id and n.appointment_id = a.id and n.channel = 'in_app';

insert into public.reviews (company_id, customer_id, appointment_id, rating, comment, language, source, published_at, response, responded_by, responded_at)
select v.company_id, v.customer_id, v.id, r.rating, (case v.language
    when 'sv' then array['Inte nöjd, det tog för lång tid.', 'Blev ändrad tid två gånger.', 'Helt okej.', 'Bra jobb och trevligt bemötande.', 'Fantastiskt! Kommer gärna tillbaka.']
    else array['Leider nicht zufrieden, es hat sehr lange gedauert.', 'Der Termin wurde zweimal verschoben.', 'War in Ordnung.', 'Gute Arbeit, freundliches Team.', 'Wunderbar! Ich komme gern wieder.'] end)[r.rating],
  v.language, (array['google', 'web', 'phone'])[1 + v.throw % 3], v.end_time + interval '1 day',
  case when r.rating < 3 then case v.language when 'sv' then 'Vi beklagar och hör av oss.' else 'Das tut uns leid, wir melden uns.' end end,
  case when r.rating < 3 then w.owner_id end, case when r.rating < 3 then v.end_time + interval '2 days' end
from visits v join world w on w.id = v.company_id
cross join lateral (select (array[5, 4, 5, 3, 5, 4, 2, 5, 4, 1])[1 + v.throw % 10] as rating) r
where v.status = 'completed' and v.end_time < now() - interval '2 days' and pg_temp.dice('review' || v.start_time || v.staff_id, 6) = 0;

-- The older ones have been read by a model; the newest still wait for job_reviews.
insert into public.review_insights (company_id, review_id, model, sentiment, topics, summary, analysed_at)
select r.company_id, r.id, 'gpt-4.1-mini', case when r.rating > 3 then 'positive' when r.rating = 3 then 'neutral' else 'negative' end::public.review_sentiment,
  case when r.rating > 3 then array['service'] else array['waiting'] end, r.comment, r.published_at + interval '1 hour'
from public.reviews r join world w on w.id = r.company_id where r.published_at < now() - interval '7 days';
update public.reviews r set analysis_status = 'done', analysis_next_at = null from public.review_insights i where i.review_id = r.id;

-- One delivery that nobody understood, ten times.
with buried as (
  insert into public.webhook_events (company_id, integration_id, provider, event_key, event_type, body, received_at, status, attempts, next_attempt_at, last_error, processed_at)
  select w.id, overlay(w.id::text placing '51' from 35)::uuid, 'twilio', 'status:unreadable:1', 'status', convert_to('CallSid=CA' || md5('seeded unreadable') || '&CallStatus=teleported', 'UTF8'),
    now() - interval '3 days', 'buried', 10, null, 'status_unknown', now() - interval '2 days'
  from world w where w.tenant = 't_law'
  returning company_id, id, last_error)
insert into public.webhook_dead_letter_queue (company_id, webhook_event_id, reason, buried_at)
select b.company_id, b.id, b.last_error, now() - interval '2 days' from buried b;

insert into public.subscriptions (company_id, plan, monthly_price, currency, current_period_start, current_period_end)
select w.id, p.plan, p.monthly_price, p.currency, date_trunc('month', now()), date_trunc('month', now()) + interval '1 month'
from world w join public.plan_prices p on p.currency = w.currency and p.plan = case w.n % 3 when 0 then 'professional' else 'starter' end
where w.n <> 13;

insert into public.calcom_event_types (company_id, integration_id, service_id, external_id, title, slug, duration_minutes, last_synced_at)
select v.company_id, i.id, v.id, (1000 + row_number() over (order by v.company_id, v.slug))::text, v.name, v.slug, v.duration_minutes, now() - interval '1 hour'
from world w
join public.integrations i on i.company_id = w.id and i.provider = 'calcom'
join public.services v on v.company_id = w.id;

insert into public.staff_event_types (company_id, staff_id, event_type_id)
select e.company_id, x.staff_id, e.id from world w
join public.calcom_event_types e on e.company_id = w.id
join public.staff_services x on x.company_id = e.company_id and x.service_id = e.service_id;

insert into public.company_goals (company_id, name, metric, target_value, period, starts_on)
select w.id, case w.language when 'sv' then 'Bokningar' else 'Termine' end, 'appointments', 40, 'month', date_trunc('month', now())::date from world w where w.n <> 13;

drop table talks;
drop table visits;
drop table world;
