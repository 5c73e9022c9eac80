-- customers · search: people by name, number or address, calls by what was said
--
-- Definers, because an operator that is not leakproof (LIKE, similarity, full text) cannot use its index beneath row level
-- security: each asks for the caller's role first and looks at the one company only. What is asked for is always taken
-- literally; no word of a query is a pattern.

-- What a query for names, numbers and addresses looks for.
create function private.literal_pattern(p_text text) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp as $$
begin
  p_text := replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_');
  return p_text;
end $$;
comment on function private.literal_pattern(text) is 'A text for use within LIKE, its own % and _ taken literally.';

create function private.dialled_digits(p_query text) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp as $$
declare
  v_digits text;
begin
  if p_query !~ '^[+0-9 ()/.–-]+$' then
    return null;
  end if;
  -- As it stands within the E.164 form: without the zero or zeros that are only dialled.
  v_digits := regexp_replace(regexp_replace(replace(p_query, '(0)', ''), '[^0-9]', '', 'g'), '^0{1,2}', '');
  return case when length(v_digits) >= 3 then v_digits end;
end $$;
comment on function private.dialled_digits(text) is 'The digits of a query that is part of a telephone number, three at least; else null.';

-- How well a name answers a query, both in search form: 1 whole, 0.9 by its beginning or that of a word, else by likeness.
create function private.name_rank(p_name text, p_query text) returns real
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case
    when p_name = p_query then 1
    when starts_with(p_name, p_query) or position(' ' || p_query in p_name) > 0 then 0.9
    when position(p_query in p_name) > 0 then 0.8
    else 0.7 * greatest(extensions.similarity(p_name, p_query), extensions.word_similarity(p_query, p_name))
  end;
end $$;
comment on function private.name_rank(text, text) is 'How well a name answers a query, from 0 to 1.';

create function private.search_customers(p_company_id uuid, p_query text, p_limit integer)
returns table (
  id uuid, full_name text, phone_normalized text, email text, is_active boolean, is_blocked boolean, last_appointment_at timestamptz,
  matched text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_name text := private.search_form(left(p_query, 200));
  v_pattern text := private.literal_pattern(v_name);
  v_address text := lower(btrim(left(p_query, 200)));
  v_digits text := private.dialled_digits(btrim(left(p_query, 200)));
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  if coalesce(v_name, '') = '' then
    return;
  end if;
  return query
  select f.id, f.full_name, f.phone_normalized, f.email, f.is_active, f.is_blocked, f.last_appointment_at,
    case greatest(f.by_phone, f.by_email, f.by_name) when f.by_phone then 'phone' when f.by_email then 'email' else 'name' end,
    greatest(f.by_phone, f.by_email, f.by_name)
  from (
    select c.id, c.full_name, c.phone_normalized::text, c.email, c.is_active, c.is_blocked, c.last_appointment_at,
      private.name_rank(private.search_form(c.full_name), v_name) as by_name,
      case when v_digits is null or position(v_digits in c.phone_normalized) = 0 then 0
           when c.phone_normalized like '%' || v_digits then 0.95 else 0.75 end::real as by_phone,
      case when lower(c.email) = v_address then 1 when starts_with(lower(c.email), v_address) then 0.85
           when position(v_address in lower(c.email)) > 0 then 0.6 else 0 end::real as by_email
    from public.customers c
    where c.company_id = p_company_id and (
      private.search_form(c.full_name) like v_pattern || '%'
      or private.search_form(c.full_name) like '% ' || v_pattern || '%'
      or (length(v_name) >= 3 and (
        private.search_form(c.full_name) like '%' || v_pattern || '%'
        or private.search_form(c.full_name) operator(extensions.%) v_name
        or v_name operator(extensions.<%) private.search_form(c.full_name)
        or lower(c.email) like '%' || private.literal_pattern(v_address) || '%'))
      or c.phone_normalized like '%' || v_digits || '%')
  ) f
  order by 9 desc nulls last, f.last_appointment_at desc nulls last, f.full_name, f.id
  limit greatest(1, least(coalesce(p_limit, 20), 100));
end $$;
comment on function private.search_customers(uuid, text, integer) is 'Does what public.search_customers says.';
grant execute on function private.search_customers(uuid, text, integer) to authenticated;

create function public.search_customers(p_company_id uuid, p_query text, p_limit integer default 20)
returns table (
  id uuid, full_name text, phone_normalized text, email text, is_active boolean, is_blocked boolean, last_appointment_at timestamptz,
  matched text, rank real)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select s.* from private.search_customers(p_company_id, p_query, p_limit) s;
end;
comment on function public.search_customers(uuid, text, integer) is
  'Customers of a company by name (also misspelt, umlauts either way), part of a number as dialled, or email address; best first, with what matched. At most 100, nothing for an empty query. Viewers. Refuses company_not_found.';
grant execute on function public.search_customers(uuid, text, integer) to authenticated;

create function private.search_leads(p_company_id uuid, p_query text, p_limit integer)
returns table (
  id uuid, company_name text, contact_person text, phone_normalized text, email text, conversion_stage public.conversion_stage,
  lead_type public.lead_type, matched text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_name text := private.search_form(left(p_query, 200));
  v_pattern text := private.literal_pattern(v_name);
  v_address text := lower(btrim(left(p_query, 200)));
  v_digits text := private.dialled_digits(btrim(left(p_query, 200)));
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  if coalesce(v_name, '') = '' then
    return;
  end if;
  return query
  select f.id, f.company_name, f.contact_person, f.phone_normalized, f.email, f.conversion_stage, f.lead_type,
    case greatest(f.by_phone, f.by_email, f.by_name) when f.by_phone then 'phone' when f.by_email then 'email' else 'name' end,
    greatest(f.by_phone, f.by_email, f.by_name)
  from (
    select l.id, l.company_name, l.contact_person, l.phone_normalized::text, l.email, l.conversion_stage, l.lead_type, l.created_at,
      greatest(private.name_rank(private.search_form(l.contact_person), v_name), private.name_rank(private.search_form(l.company_name), v_name)) as by_name,
      case when v_digits is null or position(v_digits in l.phone_normalized) = 0 then 0
           when l.phone_normalized like '%' || v_digits then 0.95 else 0.75 end::real as by_phone,
      case when lower(l.email) = v_address then 1 when starts_with(lower(l.email), v_address) then 0.85
           when position(v_address in lower(l.email)) > 0 then 0.6 else 0 end::real as by_email
    from public.leads l
    where l.company_id = p_company_id and (
      private.search_form(coalesce(l.contact_person, '') || ' ' || coalesce(l.company_name, '')) like v_pattern || '%'
      or private.search_form(coalesce(l.contact_person, '') || ' ' || coalesce(l.company_name, '')) like '% ' || v_pattern || '%'
      or (length(v_name) >= 3 and (
        private.search_form(coalesce(l.contact_person, '') || ' ' || coalesce(l.company_name, '')) like '%' || v_pattern || '%'
        or private.search_form(coalesce(l.contact_person, '') || ' ' || coalesce(l.company_name, '')) operator(extensions.%) v_name
        or v_name operator(extensions.<%) private.search_form(coalesce(l.contact_person, '') || ' ' || coalesce(l.company_name, ''))
        or lower(l.email) like '%' || private.literal_pattern(v_address) || '%'))
      or l.phone_normalized like '%' || v_digits || '%')
  ) f
  order by 9 desc nulls last, f.created_at desc, f.id
  limit greatest(1, least(coalesce(p_limit, 20), 100));
end $$;
comment on function private.search_leads(uuid, text, integer) is 'Does what public.search_leads says.';
grant execute on function private.search_leads(uuid, text, integer) to authenticated;

create function public.search_leads(p_company_id uuid, p_query text, p_limit integer default 20)
returns table (
  id uuid, company_name text, contact_person text, phone_normalized text, email text, conversion_stage public.conversion_stage,
  lead_type public.lead_type, matched text, rank real)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select s.* from private.search_leads(p_company_id, p_query, p_limit) s;
end;
comment on function public.search_leads(uuid, text, integer) is
  'Leads of a company by contact person or company name (also misspelt, umlauts either way), part of a number as dialled, or email address; best first. At most 100, nothing for an empty query. Viewers. Refuses company_not_found.';
grant execute on function public.search_leads(uuid, text, integer) to authenticated;

-- Words of a text as they are compared. The grammar of a language first, while umlauts still tell a stop word from another
-- word; accents last, so that whoever has no umlauts on the keyboard finds the same.
create function private.spoken_text(p_text text) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp as $$
begin
  -- Small letters and quotation marks in so many words: the platform's locale may know them or not.
  return translate(lower(left(p_text, 200000)), 'ÄÖÜÅÉ„“”‚‘’«»–—…', 'äöüåé           ');
end $$;
comment on function private.spoken_text(text) is 'A text made ready to be cut into words, in any locale of the database.';

create table private.call_words (
  company_id uuid not null,
  call_id uuid not null,
  language text not null constraint call_words_language_known check (language in ('de', 'sv', 'en', '')),
  words tsvector not null,
  primary key (company_id, call_id),
  foreign key (company_id, call_id) references public.calls (company_id, id) on delete cascade
);
comment on table private.call_words is
  'What a call is found by: the words of its summary and transcript. Written by a trigger when those are, that is once at settlement, so that a running call costs nothing; read by search_calls; gone with them. No policy and no grant.';
comment on column private.call_words.language is 'Whose grammar cut the words; empty for none.';

create index call_words_words on private.call_words using gin (company_id, language, words);

alter table private.call_words enable row level security;
alter table private.call_words force row level security;

create function private.tg_calls__keep_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_language text := case when new.language in ('de', 'sv', 'en') then new.language else '' end;
  v_grammar regconfig := private.grammar_of(v_language);
begin
  if new.transcript is null and new.summary is null then
    delete from private.call_words where company_id = new.company_id and call_id = new.id;
    return null;
  end if;
  insert into private.call_words as w (company_id, call_id, language, words)
  values (new.company_id, new.id, v_language, private.search_form((
    setweight(to_tsvector(v_grammar, private.spoken_text(coalesce(new.summary, ''))), 'A')
    || setweight(to_tsvector(v_grammar, private.spoken_text(coalesce(new.transcript, ''))), 'B'))::text)::tsvector)
  on conflict (company_id, call_id) do update set language = excluded.language, words = excluded.words;
  return null;
end $$;
comment on function private.tg_calls__keep_words() is 'Keeps the words by which a call is found.';
create trigger _500_keep_words_at_once after insert on public.calls
  for each row when (new.transcript is not null or new.summary is not null) execute function private.tg_calls__keep_words();
create trigger _500_keep_words after update of transcript, summary, language on public.calls
  for each row when (
    coalesce(new.transcript, new.summary, old.transcript, old.summary) is not null
    and (new.transcript, new.summary, new.language) is distinct from (old.transcript, old.summary, old.language))
  execute function private.tg_calls__keep_words();

create function private.search_calls(p_company_id uuid, p_query text, p_limit integer)
returns table (
  id uuid, started_at timestamptz, status public.call_status, direction public.call_direction, caller_number text, customer_id uuid,
  customer_name text, language text, excerpt text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_query text := private.spoken_text(left(p_query, 200));
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  if coalesce(btrim(v_query), '') = '' then
    return;
  end if;
  return query
  select c.id, c.started_at, c.status, c.direction, c.caller_number::text, c.customer_id, u.full_name, c.language::text,
    ts_headline(private.grammar_of(f.language), coalesce(nullif(c.transcript, ''), c.summary), f.as_written,
      'StartSel=⟦, StopSel=⟧, MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter=" … "'),
    f.rank
  from (
    select w.call_id, w.language, q.as_written, ts_rank(w.words, q.words) as rank, k.started_at
    from unnest(array['de', 'sv', 'en', '']) l (language)
    cross join lateral (select websearch_to_tsquery(private.grammar_of(l.language), v_query) as as_written) g
    cross join lateral (select g.as_written, private.search_form(g.as_written::text)::tsquery as words) q
    join private.call_words w on w.company_id = p_company_id and w.language = l.language and w.words @@ q.words
    join public.calls k on k.company_id = w.company_id and k.id = w.call_id
    order by 4 desc, 5 desc, 1
    limit greatest(1, least(coalesce(p_limit, 20), 100))
  ) f
  join public.calls c on c.company_id = p_company_id and c.id = f.call_id
  left join public.customers u on u.company_id = c.company_id and u.id = c.customer_id
  order by f.rank desc, c.started_at desc, c.id;
end $$;
comment on function private.search_calls(uuid, text, integer) is 'Does what public.search_calls says.';
grant execute on function private.search_calls(uuid, text, integer) to authenticated;

create function public.search_calls(p_company_id uuid, p_query text, p_limit integer default 20)
returns table (
  id uuid, started_at timestamptz, status public.call_status, direction public.call_direction, caller_number text, customer_id uuid,
  customer_name text, language text, excerpt text, rank real)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select s.* from private.search_calls(p_company_id, p_query, p_limit) s;
end;
comment on function public.search_calls(uuid, text, integer) is
  'Calls of a company in which these words were said, in German, Swedish or English, whatever their endings: all of them, "a phrase", either or, -not this. Best first, with an excerpt in plain text that marks the words by ⟦ ⟧. At most 100, nothing for an empty query. Viewers. Refuses company_not_found.';
grant execute on function public.search_calls(uuid, text, integer) to authenticated;
