-- assistants · deployment: what is edited becomes what callers hear, and can be taken back

-- The one list of what is frozen: everything that callers can notice. A column that callers notice and that is missing here
-- would change under a version that says it did not; a test compares the two tables.
create function private.freeze_assistant(p_assistant_id uuid, p_deployed_by uuid) returns public.assistant_versions
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_version public.assistant_versions;
begin
  -- Locked: versions are counted one after another.
  perform from public.assistants a where a.id = p_assistant_id for no key update;
  select v.* into v_version
  from public.assistants a
  join public.assistant_versions v on v.company_id = a.company_id and v.id = a.deployed_version_id
  where a.id = p_assistant_id and (
    a.name, a.first_message, a.system_prompt, a.model_provider, a.model_name, a.voice_provider, a.voice_model, a.voice_id,
    a.voice_settings, a.language, a.max_duration, a.silence_timeout, a.interruption_enabled, a.background_sound, a.training_data,
    a.fallback_responses, a.conversation_flow, a.recording_enabled
  ) is not distinct from (
    v.name, v.first_message, v.system_prompt, v.model_provider, v.model_name, v.voice_provider, v.voice_model, v.voice_id,
    v.voice_settings, v.language, v.max_duration, v.silence_timeout, v.interruption_enabled, v.background_sound, v.training_data,
    v.fallback_responses, v.conversation_flow, v.recording_enabled);
  if not found then
    insert into public.assistant_versions (
      company_id, assistant_id, version, deployed_by,
      name, first_message, system_prompt, model_provider, model_name, voice_provider, voice_model, voice_id, voice_settings, language,
      max_duration, silence_timeout, interruption_enabled, background_sound, training_data, fallback_responses, conversation_flow,
      recording_enabled)
    select a.company_id, a.id, 1 + coalesce((select max(v.version) from public.assistant_versions v where v.assistant_id = a.id), 0), p_deployed_by,
      a.name, a.first_message, a.system_prompt, a.model_provider, a.model_name, a.voice_provider, a.voice_model, a.voice_id,
      a.voice_settings, a.language, a.max_duration, a.silence_timeout, a.interruption_enabled, a.background_sound, a.training_data,
      a.fallback_responses, a.conversation_flow, a.recording_enabled
    from public.assistants a where a.id = p_assistant_id
    returning * into v_version;
  end if;
  update public.assistants a set status = 'active', deployed_version_id = v_version.id
  where a.id = p_assistant_id and (a.status <> 'active' or a.deployed_version_id is distinct from v_version.id);
  return v_version;
end $$;
comment on function private.freeze_assistant(uuid, uuid) is
  'Makes the assistant as it is edited now what callers hear: a new version, or the current one if callers would notice no difference.';

-- The caller's assistant. One that is not there and one of others look alike.
create function private.own_assistant(p_assistant_id uuid) returns public.assistants
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_assistant public.assistants;
begin
  select a.* into v_assistant from public.assistants a where a.id = p_assistant_id and a.company_id = any (private.company_ids());
  if not found then
    raise exception using errcode = 'PT404', message = 'assistant_not_found';
  end if;
  perform private.require_role(auth.uid(), v_assistant.company_id, 'admin');
  select a.* into v_assistant from public.assistants a where a.id = p_assistant_id for no key update;
  return v_assistant;
end $$;
comment on function private.own_assistant(uuid) is 'An assistant that the caller administers, locked. Refuses assistant_not_found or role_too_low.';

create function private.tg_assistants__no_speech_from_the_archive() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = 'PT409', message = 'assistant_archived', hint = 'Set its status to inactive first.';
end $$;
comment on function private.tg_assistants__no_speech_from_the_archive() is
  'Refuses to make an archived assistant active at once, as deploying by mistake would: assistant_archived.';
create trigger _200_no_speech_from_the_archive before update of status on public.assistants
  for each row when (old.status = 'archived' and new.status = 'active') execute function private.tg_assistants__no_speech_from_the_archive();

create function private.deploy_assistant(p_assistant_id uuid) returns public.assistant_versions
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_assistant public.assistants := private.own_assistant(p_assistant_id);
begin
  return private.freeze_assistant(v_assistant.id, auth.uid());
end $$;
comment on function private.deploy_assistant(uuid) is 'Deploys an assistant of the caller''s. Refuses assistant_not_found, role_too_low or assistant_archived.';
grant execute on function private.deploy_assistant(uuid) to authenticated;

create function public.deploy_assistant(p_assistant_id uuid) returns public.assistant_versions
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.deploy_assistant(p_assistant_id);
end;
comment on function public.deploy_assistant(uuid) is
  'Makes the assistant as it is edited now what callers hear, and active. Freezes and returns the next version; the current one if callers would notice no difference. For admins. Refuses assistant_not_found, role_too_low, assistant_archived.';
grant execute on function public.deploy_assistant(uuid) to authenticated;

-- Points at the older version instead of copying it: one number, one content, in every report by version.
create function private.roll_back_assistant(p_assistant_id uuid, p_version integer) returns public.assistant_versions
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_assistant public.assistants := private.own_assistant(p_assistant_id);
  v_version public.assistant_versions;
begin
  select v.* into v_version from public.assistant_versions v
  where v.company_id = v_assistant.company_id and v.assistant_id = v_assistant.id and v.version = p_version;
  if not found then
    raise exception using errcode = 'PT404', message = 'version_not_found', hint = 'Read assistant_versions for those that were deployed.';
  end if;
  update public.assistants a set status = 'active', deployed_version_id = v_version.id where a.id = v_assistant.id;
  return v_version;
end $$;
comment on function private.roll_back_assistant(uuid, integer) is
  'Deploys an older version of an assistant of the caller''s. Refuses assistant_not_found, role_too_low, version_not_found or assistant_archived.';
grant execute on function private.roll_back_assistant(uuid, integer) to authenticated;

create function public.roll_back_assistant(p_assistant_id uuid, p_version integer) returns public.assistant_versions
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.roll_back_assistant(p_assistant_id, p_version);
end;
comment on function public.roll_back_assistant(uuid, integer) is
  'Makes an older version what callers hear again, under its old number, and returns it. What is being edited stays as it is; deploying that makes the next version. For admins. Refuses assistant_not_found, role_too_low, version_not_found, assistant_archived.';
grant execute on function public.roll_back_assistant(uuid, integer) to authenticated;

create function private.archive_assistant(p_assistant_id uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_assistant public.assistants := private.own_assistant(p_assistant_id);
begin
  update public.assistants a set status = 'archived' where a.id = v_assistant.id and a.status <> 'archived';
end $$;
comment on function private.archive_assistant(uuid) is 'Puts an assistant of the caller''s away. Refuses assistant_not_found, role_too_low or assistant_answers_a_number.';
grant execute on function private.archive_assistant(uuid) to authenticated;

create function public.archive_assistant(p_assistant_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.archive_assistant(p_assistant_id);
end;
comment on function public.archive_assistant(uuid) is
  'Puts an assistant away; its versions stay, as its calls name them. Setting its status to inactive takes it out again. For admins. Refuses assistant_not_found, role_too_low, assistant_answers_a_number.';
grant execute on function public.archive_assistant(uuid) to authenticated;

create function private.create_assistant_from_template(p_company_id uuid, p_template_id uuid, p_name text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id uuid;
begin
  perform private.require_role(auth.uid(), p_company_id, 'admin');
  insert into public.assistants (company_id, template_id, name, description, first_message, system_prompt, voice_settings, language)
  select c.id, t.id, coalesce(btrim(p_name), t.display_name), t.description,
    replace(t.first_message, '{company}', c.name), replace(t.system_prompt, '{company}', c.name), t.voice_settings, t.language
  from public.companies c, public.assistant_templates t
  where c.id = p_company_id and t.id = p_template_id and t.is_active
    and (not t.is_premium or (private.plan_in_force(p_company_id)).premium_templates)
  returning id into v_id;
  if v_id is null and exists (select from public.assistant_templates t where t.id = p_template_id and t.is_active) then
    raise exception using errcode = 'PT409', message = 'template_is_premium', hint = 'Choose a plan with premium templates, or another template.';
  elsif v_id is null then
    raise exception using errcode = 'PT404', message = 'template_not_found', hint = 'Read assistant_templates for those that are active.';
  end if;
  return v_id;
end $$;
comment on function private.create_assistant_from_template(uuid, uuid, text) is
  'Makes an assistant from a template. Refuses company_not_found, role_too_low, template_not_found or template_is_premium.';
grant execute on function private.create_assistant_from_template(uuid, uuid, text) to authenticated;

create function public.create_assistant_from_template(p_company_id uuid, p_template_id uuid, p_name text default null) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.create_assistant_from_template(p_company_id, p_template_id, p_name);
end;
comment on function public.create_assistant_from_template(uuid, uuid, text) is
  'Makes a draft assistant from a template, with the company''s name in the place of {company}, and returns its id. Callers hear it once it is deployed and a number points at it. For admins. Refuses company_not_found, role_too_low, template_not_found, template_is_premium, quota_exceeded.';
grant execute on function public.create_assistant_from_template(uuid, uuid, text) to authenticated;
