-- customers · leads by calls: somebody rang who might become a customer

create function backend.create_lead(p_call_id uuid, p_text text, p_name text, p_callback_number text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_call public.calls;
  v_name text := left(nullif(btrim(regexp_replace(p_name, '\s+', ' ', 'g')), ''), 200);
  v_arguments jsonb := jsonb_build_object('text', private.same_words(p_text), 'name', private.same_words(v_name), 'number', p_callback_number);
  v_customer public.customers;
begin
  select * into v_call from public.calls where id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  select * into v_customer from public.customers c
  where c.company_id = v_call.company_id and c.id = private.customer_of_call(p_call_id);
  if (private.done_before(v_call, 'lead', v_arguments)).id is not null then
    return;
  end if;
  perform private.note_done(v_call, 'lead', v_arguments, '{"noted": true}');
  insert into public.leads (company_id, source_call_id, provider, contact_person, phone, phone_normalized, notes)
  values (v_call.company_id, p_call_id, v_call.provider,
    -- Somebody must be named: who gives neither name nor number is at least somebody.
    coalesce(v_name, v_customer.full_name, case when coalesce(p_callback_number, private.number_of_caller(v_call)) is null
      then case v_call.language when 'de' then 'Unbekannt' when 'sv' then 'Okänd' else 'Unknown' end end),
    coalesce(p_callback_number, private.number_of_caller(v_call)), coalesce(p_callback_number, private.number_of_caller(v_call)),
    left(nullif(btrim(p_text), ''), 10000));
end $$;
comment on function backend.create_lead(uuid, text, text, text) is
  'Notes a lead from a call, once per call and content: what they want, who they are, and where to reach them. Refuses call_not_found.';
grant execute on function backend.create_lead(uuid, text, text, text) to fn_voice;
