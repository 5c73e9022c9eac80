-- usage · latency: how long callers wait, stage by stage, against what they may be made to
--
-- From the caller's last word to our first sound 450 ms, of which a model's first token may take 200 and a voice of its own
-- 100; the rest is the way there and back. That is measured over sockets. Turn by turn (Gather and its like) the provider waits for the whole
-- answer: its time is told, and held against nothing. A call belongs to the local day on which it began, as everywhere.

create function private.latency_budget(p_stage text) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return case p_stage when 'first_sound' then 450 when 'first_token' then 200 when 'speech' then 100 end;
end $$;
comment on function private.latency_budget(text) is 'The milliseconds that a stage of a spoken turn may take; null where no bar is set.';
grant execute on function private.latency_budget(text) to authenticated, service_role;

create view public.v_turn_latency with (security_invoker = true) as
  select k.company_id, (k.started_at at time zone c.timezone::text)::date as date, k.provider, s.stage, count(*) as turns,
    percentile_cont(0.5) within group (order by s.ms)::numeric(10, 1) as p50_ms,
    percentile_cont(0.95) within group (order by s.ms)::numeric(10, 1) as p95_ms,
    private.latency_budget(s.stage) as budget_ms,
    round(count(*) filter (where s.ms <= private.latency_budget(s.stage)) / nullif(count(private.latency_budget(s.stage)), 0)::numeric, 4) as within_budget
  from public.calls k
  join public.companies c on c.id = k.company_id
  join public.call_turns t on t.company_id = k.company_id and t.call_id = k.id and t.speaker = 'assistant'
  cross join lateral (
    select e.key as stage, e.value::numeric as ms from jsonb_each_text(t.stages) e
    where jsonb_typeof(t.stages -> e.key) = 'number'
      and e.key in ('admit', 'recall', 'think', 'first_token', 'speech', 'record', 'total', 'first_sound')) s
  group by 1, 2, 3, 4;
comment on view public.v_turn_latency is
  'How long turns took, by local day of the call, provider and stage, in milliseconds: the middle one and the one that only every twentieth exceeds, what the stage may take, and the share of turns within that (null where no bar is set). Stages as in call_turns.stages; turns that were never measured are left out.';
grant select on public.v_turn_latency to authenticated, service_role;

create function private.analytics_latency(p_company_id uuid, p_from date, p_until date)
returns table (stage text, turns bigint, p50_ms numeric, p95_ms numeric, budget_ms integer, within_budget numeric)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_zone text;
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  perform private.require_days(p_from, p_until);
  select c.timezone::text into v_zone from public.companies c where c.id = p_company_id;
  return query
  select s.stage, count(*), percentile_cont(0.5) within group (order by s.ms)::numeric(10, 1),
    percentile_cont(0.95) within group (order by s.ms)::numeric(10, 1), b.ms,
    round(count(*) filter (where s.ms <= b.ms) / nullif(count(b.ms), 0)::numeric, 4)
  from public.calls k
  join public.call_turns t on t.company_id = k.company_id and t.call_id = k.id and t.speaker = 'assistant'
  cross join lateral (
    select e.key as stage, e.value::numeric as ms from jsonb_each_text(t.stages) e where jsonb_typeof(t.stages -> e.key) = 'number') s
  join unnest('{admit,recall,think,first_token,speech,record,total,first_sound}'::text[]) with ordinality as o (stage, place) on o.stage = s.stage
  cross join lateral (select private.latency_budget(s.stage) as ms) b
  where k.company_id = p_company_id and k.started_at >= p_from::timestamp at time zone v_zone
    and k.started_at < (p_until + 1)::timestamp at time zone v_zone
  group by s.stage, o.place, b.ms order by o.place;
end $$;
comment on function private.analytics_latency(uuid, date, date) is 'How long turns took, by stage. Refuses company_not_found, days_wrong or days_too_many.';
grant execute on function private.analytics_latency(uuid, date, date) to authenticated;

create function public.analytics_latency(p_company_id uuid, p_from date, p_until date)
returns table (stage text, turns bigint, p50_ms numeric, p95_ms numeric, budget_ms integer, within_budget numeric)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select l.stage, l.turns, l.p50_ms, l.p95_ms, l.budget_ms, l.within_budget from private.analytics_latency(p_company_id, p_from, p_until) l;
end;
comment on function public.analytics_latency(uuid, date, date) is
  'For viewers: how long the turns of calls took that began from one local day to another, both included, stage by stage in the order of a turn (admit, recall, think, first_token, speech, record, total, first_sound): turns measured, the middle one (p50_ms), what every twentieth exceeds (p95_ms), the bar where there is one (first_sound 450 ms, first_token 200, speech 100) and the share of turns within it. first_sound is measured over sockets. No rows where nothing was measured. Refuses company_not_found, days_wrong or days_too_many.';
grant execute on function public.analytics_latency(uuid, date, date) to authenticated;
