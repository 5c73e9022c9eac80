-- telephony · what a provider makes of a call once it is over: its summary, and the words that we did not hear ourselves

-- Where a vendor's own agent did the talking nobody asked us for words, and the only ones are those it tells afterwards.
create function private.take_lines(p_call public.calls, p_lines jsonb, p_received_at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.call_turns t where t.company_id = p_call.company_id and t.call_id = p_call.id and t.speaker = 'caller') then
    return;
  end if;
  -- A turn begins when the caller does; what the assistant said before is turn 0, the greeting, which may be ours.
  insert into public.call_turns (company_id, call_id, turn, speaker, text, language, reply, created_at)
  select p_call.company_id, p_call.id, s.turn, s.speaker, s.text, p_call.language,
    case when s.speaker = 'assistant' then jsonb_build_object('text', s.text, 'language', p_call.language, 'then', 'listen') end,
    greatest(p_call.started_at, least(p_received_at, s.at))
  from (
    select n.turn, n.speaker, string_agg(n.text, ' ' order by n.position) as text, min(n.at) as at
    from (
      select l.position, l.speaker, l.text, l.at, count(*) filter (where l.begins) over (order by l.position) as turn
      from (
        select e.position, (e.line ->> 'speaker')::public.turn_speaker as speaker, e.line ->> 'text' as text, (e.line ->> 'at')::timestamptz as at,
          e.line ->> 'speaker' = 'caller' and lag(e.line ->> 'speaker') over (order by e.position) is distinct from 'caller' as begins
        from jsonb_array_elements(p_lines) with ordinality as e (line, position)) l) n
    group by n.turn, n.speaker) s
  on conflict on constraint call_turns_spoken_once do nothing;
end $$;
comment on function private.take_lines(public.calls, jsonb, timestamptz) is
  'Keeps what was said in a call in which we heard nobody ourselves: [{speaker, text, at}], in order.';

create function private.take_findings(p_call public.calls, p_aftermath jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  -- What it said first stays; it comes before what our rules found, whichever was earlier.
  update public.calls c
  set summary = case when f.sums_up then p_aftermath ->> 'summary' else c.summary end,
      summary_by = case when f.sums_up then 'provider' else c.summary_by end,
      sentiment = case when f.feels then p_aftermath ->> 'sentiment' else c.sentiment end,
      sentiment_by = case when f.feels then 'provider' else c.sentiment_by end,
      provider_data = jsonb_strip_nulls(jsonb_build_object('successful', p_aftermath -> 'successful')) || c.provider_data
  from (
    select k.id, p_aftermath ->> 'summary' is not null and (k.summary is null or k.summary_by = 'rule') as sums_up,
      p_aftermath ->> 'sentiment' is not null and (k.sentiment is null or k.sentiment_by = 'rule') as feels,
      p_aftermath ->> 'successful' is not null and not k.provider_data ? 'successful' as judges
    from public.calls k where k.company_id = p_call.company_id and k.id = p_call.id and k.anonymised_at is null) f
  where c.id = f.id and (f.sums_up or f.feels or f.judges);
end $$;
comment on function private.take_findings(public.calls, jsonb) is
  'Notes what a provider found out about a call and had not said before: summary, sentiment, and whether it succeeded (provider_data).';

insert into public.telephony_event_types (event_type, description, activity) values
  ('report', 'The call is over, and the provider tells what became of it and what it costs.', null),
  ('tool', 'The provider''s own agent asks us to do something for the caller.', null),
  ('hang', 'The provider waited for our words longer than it likes.', null);
