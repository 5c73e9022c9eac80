-- notices · templates: what we write to customers and owners, in their language
--
-- Two tables. What ships belongs to nobody and changes with a migration; what a company says in its own words is a row of
-- its own, with its tenant. A copy for every company would freeze our texts on the day that it joined.

create type public.notification_channel as enum ('in_app', 'email', 'sms', 'whatsapp');
comment on type public.notification_channel is 'in_app: shown in the owner''s application; the others leave the house.';

create table public.notification_templates (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint notification_templates_name_plain check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
  type public.notification_channel not null,
  language public.language_code not null,
  subject text constraint notification_templates_subject_is_one_short_line check (subject !~ '[[:cntrl:]]' and char_length(subject) between 1 and 200),
  content text not null constraint notification_templates_content_says_something check (btrim(content) <> '' and char_length(content) <= 5000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notification_templates_one_per_language unique (name, type, language),
  constraint notification_templates_subject_where_one_is_shown check ((type in ('email', 'in_app')) = (subject is not null))
);
comment on table public.notification_templates is
  'The texts that ship, in German, Swedish and English. Everybody signed in reads them; a company that wants other words writes its own into company_notification_templates. Changed by a migration, kept for good.';
comment on column public.notification_templates.name is 'The occasion, for example appointment_confirmation.';
comment on column public.notification_templates.content is 'Plain text with {placeholders}; one that is not filled stays empty. A WhatsApp without words of its own says what the SMS says.';

create trigger _100_touch_updated_at before update on public.notification_templates
  for each row execute function private.tg__touch_updated_at();

alter table public.notification_templates enable row level security;
alter table public.notification_templates force row level security;
create policy select_as_anyone_signed_in on public.notification_templates for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.notification_templates to authenticated, service_role;
-- No INSERT, UPDATE or DELETE: what ships is written below.

create table public.company_notification_templates (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint company_notification_templates_name_plain check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
  type public.notification_channel not null,
  language public.language_code not null,
  subject text constraint company_notification_templates_subject_is_one_short_line
    check (subject !~ '[[:cntrl:]]' and char_length(subject) between 1 and 200),
  content text not null constraint company_notification_templates_content_says_something
    check (btrim(content) <> '' and char_length(content) <= 5000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint company_notification_templates_one_per_language unique (company_id, name, type, language),
  constraint company_notification_templates_subject_where_one_is_shown check ((type in ('email', 'in_app')) = (subject is not null))
);
comment on table public.company_notification_templates is
  'A company''s own words in place of a text that ships. Written by admins, read by members; gone with the company.';
comment on column public.company_notification_templates.is_active is 'While false, the text that ships speaks again.';

create trigger _100_touch_updated_at before update on public.company_notification_templates
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.company_notification_templates
  for each row execute function private.tg__tenant_stays();

alter table public.company_notification_templates enable row level security;
alter table public.company_notification_templates force row level security;
create policy select_as_member on public.company_notification_templates for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.company_notification_templates for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.company_notification_templates for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.company_notification_templates for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, delete on public.company_notification_templates to authenticated;
grant insert (company_id, name, type, language, subject, content, is_active) on public.company_notification_templates to authenticated;
grant update (subject, content, is_active) on public.company_notification_templates to authenticated;
grant select, insert, update, delete on public.company_notification_templates to service_role;

-- One pass over the template: what a value brings along is never looked at again, so a caller who gives a placeholder for
-- a name gets it back as it is. Only plain values are put in; lists and objects stay out.
create function private.render_template(p_content text, p_payload jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  v_around text[] := regexp_split_to_array(p_content, '\{[a-z][a-z0-9_]*\}');
  v_names text[] := array(
    select m.found[1] from regexp_matches(p_content, '\{([a-z][a-z0-9_]*)\}', 'g') with ordinality as m (found, n) order by m.n);
begin
  return (
    select string_agg(
      v_around[i] || case when jsonb_typeof(p_payload -> v_names[i]) in ('string', 'number', 'boolean') then p_payload ->> v_names[i] else '' end,
      '' order by i)
    from generate_series(1, cardinality(v_around)) i);
end $$;
comment on function private.render_template(text, jsonb) is
  'A template with its {placeholders} filled from the members of an object; unknown ones stay empty, values are put in as they are.';

-- The reader's language before the company's before English; the company's own words before ours.
create function private.find_template(p_company_id uuid, p_name text, p_channel public.notification_channel, p_language text)
returns table (language text, subject text, content text)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select t.language::text, t.subject, t.content
  from public.companies c
  cross join lateral (
    select o.type, o.language, o.subject, o.content, true as is_own
    from public.company_notification_templates o where o.company_id = c.id and o.name = p_name and o.is_active
    union all
    select s.type, s.language, s.subject, s.content, false
    from public.notification_templates s where s.name = p_name and s.is_active
  ) t
  where c.id = p_company_id
    and (t.type = p_channel or (p_channel = 'whatsapp' and t.type = 'sms'))
    and t.language in (p_language, c.language, 'en')
  order by t.language = p_language desc, t.language = c.language desc, t.is_own desc, t.type = p_channel desc
  limit 1;
end $$;
comment on function private.find_template(uuid, text, public.notification_channel, text) is
  'The text that a company uses for an occasion and a channel, in the language asked for if there is one; no row if there is none at all.';

insert into public.notification_templates (name, type, language, subject, content) values
  ('appointment_confirmation', 'sms', 'de', null,
   '{company_name}: Ihr Termin ist eingetragen. {service_name}, {when}. Terminnummer {code}. Absagen oder verschieben: {phone}'),
  ('appointment_confirmation', 'sms', 'sv', null,
   '{company_name}: Din tid är bokad. {service_name}, {when}. Bokningsnummer {code}. Avboka eller ändra: {phone}'),
  ('appointment_confirmation', 'sms', 'en', null,
   '{company_name}: You are booked. {service_name}, {when}. Booking number {code}. To cancel or change: {phone}'),
  ('appointment_confirmation', 'email', 'de', 'Ihr Termin bei {company_name}: {when}',
   E'Guten Tag,\n\nIhr Termin ist eingetragen:\n\n{service_name}\n{when}\nbei {staff_name}\n\nTerminnummer: {code}\n\nWenn Sie absagen oder verschieben möchten, rufen Sie uns bitte an: {phone}\n\nFreundliche Grüße\n{company_name}'),
  ('appointment_confirmation', 'email', 'sv', 'Din tid hos {company_name}: {when}',
   E'Hej!\n\nDin tid är bokad:\n\n{service_name}\n{when}\nhos {staff_name}\n\nBokningsnummer: {code}\n\nRing oss om du vill avboka eller ändra tiden: {phone}\n\nVänliga hälsningar\n{company_name}'),
  ('appointment_confirmation', 'email', 'en', 'Your appointment at {company_name}: {when}',
   E'Hello,\n\nyour appointment is booked:\n\n{service_name}\n{when}\nwith {staff_name}\n\nBooking number: {code}\n\nPlease call us if you want to cancel or change it: {phone}\n\nKind regards\n{company_name}'),

  ('appointment_reminder', 'sms', 'de', null,
   'Erinnerung von {company_name}: {service_name}, {when}. Terminnummer {code}. Sie können nicht kommen? Bitte rufen Sie an: {phone}'),
  ('appointment_reminder', 'sms', 'sv', null,
   'Påminnelse från {company_name}: {service_name}, {when}. Bokningsnummer {code}. Kan du inte komma? Ring oss: {phone}'),
  ('appointment_reminder', 'sms', 'en', null,
   'A reminder from {company_name}: {service_name}, {when}. Booking number {code}. You cannot come? Please call {phone}'),
  ('appointment_reminder', 'email', 'de', 'Erinnerung: Ihr Termin am {when}',
   E'Guten Tag,\n\nwir freuen uns auf Sie:\n\n{service_name}\n{when}\nbei {staff_name}\n\nTerminnummer: {code}\n\nSollten Sie nicht kommen können, rufen Sie uns bitte rechtzeitig an: {phone}\n\nFreundliche Grüße\n{company_name}'),
  ('appointment_reminder', 'email', 'sv', 'Påminnelse: din tid {when}',
   E'Hej!\n\nVi ser fram emot ditt besök:\n\n{service_name}\n{when}\nhos {staff_name}\n\nBokningsnummer: {code}\n\nRing oss i god tid om du får förhinder: {phone}\n\nVänliga hälsningar\n{company_name}'),
  ('appointment_reminder', 'email', 'en', 'Reminder: your appointment on {when}',
   E'Hello,\n\nwe are looking forward to seeing you:\n\n{service_name}\n{when}\nwith {staff_name}\n\nBooking number: {code}\n\nIf you cannot come, please call us in good time: {phone}\n\nKind regards\n{company_name}'),

  ('appointment_cancelled', 'sms', 'de', null,
   '{company_name}: Ihr Termin {service_name}, {when}, ist abgesagt. Für einen neuen Termin erreichen Sie uns unter {phone}'),
  ('appointment_cancelled', 'sms', 'sv', null,
   '{company_name}: Din tid {service_name}, {when}, är avbokad. Ring {phone} för en ny tid.'),
  ('appointment_cancelled', 'sms', 'en', null,
   '{company_name}: Your appointment {service_name}, {when}, has been cancelled. Call {phone} for a new one.'),
  ('appointment_cancelled', 'email', 'de', 'Ihr Termin bei {company_name} ist abgesagt',
   E'Guten Tag,\n\ndieser Termin ist abgesagt:\n\n{service_name}\n{when}\n\nGern finden wir einen neuen mit Ihnen: {phone}\n\nFreundliche Grüße\n{company_name}'),
  ('appointment_cancelled', 'email', 'sv', 'Din tid hos {company_name} är avbokad',
   E'Hej!\n\nDen här tiden är avbokad:\n\n{service_name}\n{when}\n\nRing oss gärna för en ny tid: {phone}\n\nVänliga hälsningar\n{company_name}'),
  ('appointment_cancelled', 'email', 'en', 'Your appointment at {company_name} has been cancelled',
   E'Hello,\n\nthis appointment has been cancelled:\n\n{service_name}\n{when}\n\nWe are happy to find a new one with you: {phone}\n\nKind regards\n{company_name}'),

  ('appointment_moved', 'sms', 'de', null,
   '{company_name}: Ihr Termin wurde verschoben. Neu: {service_name}, {when}. Terminnummer {code}. Fragen? {phone}'),
  ('appointment_moved', 'sms', 'sv', null,
   '{company_name}: Din tid är ändrad. Ny tid: {service_name}, {when}. Bokningsnummer {code}. Frågor? {phone}'),
  ('appointment_moved', 'sms', 'en', null,
   '{company_name}: Your appointment has been moved. New time: {service_name}, {when}. Booking number {code}. Questions? {phone}'),
  ('appointment_moved', 'email', 'de', 'Ihr Termin bei {company_name} wurde verschoben: {when}',
   E'Guten Tag,\n\nIhr Termin wurde verschoben. Er ist nun:\n\n{service_name}\n{when}\nbei {staff_name}\n\nTerminnummer: {code}\n\nWenn das nicht passt, rufen Sie uns bitte an: {phone}\n\nFreundliche Grüße\n{company_name}'),
  ('appointment_moved', 'email', 'sv', 'Din tid hos {company_name} är ändrad: {when}',
   E'Hej!\n\nDin tid är ändrad. Den nya tiden är:\n\n{service_name}\n{when}\nhos {staff_name}\n\nBokningsnummer: {code}\n\nRing oss om den inte passar: {phone}\n\nVänliga hälsningar\n{company_name}'),
  ('appointment_moved', 'email', 'en', 'Your appointment at {company_name} has been moved: {when}',
   E'Hello,\n\nyour appointment has been moved. It is now:\n\n{service_name}\n{when}\nwith {staff_name}\n\nBooking number: {code}\n\nIf that does not suit you, please call us: {phone}\n\nKind regards\n{company_name}'),

  ('owner_booking_change', 'in_app', 'de', '{change_text}: {when}', '{customer_name}, {service_name}, bei {staff_name}. Terminnummer {code}.'),
  ('owner_booking_change', 'in_app', 'sv', '{change_text}: {when}', '{customer_name}, {service_name}, hos {staff_name}. Bokningsnummer {code}.'),
  ('owner_booking_change', 'in_app', 'en', '{change_text}: {when}', '{customer_name}, {service_name}, with {staff_name}. Booking number {code}.'),
  ('owner_booking_change', 'email', 'de', '{company_name}, {change_text}: {when}',
   E'{change_text}\n\n{customer_name}\n{service_name}\n{when}\nbei {staff_name}\n\nTerminnummer: {code}'),
  ('owner_booking_change', 'email', 'sv', '{company_name}, {change_text}: {when}',
   E'{change_text}\n\n{customer_name}\n{service_name}\n{when}\nhos {staff_name}\n\nBokningsnummer: {code}'),
  ('owner_booking_change', 'email', 'en', '{company_name}, {change_text}: {when}',
   E'{change_text}\n\n{customer_name}\n{service_name}\n{when}\nwith {staff_name}\n\nBooking number: {code}'),

  ('owner_message_taken', 'in_app', 'de', 'Nachricht von {customer_name}', E'{message}\n\nRückruf: {callback_number}'),
  ('owner_message_taken', 'in_app', 'sv', 'Meddelande från {customer_name}', E'{message}\n\nRing tillbaka: {callback_number}'),
  ('owner_message_taken', 'in_app', 'en', 'Message from {customer_name}', E'{message}\n\nCall back: {callback_number}'),
  ('owner_message_taken', 'email', 'de', '{company_name}: Nachricht von {customer_name}',
   E'{customer_name} hat am Telefon eine Nachricht hinterlassen:\n\n{message}\n\nRückruf: {callback_number}'),
  ('owner_message_taken', 'email', 'sv', '{company_name}: meddelande från {customer_name}',
   E'{customer_name} har lämnat ett meddelande på telefon:\n\n{message}\n\nRing tillbaka: {callback_number}'),
  ('owner_message_taken', 'email', 'en', '{company_name}: message from {customer_name}',
   E'{customer_name} has left a message on the telephone:\n\n{message}\n\nCall back: {callback_number}'),

  ('owner_message_received', 'in_app', 'de', '{channel_name} von {customer_name}', E'{message}\n\nVon: {callback_number}'),
  ('owner_message_received', 'in_app', 'sv', '{channel_name} från {customer_name}', E'{message}\n\nFrån: {callback_number}'),
  ('owner_message_received', 'in_app', 'en', '{channel_name} from {customer_name}', E'{message}\n\nFrom: {callback_number}'),
  ('owner_message_received', 'email', 'de', '{company_name}: {channel_name} von {customer_name}',
   E'{customer_name} hat per {channel_name} geschrieben:\n\n{message}\n\nVon: {callback_number}'),
  ('owner_message_received', 'email', 'sv', '{company_name}: {channel_name} från {customer_name}',
   E'{customer_name} har skrivit via {channel_name}:\n\n{message}\n\nFrån: {callback_number}'),
  ('owner_message_received', 'email', 'en', '{company_name}: {channel_name} from {customer_name}',
   E'{customer_name} has written by {channel_name}:\n\n{message}\n\nFrom: {callback_number}'),

  ('owner_lead_taken', 'in_app', 'de', 'Neue Anfrage von {customer_name}', E'{message}\n\nRückruf: {callback_number}'),
  ('owner_lead_taken', 'in_app', 'sv', 'Ny förfrågan från {customer_name}', E'{message}\n\nRing tillbaka: {callback_number}'),
  ('owner_lead_taken', 'in_app', 'en', 'New enquiry from {customer_name}', E'{message}\n\nCall back: {callback_number}'),
  ('owner_lead_taken', 'email', 'de', '{company_name}: neue Anfrage von {customer_name}',
   E'{customer_name} hat am Telefon angefragt:\n\n{message}\n\nRückruf: {callback_number}'),
  ('owner_lead_taken', 'email', 'sv', '{company_name}: ny förfrågan från {customer_name}',
   E'{customer_name} har frågat på telefon:\n\n{message}\n\nRing tillbaka: {callback_number}'),
  ('owner_lead_taken', 'email', 'en', '{company_name}: new enquiry from {customer_name}',
   E'{customer_name} has asked on the telephone:\n\n{message}\n\nCall back: {callback_number}'),

  ('owner_waitlist_joined', 'in_app', 'de', 'Warteliste: {customer_name}', E'{service_name}, {wish}. {staff_name}\n\nRückruf: {callback_number}'),
  ('owner_waitlist_joined', 'in_app', 'sv', 'Väntelista: {customer_name}', E'{service_name}, {wish}. {staff_name}\n\nRing tillbaka: {callback_number}'),
  ('owner_waitlist_joined', 'in_app', 'en', 'Waiting list: {customer_name}', E'{service_name}, {wish}. {staff_name}\n\nCall back: {callback_number}'),
  ('owner_waitlist_joined', 'email', 'de', '{company_name}, Warteliste: {customer_name}',
   E'{customer_name} wartet auf einen freien Termin:\n\n{service_name}\n{wish}\n{staff_name}\n\nRückruf: {callback_number}'),
  ('owner_waitlist_joined', 'email', 'sv', '{company_name}, väntelista: {customer_name}',
   E'{customer_name} väntar på en ledig tid:\n\n{service_name}\n{wish}\n{staff_name}\n\nRing tillbaka: {callback_number}'),
  ('owner_waitlist_joined', 'email', 'en', '{company_name}, waiting list: {customer_name}',
   E'{customer_name} is waiting for a free time:\n\n{service_name}\n{wish}\n{staff_name}\n\nCall back: {callback_number}'),

  ('balance_low', 'in_app', 'de', 'Das Guthaben geht zur Neige', 'Noch {balance_text}. Bitte laden Sie auf, damit der Assistent weiter antwortet.'),
  ('balance_low', 'in_app', 'sv', 'Saldot börjar ta slut', 'Det finns {balance_text} kvar. Fyll på så att assistenten kan fortsätta svara.'),
  ('balance_low', 'in_app', 'en', 'Your balance is running low', '{balance_text} left. Please top up so that the assistant goes on answering.'),
  ('balance_low', 'email', 'de', '{company_name}: Das Guthaben geht zur Neige',
   E'Guten Tag,\n\ndas Guthaben von {company_name} beträgt noch {balance_text}.\n\nBitte laden Sie auf, damit der Assistent weiter antwortet. Ist das Guthaben verbraucht, nimmt die einfache Telefonannahme die Anrufe an; verloren geht keiner.'),
  ('balance_low', 'email', 'sv', '{company_name}: saldot börjar ta slut',
   E'Hej!\n\n{company_name} har {balance_text} kvar.\n\nFyll på så att assistenten kan fortsätta svara. När saldot är slut tar den enkla telefonsvararen emot samtalen; inget går förlorat.'),
  ('balance_low', 'email', 'en', '{company_name}: your balance is running low',
   E'Hello,\n\n{company_name} has {balance_text} left.\n\nPlease top up so that the assistant goes on answering. Once the balance is used up, the simple receptionist takes the calls; none is lost.'),

  ('balance_zero', 'in_app', 'de', 'Das Guthaben ist verbraucht', 'Anrufe nimmt jetzt die einfache Telefonannahme an. Bitte laden Sie auf.'),
  ('balance_zero', 'in_app', 'sv', 'Saldot är slut', 'Den enkla telefonsvararen tar nu emot samtalen. Fyll på saldot.'),
  ('balance_zero', 'in_app', 'en', 'Your balance is used up', 'The simple receptionist takes your calls now. Please top up.'),
  ('balance_zero', 'email', 'de', '{company_name}: Das Guthaben ist verbraucht',
   E'Guten Tag,\n\ndas Guthaben von {company_name} ist verbraucht. Anrufe nimmt jetzt die einfache Telefonannahme an: Sie bucht weiter Termine und nimmt Nachrichten auf.\n\nBitte laden Sie auf, damit der Assistent wieder antwortet.'),
  ('balance_zero', 'email', 'sv', '{company_name}: saldot är slut',
   E'Hej!\n\nSaldot för {company_name} är slut. Den enkla telefonsvararen tar nu emot samtalen: den bokar tider och tar emot meddelanden som förut.\n\nFyll på så att assistenten kan svara igen.'),
  ('balance_zero', 'email', 'en', '{company_name}: your balance is used up',
   E'Hello,\n\nthe balance of {company_name} is used up. The simple receptionist takes your calls now: it still books appointments and takes messages.\n\nPlease top up so that the assistant answers again.'),

  ('invitation', 'email', 'de', '{inviter_name} lädt Sie zu {company_name} ein',
   E'Guten Tag,\n\n{inviter_name} möchte mit Ihnen in {company_name} auf Frontdesk arbeiten.\n\nHier nehmen Sie die Einladung an:\n{link}\n\nSie gilt bis {expires}. Wenn Sie nichts damit anfangen können, tun Sie bitte nichts.'),
  ('invitation', 'email', 'sv', '{inviter_name} bjuder in dig till {company_name}',
   E'Hej!\n\n{inviter_name} vill arbeta med dig i {company_name} på Frontdesk.\n\nTacka ja här:\n{link}\n\nInbjudan gäller till {expires}. Känner du inte igen den behöver du inte göra något.'),
  ('invitation', 'email', 'en', '{inviter_name} invites you to {company_name}',
   E'Hello,\n\n{inviter_name} would like to work with you in {company_name} on Frontdesk.\n\nAccept the invitation here:\n{link}\n\nIt is valid until {expires}. If it means nothing to you, please do nothing.');
