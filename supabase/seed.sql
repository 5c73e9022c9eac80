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

-- With a plan, so that the demonstration does not end with the trial.
insert into public.subscriptions (company_id, plan, current_period_start, current_period_end)
select c.id, 'professional', '2026-01-01 00:00+00', '2027-01-01 00:00+00' from public.companies c;

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
