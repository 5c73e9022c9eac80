-- Volume: as many telephony events as asked for, and what belongs to them in believable proportion. Run by volume.py.
--
-- Dice always fall the same way, so two runs on one day make the same rows. One company in ten calls is the large one, the
-- others share the rest evenly. Five events are two calls; a quarter of the calls end in a booking, an eighth is missed.
-- Left out: the raw deliveries of the inbox, and holds with their release, so money moves once a call. The ledger still sums
-- to the balances. Companies are made with all triggers on; the bulk is loaded as a replica loads it, without triggers and
-- foreign keys, and what those would have kept (counters, timeline, balances) is written here. A test looks every key up.

create function pg_temp.dice(p_n bigint, p_throw integer, p_sides bigint) returns bigint language sql immutable as $$
  select (hashint8extended(p_n, p_throw) & 2147483647) % p_sides
$$;
create function pg_temp.id(p_what text, p_n bigint) returns uuid language sql immutable as $$
  select md5(p_what || p_n)::uuid
$$;

create temporary table asked as
select a.events, a.companies, a.days, a.events * 2 / 5 as calls, a.until, a.until - make_interval(days => a.days) as since
from (select :events::bigint as events, :companies::bigint as companies, :days::integer as days, date_trunc('day', now()) as until) a;

select private.open_months(l.name::regclass, a.since::date - 1, a.until::date)
from asked a, (values ('public.telephony_events'), ('public.ai_usage_logs'), ('public.audit_logs')) as l (name);

-- ── companies ────────────────────────────────────────────────────────────────────────────────────────────────────────

create temporary table place as
select n, format('b%s-0000-4000-8000-000000000001', lpad(to_hex(n), 7, '0'))::uuid as id,
  format('b%s-0000-4000-8000-000000000009', lpad(to_hex(n), 7, '0'))::uuid as owner_id,
  pg_temp.id('telephone ', n) as integration_id, pg_temp.id('number ', n) as phone_number_id, pg_temp.id('assistant ', n) as assistant_id,
  '+493023125' || 600 + n as number, k.*,
  -- One customer to five calls, as far as there are numbers kept for fiction.
  least(80000, greatest(20, case when n = 1 then a.calls / 10 else a.calls * 9 / 10 / (a.companies - 1) end / 5)) as customers
from asked a, generate_series(1, a.companies) n
join (values ('DE', 'Europe/Berlin', 'de', 'EUR', 1), ('CH', 'Europe/Zurich', 'de', 'CHF', 1.5), ('SE', 'Europe/Stockholm', 'sv', 'SEK', 11))
  as k (country, zone, language, currency, factor) on k.country = case n % 5 when 0 then 'SE' when 4 then 'CH' else 'DE' end;

insert into auth.users (instance_id, id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select '00000000-0000-0000-0000-000000000000', p.owner_id, 'authenticated', 'authenticated', format('owner%s@volume.example', p.n), now(), '{}', '{}', now(), now() from place p;

insert into public.companies (id, tenant_id, name, slug, country, timezone, language, currency, trial_ends_at, created_at)
select p.id, 't_volume_' || p.n, 'Firma ' || p.n, 'volume-' || p.n, p.country, p.zone, p.language, p.currency, now() + interval '14 days', a.since from place p, asked a;

insert into public.company_members (company_id, profile_id, role, created_at) select p.id, p.owner_id, 'owner', a.since from place p, asked a;

insert into public.services (id, company_id, name, slug, duration_minutes, price, currency)
select pg_temp.id('service ', p.n * 4 + s.nth), p.id, s.name, s.slug, s.minutes, s.price * p.factor, p.currency
from place p, (values (0, 'Kurz', 'kurz', 30, 35), (1, 'Mittel', 'mittel', 45, 60), (2, 'Lang', 'lang', 60, 90)) as s (nth, name, slug, minutes, price);

insert into public.integrations (id, company_id, connected_by, provider, provider_type, capabilities, name, status)
select case k.provider when 'twilio' then p.integration_id else gen_random_uuid() end, p.id, p.owner_id, k.provider, k.provider_type, k.capabilities, k.display_name, 'active'
from place p join public.integration_providers k on k.provider in ('twilio', 'calcom');

insert into public.assistants (id, company_id, name, first_message, system_prompt, model_provider, language)
select p.assistant_id, p.id, 'Am Telefon', 'Guten Tag! Was kann ich für Sie tun?', 'Sprich kurz und höflich.', 'openai', p.language from place p;
select private.freeze_assistant(p.assistant_id, p.owner_id) from place p;

insert into public.phone_numbers (id, company_id, number, country, provider, integration_id, branch_id, assistant_id, is_primary, monthly_cost, currency, assigned_at)
select p.phone_number_id, p.id, p.number, 'DE', 'twilio', p.integration_id, b.id, p.assistant_id, true, p.factor, p.currency, a.since
from asked a, place p join public.branches b on b.company_id = p.id and b.is_primary;

insert into public.rate_cards (id, company_id, currency, valid_from, billing_increment_seconds, price_per_minute,
  price_per_million_prompt_tokens, price_per_million_cached_tokens, price_per_million_completion_tokens)
select pg_temp.id('card ', p.n), p.id, p.currency, a.since - interval '1 day', 60, 0.12 * p.factor, p.factor, p.factor / 2, 4 * p.factor from place p, asked a;

-- ── what happened ────────────────────────────────────────────────────────────────────────────────────────────────────

set local session_replication_role = replica;

-- Every call, as everything below needs to know it.
create temporary table talk as
select x.*, p.id as company_id, p.owner_id, p.integration_id, p.phone_number_id, p.assistant_id, v.deployed_version_id as assistant_version_id, b.id as branch_id, p.number,
  p.language, p.currency, p.country, pg_temp.id('card ', p.n) as rate_card_id,
  pg_temp.id('call ', x.n) as id, pg_temp.id('charge ', x.n) as transaction_id, pg_temp.id('customer ', x.place * 100000 + c.nth) as customer_id,
  format('+1%s55501%s', 200 + c.nth / 100, lpad((c.nth % 100)::text, 2, '0')) as caller,
  x.started_at + make_interval(secs => 4 + x.seconds) as ended_at,
  ceil(x.seconds / 60.0) as minutes, 0.12 * p.factor as minute_price, ceil(x.seconds / 60.0) * 0.12 * p.factor as minutes_cost,
  case when x.topic = 'missed' then 0 else round(p.factor * (x.prompt + 4 * x.completion) / 1000000.0, 6) end as model_cost,
  case when x.topic = 'missed' then 'no_answer' else 'completed' end::public.call_status as ended_as
from (
  select n, case when pg_temp.dice(n, 1, 10) = 0 then 1 else 2 + pg_temp.dice(n, 2, a.companies - 1) end as place,
    ((n - 1) * a.days / a.calls)::integer as day, t.topic, case when t.topic = 'missed' then 0 else 35 + pg_temp.dice(n, 4, 190) end as seconds,
    620 + pg_temp.dice(n, 5, 300) as prompt, 28 + pg_temp.dice(n, 6, 40) as completion,
    a.since + make_interval(days => ((n - 1) * a.days / a.calls)::integer, secs => 7 * 3600 + pg_temp.dice(n, 7, 11 * 3600)) as started_at
  from asked a, generate_series(1, a.calls) n
  cross join lateral (
    select (array['booked', 'booked', 'missed', 'message', 'question', 'question', 'question', 'price'])[1 + pg_temp.dice(n, 3, 8)] as topic) t
) x
join place p on p.n = x.place
join public.assistants v on v.id = p.assistant_id
join public.branches b on b.company_id = p.id and b.is_primary
cross join lateral (select pg_temp.dice(x.n, 8, p.customers) as nth) c;
analyze talk;

-- Booked a week ahead, one after the other on the hour, by as many people as the busiest day takes.
create temporary table visit as
select x.*, pg_temp.id('staff ', x.place * 1000 + x.nth / 8) as staff_id, pg_temp.id('service ', x.place * 4 + s.nth) as service_id, s.name as service,
  y.start_time, y.start_time + make_interval(mins => s.minutes) as end_time, s.price * p.factor as price,
  case when y.start_time >= a.until then case when x.n % 5 = 0 then 'pending' else 'confirmed' end
    when x.n % 12 = 0 then 'no_show' when x.n % 9 = 0 then 'cancelled' else 'completed' end::public.appointment_status as status
from asked a,
  (select t.*, pg_temp.id('visit ', t.n) as visit_id, row_number() over (partition by t.place, t.day order by t.n) - 1 as nth,
     row_number() over (partition by t.place order by t.n) as code from talk t where t.topic = 'booked') x
join place p on p.n = x.place
join (values (0, 'Kurz', 30, 35), (1, 'Mittel', 45, 60), (2, 'Lang', 60, 90)) as s (nth, name, minutes, price) on s.nth = x.n % 3
cross join lateral (select date_trunc('day', x.started_at) + make_interval(days => 7, hours => 8 + (x.nth % 8)::integer) as start_time) y;
analyze visit;

insert into public.staff (id, company_id, branch_id, first_name, last_name, display_name)
select pg_temp.id('staff ', p.n * 1000 + i), p.id, b.id, 'Alex', 'Nr ' || i, 'Alex Nr ' || i
from place p
join public.branches b on b.company_id = p.id and b.is_primary
cross join lateral generate_series(0, greatest(2, (select max(v.nth) / 8 from visit v where v.place = p.n))) i;

insert into public.calls (id, company_id, integration_id, provider, provider_call_id, caller_number, callee_number, phone_number_id, branch_id, customer_id, appointment_id,
  assistant_id, assistant_version_id, status, started_at, answered_at, ended_at, duration_seconds, billable_seconds, end_reason, language, transcript, intent, sentiment,
  appointment_created, conversion, satisfaction, cost, currency, settled_at, caller_country, created_at)
select t.id, t.company_id, t.integration_id, 'twilio', 'CA' || md5('call ' || t.n), t.caller, t.number, t.phone_number_id, t.branch_id, t.customer_id,
  case when t.topic = 'booked' then pg_temp.id('visit ', t.n) end,
  t.assistant_id, t.assistant_version_id, t.ended_as, t.started_at, case when t.topic <> 'missed' then t.started_at + interval '4 seconds' end, t.ended_at,
  t.seconds, t.minutes * 60, t.ended_as::text, t.language,
  case when t.topic <> 'missed' then format(E'assistant: Guten Tag! Was kann ich für Sie tun?\ncaller: Es geht um: %s.\nassistant: Das ist notiert. Auf Wiederhören!', t.topic) end,
  case t.topic when 'booked' then 'book' when 'missed' then null else t.topic end,
  case when t.topic = 'missed' then null when t.n % 7 = 0 then 'negative' when t.n % 3 = 0 then 'positive' else 'neutral' end,
  t.topic = 'booked', t.topic = 'booked', case when t.n % 6 = 0 then 1 + t.n % 5 end, t.minutes_cost + t.model_cost, t.currency, t.ended_at, t.country, t.started_at
from talk t;

-- Two of the first call of each pair, three of the second.
insert into public.telephony_events (id, company_id, integration_id, provider, call_id, event_key, event_type, direction, from_number, to_number, status,
  duration_seconds, currency, event_timestamp, created_at)
select pg_temp.id('event ' || e.sequence || ' ', t.n), t.company_id, t.integration_id, 'twilio', t.id, format('%s:CA%s:%s', e.type, md5('call ' || t.n), e.sequence), e.type, 'inbound',
  t.caller, t.number, e.status, e.seconds, t.currency, e.at, e.at
from talk t
cross join lateral (values
  (0, 'incoming', 'ringing'::public.call_status, null::integer, t.started_at),
  (1, 'status', 'ringing', null, t.started_at + interval '1 second'),
  (2, 'status', t.ended_as, t.seconds::integer, t.ended_at)) as e (sequence, type, status, seconds, at)
where e.sequence <> 1 or t.n % 2 = 0;

insert into public.call_turns (id, company_id, call_id, turn, speaker, text, language, confidence, reply, model, prompt_tokens, completion_tokens, stages, created_at)
select pg_temp.id('turn ' || l.turn || l.speaker, t.n), t.company_id, t.id, l.turn, l.speaker::public.turn_speaker, l.line, t.language, case when l.speaker = 'caller' then 0.93 end,
  case when l.speaker = 'assistant' then jsonb_build_object('text', l.line, 'language', t.language, 'then', case l.turn when 1 then 'hang_up' else 'listen' end) end,
  case when l.modelled then 'gpt-4.1-mini' end, case when l.modelled then t.prompt end, case when l.modelled then t.completion end,
  case when l.modelled then jsonb_build_object('model', 310 + t.n % 400) else '{}' end, t.started_at + make_interval(secs => 4 + l.turn * 8)
from talk t
cross join lateral (values
  (0, 'assistant', 'Guten Tag! Was kann ich für Sie tun?', false),
  (1, 'caller', format('Es geht um: %s.', t.topic), false),
  (1, 'assistant', 'Das ist notiert. Auf Wiederhören!', true)) as l (turn, speaker, line, modelled)
where t.topic <> 'missed';

insert into public.ai_usage_logs (id, company_id, call_id, turn, provider, model, prompt_tokens, completion_tokens, cost, currency, latency_ms, created_at)
select pg_temp.id('usage ', t.n), t.company_id, t.id, 1, 'openai', 'gpt-4.1-mini', t.prompt, t.completion, t.model_cost, t.currency, 310 + t.n % 400, t.started_at + interval '12 seconds'
from talk t where t.topic <> 'missed';

insert into public.appointments (id, company_id, branch_id, customer_id, staff_id, service_id, call_id, appointment_code, title, start_time, end_time, status, source,
  expected_revenue, actual_revenue, currency, confirmation_sent_at, cancelled_at, cancelled_by, cancellation_reason, created_at)
select v.visit_id, v.company_id, v.branch_id, v.customer_id, v.staff_id, v.service_id, v.id, lpad(v.code::text, 6, '0'), v.service, v.start_time, v.end_time, v.status, 'phone',
  v.price, case when v.status = 'completed' then v.price end, v.currency, v.ended_at, case when v.status = 'cancelled' then v.start_time - interval '1 day' end,
  case when v.status = 'cancelled' then 'customer'::public.appointment_canceller end, case when v.status = 'cancelled' then 'Verhindert' end, v.ended_at
from visit v;

-- ── what follows from it ─────────────────────────────────────────────────────────────────────────────────────────────

insert into public.message_logs (id, company_id, customer_id, call_id, appointment_id, integration_id, channel, direction, from_address, to_address, template, body, status, provider,
  provider_message_id, cost, currency, sent_at, delivered_at, created_at)
select pg_temp.id('message ', v.n), v.company_id, v.customer_id, v.id, v.visit_id, v.integration_id, 'sms', 'outbound', v.number, v.caller, 'appointment_confirmation',
  format('Ihr Termin: %s. Bis bald!', v.service), case when v.n % 40 = 0 then 'failed' else 'delivered' end::public.message_status, 'twilio', 'SM' || md5('message ' || v.n),
  0.08, v.currency, v.ended_at, case when v.n % 40 <> 0 then v.ended_at + interval '3 seconds' end, v.ended_at
from visit v;

insert into public.customer_interactions (id, company_id, customer_id, call_id, appointment_id, message_log_id, type, event, channel, content, appointment_start, callback_number, occurred_at, created_at)
select pg_temp.id('line ' || l.type, l.n), l.company_id, l.customer_id, l.call_id, l.appointment_id, l.message_id, l.type::public.interaction_type, l.event, l.channel, l.content, l.start_time, l.callback, l.at, l.at
from (
  select n, company_id, customer_id, id as call_id, null::uuid as appointment_id, null::uuid as message_id, 'call' as type, ended_as::text as event, 'phone' as channel, null as content,
    null::timestamptz as start_time, null as callback, started_at as at from talk
  union all
  select n, company_id, customer_id, id, null, null, 'message', null, 'phone', 'Bittet um Rückruf.', null, caller, ended_at from talk where topic = 'message'
  union all
  select n, company_id, customer_id, id, visit_id, null, 'appointment', 'booked', 'phone', null, start_time, null, ended_at from visit
  union all
  select n, company_id, customer_id, id, visit_id, pg_temp.id('message ', n), 'correspondence', 'outbound', 'sms', null, null, null, ended_at from visit where n % 40 <> 0
) l;

insert into public.notifications (id, company_id, send_once_key, recipient, profile_id, customer_id, appointment_id, channel, template, language, body, status, scheduled_for, sent_at, read_at, created_at)
select pg_temp.id('notice ', v.n), v.company_id, 'volume:' || v.n, 'member', v.owner_id, v.customer_id, v.visit_id, 'in_app', 'appointment_booked', 'de', 'Ein neuer Termin.', 'sent',
  v.ended_at, v.ended_at, case when v.n % 50 <> 0 then v.ended_at + interval '1 hour' end, v.ended_at
from visit v;

insert into public.audit_logs (id, company_id, action, table_name, row_id, customer_id, new_values, actor_role, created_at)
select pg_temp.id('audit ', v.n), v.company_id, 'insert', 'appointments', v.visit_id::text, v.customer_id,
  jsonb_build_object('id', v.visit_id, 'start_time', v.start_time, 'status', v.status, 'source', 'phone'), 'fn_voice', v.ended_at
from visit v;

insert into public.customers (id, company_id, home_branch_id, first_name, last_name, phone, phone_normalized, email, preferred_language, acquisition_source, acquired_on, call_count,
  first_appointment_at, last_appointment_at, total_appointments, completed_appointments, cancelled_appointments, no_show_appointments, total_spent, created_at)
select pg_temp.id('customer ', p.n * 100000 + i), p.id, b.id, (array['Anna', 'Peter', 'Claudia', 'Stefan', 'Julia', 'Jürgen', 'Käthe'])[1 + pg_temp.dice(i, 9, 7)],
  (array['Müller', 'Schmid', 'Fischer', 'Weber', 'Meyer', 'Hofer', 'Köhler', 'Bauer', 'Wagner', 'Becker', 'Schneider'])[1 + pg_temp.dice(i, 10, 11)], x.phone, x.phone,
  case when i % 3 > 0 then format('customer%s@example.com', i) end, p.language, 'phone', a.since::date, coalesce(t.calls, 0),
  v.first_at, v.last_at, coalesce(v.total, 0), coalesce(v.completed, 0), coalesce(v.cancelled, 0), coalesce(v.no_show, 0), coalesce(v.spent, 0), a.since
from asked a, place p
join public.branches b on b.company_id = p.id and b.is_primary
cross join lateral generate_series(0, p.customers - 1) i
cross join lateral (select format('+1%s55501%s', 200 + i / 100, lpad((i % 100)::text, 2, '0')) as phone) x
left join (select customer_id, count(*) as calls from talk group by 1) t on t.customer_id = pg_temp.id('customer ', p.n * 100000 + i)
left join (
  select customer_id, count(*) as total, count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'cancelled') as cancelled,
    count(*) filter (where status = 'no_show') as no_show, sum(price) filter (where status = 'completed') as spent, min(start_time) as first_at, max(start_time) as last_at
  from visit group by 1) v on v.customer_id = pg_temp.id('customer ', p.n * 100000 + i);

-- ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Enough put in at the start for all that is charged, and as much again.
create temporary table purse as
select p.id as company_id, p.currency, pg_temp.id('topup ', p.n) as transaction_id, a.since as at, coalesce(sum(t.minutes_cost + t.model_cost), 0) as charged,
  2 * ceil(coalesce(sum(t.minutes_cost + t.model_cost), 0)) + 50 as topped_up
from asked a, place p left join talk t on t.place = p.n group by p.id, p.n, p.currency, a.since;

insert into public.ledger_transactions (id, company_id, kind, idempotency_key, call_id, created_at)
select transaction_id, company_id, 'topup'::public.ledger_kind, 'volume', null, at from purse
union all
select transaction_id, company_id, 'charge', 'charge:' || id, id, ended_at from talk where topic <> 'missed';

insert into public.balance_ledger (company_id, transaction_id, account, amount, currency, created_at)
select p.company_id, p.transaction_id, e.account::public.ledger_account, e.amount, p.currency, p.at
from purse p cross join lateral (values ('clearing', -p.topped_up), ('prepaid', p.topped_up)) as e (account, amount)
union all
select t.company_id, t.transaction_id, e.account::public.ledger_account, e.amount, t.currency, t.ended_at
from talk t cross join lateral (values ('prepaid', -(t.minutes_cost + t.model_cost)), ('revenue', t.minutes_cost + t.model_cost)) as e (account, amount)
where t.topic <> 'missed';

update public.prepaid_balances b set current_balance = p.topped_up - p.charged, total_topped_up = p.topped_up, total_charged = p.charged
from purse p where p.company_id = b.company_id;

insert into public.call_charges (id, company_id, call_id, component, transaction_id, rate_card_id, quantity, unit, unit_price, amount, currency, created_at)
select pg_temp.id('part ' || c.component, t.n), t.company_id, t.id, c.component::public.charge_component, t.transaction_id, t.rate_card_id, c.quantity, c.unit, c.price, c.amount, t.currency, t.ended_at
from talk t
cross join lateral (values
  ('minutes', t.minutes::numeric, 'minute', t.minute_price, t.minutes_cost), ('model', t.prompt + t.completion, 'token', null, t.model_cost)) as c (component, quantity, unit, price, amount)
where t.topic <> 'missed';

set local session_replication_role = origin;
drop table purse, visit, talk, place, asked;
drop function pg_temp.dice(bigint, integer, bigint);
drop function pg_temp.id(text, bigint);
