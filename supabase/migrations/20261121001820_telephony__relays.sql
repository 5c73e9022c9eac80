-- telephony · relays: the sockets over which a provider sends a caller's words and takes ours
--
-- A message on a socket names nothing but its connection, and two messages of one connection may be answered by two functions
-- at once. So what belongs to a connection stands here: whose it is, which call, the number of the newest turn, whether the
-- caller broke into it. The number is given by this row, under its lock.

create table private.relay_connections (
  connection_id text primary key constraint relay_connections_id_not_endless check (char_length(connection_id) between 1 and 200),
  company_id uuid not null,
  integration_id uuid not null,
  provider text not null,

  provider_call_id text constraint relay_connections_call_not_endless check (char_length(provider_call_id) between 1 and 200),
  direction public.call_direction,
  caller_number public.e164,
  callee_number public.e164,

  turn integer not null default 0 constraint relay_connections_counted_from_zero check (turn >= 0),
  asked_at timestamptz,
  interrupted_turn integer,
  interrupted_heard text,
  interrupted_inferred boolean not null default false,
  keys text[] not null default '{}' constraint relay_connections_few_keys check (cardinality(keys) <= 64),

  we_speak boolean not null default false,
  we_turned_at timestamptz,
  caller_speaks boolean not null default false,
  caller_turned_at timestamptz,

  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  followed_by integer,
  constraint relay_connections_call_has_a_direction check ((provider_call_id is null) = (direction is null)),
  foreign key (company_id, integration_id, provider) references public.integrations (company_id, id, provider) on delete cascade
);
comment on table private.relay_connections is
  'Sockets that carry calls, one row each. No policy and no grant: opened, moved on and closed by backend functions of the voice. Swept six hours after they were opened; a call on a socket lasts two at most.';
comment on column private.relay_connections.provider_call_id is 'The provider''s name of the call, as its first message says; null until then.';
comment on column private.relay_connections.turn is 'The newest turn that was asked for. Nothing of an older one is spoken any more.';
comment on column private.relay_connections.asked_at is 'When the platform took in what the newest turn answers.';
comment on column private.relay_connections.interrupted_turn is 'The turn that the caller broke into last; interrupted_heard is what they had heard of it.';
comment on column private.relay_connections.interrupted_inferred is
  'Nobody told us that the caller broke in: it was read off what the provider says was spoken, and holds only if we said more.';
comment on column private.relay_connections.keys is
  'Keys pressed that no turn has taken yet, each behind the millisecond in which it was: they need not come in their order.';
comment on column private.relay_connections.we_speak is 'Whether our words are being played; since we_turned_at, as the platform took it in. Null there: nobody told us.';
comment on column private.relay_connections.caller_speaks is 'Whether the caller makes a sound; since caller_turned_at.';
comment on column private.relay_connections.followed_by is 'The turn with which the call goes on without the socket: the same however often that is asked.';

create index relay_connections_call on private.relay_connections (integration_id, provider_call_id);
create index relay_connections_integration on private.relay_connections (company_id, integration_id, provider);
create index relay_connections_opened on private.relay_connections (opened_at);
alter table private.relay_connections enable row level security;
alter table private.relay_connections force row level security;

create function private.sweep_relays() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  delete from private.relay_connections r
  where r.connection_id in (select s.connection_id from private.relay_connections s where s.opened_at < now() - interval '6 hours'
                            order by s.opened_at limit 100 for update skip locked);
end $$;
comment on function private.sweep_relays() is 'Forgets connections that were opened more than six hours ago, a hundred at a time.';

create function private.is_beginning(p_part text, p_whole text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  -- By letters and digits alone: a provider writes spaces and stops in its own way.
  select length(part) < length(whole) and left(whole, length(part)) = part
  from (select regexp_replace(lower(p_part), '[^[:alnum:]]+', '', 'g') as part, regexp_replace(lower(p_whole), '[^[:alnum:]]+', '', 'g') as whole) plain
$$;
comment on function private.is_beginning(text, text) is 'Whether a text begins with another and goes on after it, spaces and punctuation left aside.';

-- The answer may be written after the caller broke in, so this is tried again with the next thing that happens.
create function private.note_interruption(p_relay private.relay_connections) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update public.call_turns t set heard_until = p_relay.interrupted_heard
  from public.calls c
  where c.integration_id = p_relay.integration_id and c.provider_call_id = p_relay.provider_call_id
    and t.company_id = c.company_id and t.call_id = c.id and t.turn = p_relay.interrupted_turn and t.speaker = 'assistant'
    and t.heard_until is null
    and (not p_relay.interrupted_inferred or private.is_beginning(p_relay.interrupted_heard, t.text));
end $$;
comment on function private.note_interruption(private.relay_connections) is 'Writes what the caller heard of the turn they broke into beside that turn, once.';

create function backend.open_relay(p_connection_id text, p_integration_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform private.sweep_relays();
  insert into private.relay_connections (connection_id, company_id, integration_id, provider)
  select p_connection_id, i.company_id, i.id, i.provider from public.integrations i where i.id = p_integration_id
  on conflict (connection_id) do nothing;
end $$;
comment on function backend.open_relay(text, uuid) is 'Notes a connection that proved whose it is.';
grant execute on function backend.open_relay(text, uuid) to fn_voice;

-- A socket that broke is followed by another for the same call: turns are counted on, and the older one falls silent.
create function backend.begin_relay(p_connection_id text, p_call jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_relay private.relay_connections;
  v_turn integer;
  v_is_resumed boolean;
begin
  select * into v_relay from private.relay_connections where connection_id = p_connection_id and closed_at is null for update;
  if not found then
    raise exception using errcode = 'PT404', message = 'relay_not_found';
  end if;
  if v_relay.provider_call_id is not null and v_relay.provider_call_id <> p_call ->> 'provider_call_id' then
    raise exception using errcode = 'PT409', message = 'relay_has_a_call', hint = 'A connection carries one call.';
  end if;
  with older as (
    update private.relay_connections r set closed_at = coalesce(r.closed_at, now())
    where r.integration_id = v_relay.integration_id and r.provider_call_id = p_call ->> 'provider_call_id' and r.connection_id <> p_connection_id
    returning greatest(r.turn, coalesce(r.followed_by, 0)) as turn)
  select greatest(v_relay.turn, max(o.turn)), count(*) > 0 or v_relay.provider_call_id is not null into v_turn, v_is_resumed from older o;
  select greatest(v_turn, max(t.turn)) into v_turn
  from public.calls c join public.call_turns t on t.company_id = c.company_id and t.call_id = c.id
  where c.integration_id = v_relay.integration_id and c.provider_call_id = p_call ->> 'provider_call_id';
  update private.relay_connections r
  set provider_call_id = p_call ->> 'provider_call_id', direction = (p_call ->> 'direction')::public.call_direction,
      caller_number = p_call ->> 'caller_number', callee_number = p_call ->> 'callee_number', turn = coalesce(v_turn, 0)
  where r.connection_id = p_connection_id returning * into v_relay;
  return jsonb_build_object('integration_id', v_relay.integration_id, 'company_id', v_relay.company_id, 'provider', v_relay.provider,
    'turn', v_relay.turn, 'is_resumed', v_is_resumed, 'is_greeted', exists (
      select from public.calls c join public.call_turns t on t.company_id = c.company_id and t.call_id = c.id and t.turn = 0
      where c.integration_id = v_relay.integration_id and c.provider_call_id = v_relay.provider_call_id));
end $$;
comment on function backend.begin_relay(text, jsonb) is
  'Binds a connection to its call and closes older ones of the same call: {integration_id, company_id, provider, turn, is_resumed: the call was on a connection before, is_greeted: its first words are written}. Refuses relay_not_found or relay_has_a_call.';
grant execute on function backend.begin_relay(text, jsonb) to fn_voice;

create function backend.relay_turn(p_connection_id text, p_asked_at timestamptz, p_provider text, p_spoken text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_relay private.relay_connections;
  v_said record;
begin
  -- Counted, it would silence the answer that is being spoken.
  if exists (select from private.relay_connections r where r.connection_id = p_connection_id and r.provider <> p_provider) then
    raise exception using errcode = 'PT403', message = 'relay_speaks_otherwise', hint = 'Another provider opened this connection.';
  end if;
  update private.relay_connections r
  set turn = r.turn + case when r.provider_call_id is null then 0 else 1 end, asked_at = greatest(r.asked_at, p_asked_at), keys = '{}',
      interrupted_turn = case when p_spoken is null then r.interrupted_turn else r.turn end,
      interrupted_heard = case when p_spoken is null then r.interrupted_heard else left(p_spoken, 4000) end,
      interrupted_inferred = r.interrupted_inferred or p_spoken is not null
  where r.connection_id = p_connection_id and r.closed_at is null
  returning * into v_relay;
  if not found then
    raise exception using errcode = 'PT404', message = 'relay_not_found';
  end if;
  if v_relay.provider_call_id is null then
    raise exception using errcode = 'PT409', message = 'relay_without_a_call', hint = 'The provider has not said yet which call this is.';
  end if;
  if v_relay.interrupted_turn is not null then
    perform private.note_interruption(v_relay);
  end if;
  -- What was said since our last answer and has none: somebody who goes on speaking means both halves.
  select c.company_id, c.id, max(t.turn) filter (where t.speaker = 'assistant') as answered,
    (array_agg(t.language order by t.turn desc) filter (where t.speaker = 'assistant'))[1] as language
  into v_said
  from public.calls c left join public.call_turns t on t.company_id = c.company_id and t.call_id = c.id
  where c.integration_id = v_relay.integration_id and c.provider_call_id = v_relay.provider_call_id
  group by c.company_id, c.id;
  return jsonb_build_object('integration_id', v_relay.integration_id, 'company_id', v_relay.company_id, 'provider', v_relay.provider,
    'turn', v_relay.turn, 'language', v_said.language,
    'call', jsonb_build_object('provider_call_id', v_relay.provider_call_id, 'direction', v_relay.direction,
      'caller_number', v_relay.caller_number, 'callee_number', v_relay.callee_number),
    'unanswered', (select string_agg(t.text, ' ' order by t.turn) from public.call_turns t
                   where t.company_id = v_said.company_id and t.call_id = v_said.id and t.speaker = 'caller' and t.text <> ''
                     and t.turn > coalesce(v_said.answered, -1) and t.turn < v_relay.turn));
end $$;
comment on function backend.relay_turn(text, timestamptz, text, text) is
  'Counts the next turn of a connection''s call, and keeps what the provider says was spoken of the one before, if it says so: {integration_id, company_id, provider, turn, call, language spoken last, unanswered words before}. Refuses relay_speaks_otherwise, relay_not_found or relay_without_a_call.';
grant execute on function backend.relay_turn(text, timestamptz, text, text) to fn_voice;

-- Both sides make sounds and fall silent, and that is told in any order: each side counts by itself, by the platform's clock.
create function backend.note_sound(p_connection_id text, p_is_caller boolean, p_speaks boolean, p_at timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_relay private.relay_connections;
begin
  if exists (select from private.relay_connections r where r.connection_id = p_connection_id and r.provider_call_id is null and r.closed_at is null) then
    raise exception using errcode = 'PT409', message = 'relay_without_a_call', hint = 'The provider has not said yet which call this is.';
  end if;
  update private.relay_connections r
  set we_speak = case when p_is_caller then r.we_speak else p_speaks end,
      we_turned_at = case when p_is_caller then r.we_turned_at else p_at end,
      caller_speaks = case when p_is_caller then p_speaks else r.caller_speaks end,
      caller_turned_at = case when p_is_caller then p_at else r.caller_turned_at end
  where r.connection_id = p_connection_id and r.closed_at is null
    and p_at >= coalesce(case when p_is_caller then r.caller_turned_at else r.we_turned_at end, p_at)
  returning * into v_relay;
  if not found or v_relay.we_speak or v_relay.caller_speaks then
    return null;
  end if;
  return (select coalesce(v.silence_timeout, 3)
          from public.calls c left join public.assistant_versions v on v.company_id = c.company_id and v.id = c.assistant_version_id
          where c.integration_id = v_relay.integration_id and c.provider_call_id = v_relay.provider_call_id);
end $$;
comment on function backend.note_sound(text, boolean, boolean, timestamptz) is
  'Notes that we or the caller began or ceased to make a sound. Returns the seconds after which the caller is asked again if nobody makes one, null while somebody does. Refuses relay_without_a_call.';
grant execute on function backend.note_sound(text, boolean, boolean, timestamptz) to fn_voice;

create function backend.take_silence(p_connection_id text, p_since timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- Asked at that moment, as it were: so it is asked once, and whatever was said since is not silence.
  update private.relay_connections r set asked_at = p_since
  where r.connection_id = p_connection_id and r.closed_at is null and not r.we_speak and not r.caller_speaks
    and p_since = greatest(r.we_turned_at, r.caller_turned_at) and (r.asked_at is null or r.asked_at < p_since) and r.keys = '{}'
    and exists (select from public.calls c join public.call_turns t on t.company_id = c.company_id and t.call_id = c.id
                where c.integration_id = r.integration_id and c.provider_call_id = r.provider_call_id
                  and t.turn = r.turn and t.speaker = 'assistant');
  return found;
end $$;
comment on function backend.take_silence(text, timestamptz) is
  'True, once, if nobody has made a sound or asked anything since then, no key waits, and what was asked last is answered: the caller keeps silent.';
grant execute on function backend.take_silence(text, timestamptz) to fn_voice;

create function backend.may_speak(p_connection_id text, p_turn integer) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from private.relay_connections r where r.connection_id = p_connection_id and r.closed_at is null
                   and r.turn = p_turn and r.interrupted_turn is distinct from p_turn);
end $$;
comment on function backend.may_speak(text, integer) is
  'Whether an answer is still wanted: its turn is the newest, nobody broke into it, the connection is open.';
grant execute on function backend.may_speak(text, integer) to fn_voice;

create function backend.interrupt_relay(p_connection_id text, p_heard text, p_at timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_relay private.relay_connections;
begin
  -- Told late, it is about the turn before: the newest was asked for after the caller had broken in.
  update private.relay_connections r
  set interrupted_turn = r.turn - case when p_at < r.asked_at then 1 else 0 end, interrupted_heard = left(p_heard, 4000),
      interrupted_inferred = false
  where r.connection_id = p_connection_id and r.closed_at is null and r.provider_call_id is not null
  returning * into v_relay;
  if not found then
    return null;
  end if;
  perform private.note_interruption(v_relay);
  return v_relay.interrupted_turn;
end $$;
comment on function backend.interrupt_relay(text, text, timestamptz) is
  'Notes that the caller broke in, and what they had heard by then; returns the turn, null where there is nothing to break into.';
grant execute on function backend.interrupt_relay(text, text, timestamptz) to fn_voice;

create function private.keys_in_order(p_keys text[]) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(right(k, 1), '' order by k collate "C"), '') from unnest(p_keys) k
$$;
comment on function private.keys_in_order(text[]) is 'Pressed keys as the caller pressed them.';

create function backend.press_relay_key(p_connection_id text, p_key text, p_at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_keys text[];
begin
  update private.relay_connections r
  set keys = (r.keys || (lpad((extract(epoch from p_at) * 1000)::bigint::text, 15, '0') || left(p_key, 1)))[1:64]
  where r.connection_id = p_connection_id and r.closed_at is null
  returning r.keys into v_keys;
  return nullif(private.keys_in_order(v_keys), '');
end $$;
comment on function backend.press_relay_key(text, text, timestamptz) is
  'Keeps a pressed key until the caller has finished; returns all of them, null where the connection is gone.';
grant execute on function backend.press_relay_key(text, text, timestamptz) to fn_voice;

create function backend.take_relay_keys(p_connection_id text, p_if text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_digits text;
begin
  select private.keys_in_order(r.keys) into v_digits from private.relay_connections r
  where r.connection_id = p_connection_id and r.closed_at is null for update;
  if v_digits = '' or v_digits <> coalesce(p_if, v_digits) then
    return null;
  end if;
  update private.relay_connections r set keys = '{}' where r.connection_id = p_connection_id;
  return v_digits;
end $$;
comment on function backend.take_relay_keys(text, text) is
  'Takes the pressed keys away, if given only while they are these: another was pressed since, or somebody else took them, and this is null.';
grant execute on function backend.take_relay_keys(text, text) to fn_voice;

create function backend.close_relay(p_connection_id text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_relay private.relay_connections;
begin
  update private.relay_connections r set closed_at = coalesce(r.closed_at, now()), keys = '{}'
  where r.connection_id = p_connection_id returning * into v_relay;
  if v_relay.interrupted_turn is not null then
    perform private.note_interruption(v_relay);
  end if;
end $$;
comment on function backend.close_relay(text) is 'Notes that a connection is gone; nothing more is spoken over it. Unknown or closed is fine.';
grant execute on function backend.close_relay(text) to fn_voice;

create function backend.leave_relay(p_integration_id uuid, p_provider_call_id text, p_turn integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_last text;
  v_turn integer;
begin
  update private.relay_connections r set closed_at = coalesce(r.closed_at, now())
  where r.integration_id = p_integration_id and r.provider_call_id = p_provider_call_id;
  select r.connection_id into v_last from private.relay_connections r
  where r.integration_id = p_integration_id and r.provider_call_id = p_provider_call_id
  order by r.opened_at desc, r.connection_id limit 1 for update;
  update private.relay_connections r set followed_by = coalesce(r.followed_by, greatest(r.turn + 1, p_turn))
  where r.connection_id = v_last returning r.followed_by into v_turn;
  return coalesce(v_turn, p_turn);
end $$;
comment on function backend.leave_relay(uuid, text, integer) is
  'The turn with which a call goes on without its socket, at least p_turn; whatever is still being answered on the socket falls silent. The same if asked again.';
grant execute on function backend.leave_relay(uuid, text, integer) to fn_voice;

create function backend.call_of_relay(p_connection_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('integration_id', i.id, 'company_id', i.company_id, 'key_id', i.credentials_key_id,
    'provider', i.provider, 'webhook_token', i.webhook_token, 'provider_call_id', r.provider_call_id, 'turn', r.turn)
  from private.relay_connections r join public.integrations i on i.company_id = r.company_id and i.id = r.integration_id
  where r.connection_id = p_connection_id and r.closed_at is null and r.provider_call_id is not null and i.credentials_key_id is not null
$$;
comment on function backend.call_of_relay(text) is
  'What is needed to reach the call of an open connection by another way than that: {integration_id, company_id, key_id, provider, webhook_token, provider_call_id, turn}; null where there is none.';
grant execute on function backend.call_of_relay(text) to fn_voice;
