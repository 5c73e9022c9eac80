-- telephony · summary words: how what became of a call is put, in the language of the business
--
-- Whole sentences stand here and not in the code that picks them, so a language is read and mended in one place. Days and
-- months too: what the server's locale calls them is nobody's choice.

create function private.summary_words(p_language text) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case p_language
    when 'de' then '{
      "days": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
      "months": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
      "day": "%s, %s. %s", "start": "%s, %s Uhr", "with": "%s bei %s", "and": " und ", "from": "ab %s", "until": "bis %s", "between": "%s bis %s",
      "rang_new": "Anruf von %s (neu).", "rang_known": "Anruf von %s (bekannt).", "withheld": "Anruf mit unterdrückter Nummer.",
      "was_rung": "Anruf bei %s.",
      "booked": "gebucht: %s", "moved": "verlegt: %s, von %s auf %s", "cancelled": "abgesagt: %s", "waitlist": "Warteliste: %s",
      "message": "Nachricht: „%s“", "recorded": "Nachricht auf Band", "lead": "Anfrage: „%s“", "lead_bare": "Anfrage",
      "unconfirmed": "nicht bestätigt: %s",
      "abuse": "wurde beleidigend", "complaint": "Beschwerde", "emergency": "Notfall", "sales": "Werbeanruf",
      "put_through": "mit %s verbunden", "passed_on": "an %s weitergeleitet", "nobody_there": "an %s weitergeleitet, niemand ging ran",
      "wanted_person": "wollte mit jemandem sprechen", "asked": "fragte nach %s", "fault": "technische Störung",
      "voicemail": "Anrufbeantworter: um Rückruf gebeten", "fax": "Faxgerät", "not_understood": "kam nicht zurecht und legte auf",
      "said_nothing": "aufgelegt, ohne ein Wort zu sagen", "nothing_done": "nichts vereinbart", "blocked": "gesperrt, nicht angenommen",
      "missed": "aufgelegt, bevor jemand annahm", "no_answer": "niemand nahm ab", "busy": "besetzt", "failed": "nicht zustande gekommen",
      "call_back": "Bitte zurückrufen: %s.", "no_number": "Keine Nummer für den Rückruf.", "tell": "Melden, sobald etwas frei wird: %s.",
      "about": {"hours": "Öffnungszeiten", "price": "Preisen", "duration": "der Dauer", "services": "Leistungen", "people": "dem Team",
        "address": "dem Weg", "parking": "Parkplätzen", "my_appointments": "dem eigenen Termin"}}'::jsonb
    when 'sv' then '{
      "days": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
      "months": ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
      "day": "%s %s %s", "start": "%s kl. %s", "with": "%s hos %s", "and": " och ", "from": "från %s", "until": "till %s", "between": "%s till %s",
      "rang_new": "Samtal från %s (ny).", "rang_known": "Samtal från %s (känd).", "withheld": "Samtal från dolt nummer.",
      "was_rung": "Samtal till %s.",
      "booked": "bokat: %s", "moved": "flyttat: %s, från %s till %s", "cancelled": "avbokat: %s", "waitlist": "väntelista: %s",
      "message": "meddelande: ”%s”", "recorded": "inspelat meddelande", "lead": "förfrågan: ”%s”", "lead_bare": "förfrågan",
      "unconfirmed": "inte bekräftat: %s",
      "abuse": "blev otrevlig", "complaint": "klagomål", "emergency": "akut ärende", "sales": "säljsamtal",
      "put_through": "kopplad till %s", "passed_on": "kopplad vidare till %s", "nobody_there": "kopplad vidare till %s, ingen svarade",
      "wanted_person": "ville tala med någon", "asked": "frågade om %s", "fault": "tekniskt fel",
      "voicemail": "telefonsvarare: bad om att bli uppringd", "fax": "fax", "not_understood": "blev inte förstådd och lade på",
      "said_nothing": "lade på utan att säga något", "nothing_done": "inget avtalat", "blocked": "spärrad, inte besvarad",
      "missed": "lade på innan någon svarade", "no_answer": "ingen svarade", "busy": "upptaget", "failed": "kom inte fram",
      "call_back": "Ring tillbaka: %s.", "no_number": "Inget nummer att ringa tillbaka på.", "tell": "Hör av dig när något blir ledigt: %s.",
      "about": {"hours": "öppettider", "price": "priser", "duration": "hur lång tid det tar", "services": "tjänster", "people": "personalen",
        "address": "vägen", "parking": "parkering", "my_appointments": "sin egen tid"}}'::jsonb
    else '{
      "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      "months": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
      "day": "%s %s %s", "start": "%s at %s", "with": "%s with %s", "and": " and ", "from": "from %s", "until": "until %s", "between": "%s to %s",
      "rang_new": "Call from %s (new).", "rang_known": "Call from %s (known).", "withheld": "Call from a withheld number.",
      "was_rung": "Call to %s.",
      "booked": "booked: %s", "moved": "moved: %s, from %s to %s", "cancelled": "cancelled: %s", "waitlist": "waiting list: %s",
      "message": "message: “%s”", "recorded": "recorded message", "lead": "enquiry: “%s”", "lead_bare": "enquiry",
      "unconfirmed": "not confirmed: %s",
      "abuse": "became abusive", "complaint": "complaint", "emergency": "emergency", "sales": "sales call",
      "put_through": "put through to %s", "passed_on": "passed on to %s", "nobody_there": "passed on to %s, nobody answered",
      "wanted_person": "wanted to speak to somebody", "asked": "asked about %s", "fault": "technical fault",
      "voicemail": "answering machine: asked to be called back", "fax": "fax machine", "not_understood": "was not understood and hung up",
      "said_nothing": "hung up without a word", "nothing_done": "nothing arranged", "blocked": "blocked, not taken",
      "missed": "hung up before anybody answered", "no_answer": "nobody answered", "busy": "busy", "failed": "did not get through",
      "call_back": "Please call back: %s.", "no_number": "No number to call back.", "tell": "Tell them when something becomes free: %s.",
      "about": {"hours": "opening hours", "price": "prices", "duration": "how long it takes", "services": "services", "people": "the team",
        "address": "directions", "parking": "parking", "my_appointments": "their own appointment"}}'::jsonb
  end;
end $$;
comment on function private.summary_words(text) is 'The sentences that a summary is made from, in German or Swedish; in English for whatever else is spoken.';

-- PL/pgSQL, all of them: a SQL function that pins its search_path is planned anew each time.
create function private.named_day(p_day date, p_words jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case when p_day is not null then format(p_words ->> 'day', p_words -> 'days' ->> (extract(isodow from p_day)::integer - 1),
    extract(day from p_day), p_words -> 'months' ->> (extract(month from p_day)::integer - 1)) end;
end $$;
comment on function private.named_day(date, jsonb) is 'A day as a person reads it, without the year: "Dienstag, 24. November"; null for no day.';

create function private.written_start(p_start timestamptz, p_zone text, p_words jsonb) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_local timestamp := p_start at time zone p_zone;
begin
  return case when v_local is not null then format(p_words ->> 'start', private.named_day(v_local::date, p_words), to_char(v_local, 'HH24:MI')) end;
end $$;
comment on function private.written_start(timestamptz, text, jsonb) is
  'Local day and time as a person reads them: "Dienstag, 24. November, 14:30 Uhr"; null for no time.';

-- As much as fits on a telephone's screen, cut where a word ends.
create function private.shortened(p_text text, p_most integer) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  v_text text := btrim(regexp_replace(p_text, '\s+', ' ', 'g'));
begin
  return case when char_length(v_text) <= p_most then v_text
    else coalesce(nullif(regexp_replace(left(v_text, p_most), '\s*\S*$', ''), ''), left(v_text, p_most)) || ' …' end;
end $$;
comment on function private.shortened(text, integer) is 'A text on one line, cut after a whole word if it is longer than that.';

create function private.listed(p_parts text[], p_and text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case when cardinality(p_parts) > 1
    then array_to_string(p_parts[:cardinality(p_parts) - 1], ', ') || p_and || p_parts[cardinality(p_parts)]
    else p_parts[1] end;
end $$;
comment on function private.listed(text[], text) is '"a", "a and b", "a, b and c"; null for none.';

create function private.as_sentence(p_parts text[], p_between text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  v_text text := nullif(array_to_string(p_parts, p_between), '');
begin
  return upper(left(v_text, 1)) || substr(v_text, 2) || case when right(v_text, 1) = '.' then '' else '.' end;
end $$;
comment on function private.as_sentence(text[], text) is 'The parts as one sentence with a capital and a full stop; null for none.';
