-- credentials · rotation: everything that is sealed, opened with the old row key and sealed with the new one in place
--
-- What is sealed says under which generation of the master key. job_keys derives both row keys outside and hands them in
-- for one row; the secret itself does not leave the database for it.

create view private.sealed with (security_invoker = true) as
  select 'integrations.credentials' as purpose, s.company_id as owner_id, s.integration_id as row_id, s.key_id
  from private.integrations_secrets s
  union all
  select 'user_ai_settings.openrouter_api_key', s.profile_id, s.profile_id, s.openrouter_api_key_sealed_by
  from private.user_ai_settings_secrets s where s.openrouter_api_key_encrypted is not null
  union all
  select 'user_ai_settings.openrouter_provisioning_key', s.profile_id, s.profile_id, s.openrouter_provisioning_key_sealed_by
  from private.user_ai_settings_secrets s where s.openrouter_provisioning_key_encrypted is not null;
comment on view private.sealed is
  'Everything that is sealed under the master key: for what, whose, which row, and under which generation. Nothing of the secrets themselves. No grant.';

create function backend.sealed_under_other_keys(p_key_id text, p_limit integer, p_after_purpose text, p_after_row_id uuid)
returns table (purpose text, owner_id uuid, row_id uuid, key_id text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select s.purpose, s.owner_id, s.row_id, s.key_id from private.sealed s
  where s.key_id <> p_key_id and (p_after_purpose is null or (s.purpose, s.row_id) > (p_after_purpose, p_after_row_id))
  order by s.purpose, s.row_id limit least(p_limit, 1000);
end $$;
comment on function backend.sealed_under_other_keys(text, integer, text, uuid) is
  'What another generation of the master key sealed, in order of purpose and row, from after the given one on (null: from the start).';
grant execute on function backend.sealed_under_other_keys(text, integer, text, uuid) to fn_jobs;

create function backend.reseal(
  p_purpose text, p_row_id uuid, p_old_key_id text, p_old_row_key text, p_new_key_id text, p_new_row_key text
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_sealed bytea;
  v_key_id text;
begin
  -- Whoever stores writes the open row first, so its lock keeps the sealed one still until both say the same.
  case p_purpose
    when 'integrations.credentials' then
      perform from public.integrations i where i.id = p_row_id for no key update;
      select s.encrypted_credentials, s.key_id into v_sealed, v_key_id
      from private.integrations_secrets s where s.integration_id = p_row_id;
    when 'user_ai_settings.openrouter_api_key' then
      perform from public.user_ai_settings u where u.profile_id = p_row_id for no key update;
      select s.openrouter_api_key_encrypted, s.openrouter_api_key_sealed_by into v_sealed, v_key_id
      from private.user_ai_settings_secrets s where s.profile_id = p_row_id;
    when 'user_ai_settings.openrouter_provisioning_key' then
      perform from public.user_ai_settings u where u.profile_id = p_row_id for no key update;
      select s.openrouter_provisioning_key_encrypted, s.openrouter_provisioning_key_sealed_by into v_sealed, v_key_id
      from private.user_ai_settings_secrets s where s.profile_id = p_row_id;
    else
      raise exception using errcode = 'PT422', message = 'purpose_unknown', hint = 'Read private.sealed for the list.';
  end case;
  if v_sealed is null then
    raise exception using errcode = 'PT404', message = 'credential_not_found', hint = 'It was deleted meanwhile.';
  end if;
  if v_key_id <> p_old_key_id then
    raise exception using errcode = 'PT409', message = 'sealed_since', hint = 'Somebody stored or resealed it meanwhile; look again.';
  end if;

  v_sealed := private.encrypt_text(private.decrypt_text(v_sealed, p_old_row_key), p_new_row_key);
  case p_purpose
    when 'integrations.credentials' then
      update private.integrations_secrets set encrypted_credentials = v_sealed, key_id = p_new_key_id where integration_id = p_row_id;
      update public.integrations set credentials_key_id = p_new_key_id where id = p_row_id;
    when 'user_ai_settings.openrouter_api_key' then
      update private.user_ai_settings_secrets
      set openrouter_api_key_encrypted = v_sealed, openrouter_api_key_sealed_by = p_new_key_id where profile_id = p_row_id;
    when 'user_ai_settings.openrouter_provisioning_key' then
      update private.user_ai_settings_secrets
      set openrouter_provisioning_key_encrypted = v_sealed, openrouter_provisioning_key_sealed_by = p_new_key_id where profile_id = p_row_id;
  end case;
end $$;
comment on function backend.reseal(text, uuid, text, text, text, text) is
  'Seals one secret anew, all or nothing. Refuses purpose_unknown, credential_not_found, sealed_since if it is no longer under the old key, and credential_unreadable if the old row key does not open it.';
grant execute on function backend.reseal(text, uuid, text, text, text, text) to fn_jobs;
