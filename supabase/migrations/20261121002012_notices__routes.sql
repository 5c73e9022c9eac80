-- notices · routes: over which connection of a company's own something goes out

-- A message goes out over a number of the company's whose provider carries messages: the branch's, else the main one. A sender
-- of another name (of a landline, which most networks let send nothing) is the connection's. Email goes by its mail server.
create function private.message_route(p_company_id uuid, p_channel text, p_appointment_id uuid)
returns table (sent_from text, integration_id uuid, provider text, webhook_token text, key_id text, config jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select coalesce(case p_channel when 'sms' then i.config ->> 'sms_sender' when 'email' then i.config ->> 'from_address' end, n.number), i.id, i.provider,
      i.webhook_token, i.credentials_key_id, i.config
    from public.integrations i
    left join public.phone_numbers n on n.company_id = i.company_id and n.integration_id = i.id and n.status = 'active' and p_channel <> 'email'
    where i.company_id = p_company_id and i.is_active and i.status <> 'disabled' and i.credentials_key_id is not null and p_channel = any (i.capabilities)
      and case p_channel when 'email' then i.config ?& '{host,from_address}' else n.id is not null end
    order by (n.branch_id = (
        select a.branch_id from public.appointments a where a.company_id = p_company_id and a.id = p_appointment_id)) desc nulls last,
      n.is_primary desc, n.assigned_at, i.created_at, i.id limit 1;
end $$;
comment on function private.message_route(uuid, text, uuid) is
  'The number, name or address, and the connection by which something goes out on a channel (sms, whatsapp, email); no row if the company has none.';
