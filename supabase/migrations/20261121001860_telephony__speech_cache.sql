-- telephony · speech cache: what an assistant's own voice has said, to be said again without being made again
--
-- Found by content: a digest over the words, the voice, its model, language and settings and the form of the sound. The words
-- themselves are not kept here, but they are heard: a name spoken once is in the sound. So a sound that nobody asked for in a
-- week goes, and all of a company's go when one of its customers is erased, because nobody can tell whose name is in which.

create table private.speech_cache (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  digest bytea not null constraint speech_cache_digest_is_sha256 check (octet_length(digest) = 32),
  characters integer not null constraint speech_cache_of_some_words check (characters between 1 and 2000),
  audio bytea not null constraint speech_cache_a_minute_at_most check (octet_length(audio) between 1 and 480000),
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  constraint speech_cache_made_once unique (company_id, digest)
);
comment on table private.speech_cache is
  'Spoken sentences, one row each. No policy and no grant: kept and found by backend functions of the voice. A week after its last use a sound goes, and with the company.';
comment on column private.speech_cache.digest is 'SHA-256 of what was to be said and how.';
comment on column private.speech_cache.audio is 'Raw µ-law, 8000 bytes a second.';
comment on column private.speech_cache.last_used_at is 'To the day: a sound in use is not written to each time.';

-- Noise to a compressor.
alter table private.speech_cache alter column audio set storage external;
create index speech_cache_last_used on private.speech_cache (company_id, last_used_at);
alter table private.speech_cache enable row level security;
alter table private.speech_cache force row level security;

create function backend.find_speech(p_company_id uuid, p_digest bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
  v_last_used_at timestamptz;
begin
  select s.id, s.last_used_at into v_id, v_last_used_at
  from private.speech_cache s where s.company_id = p_company_id and s.digest = p_digest;
  if v_last_used_at < now() - interval '1 day' then
    update private.speech_cache s set last_used_at = now() where s.id = v_id;
  end if;
  return v_id;
end $$;
comment on function backend.find_speech(uuid, bytea) is 'The sound of a sentence that the company''s assistant has said before in just this way; null if it has to be made.';
grant execute on function backend.find_speech(uuid, bytea) to fn_voice;

create function backend.keep_speech(p_company_id uuid, p_digest bytea, p_characters integer, p_audio bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
begin
  -- Two calls may have had the same made at once: to a caller they sound alike.
  insert into private.speech_cache as s (company_id, digest, characters, audio)
  values (p_company_id, p_digest, p_characters, p_audio)
  on conflict on constraint speech_cache_made_once do update set last_used_at = now()
  returning s.id into v_id;
  return v_id;
end $$;
comment on function backend.keep_speech(uuid, bytea, integer, bytea) is 'Keeps the sound of a sentence; returns its id, or that of the one that was kept first.';
grant execute on function backend.keep_speech(uuid, bytea, integer, bytea) to fn_voice;

create function backend.read_speech(p_speech_id uuid) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.audio from private.speech_cache s where s.id = p_speech_id
$$;
comment on function backend.read_speech(uuid) is 'The sound of that id, null if it is gone. Who asks has checked the signature of the address.';
grant execute on function backend.read_speech(uuid) to fn_voice;
