-- telephony · what a vendor's own agent was answered: asked again under the same id, it hears the same words
--
-- That what it asks for takes effect once is the tools' doing, by call, intent and arguments. This is about words alone: a list
-- of free times asked for twice may differ, and an agent that heard two would mix them.

create function backend.find_tool_answers(p_call_id uuid, p_ids text[]) returns table (id text, answer text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.arguments ->> 'id', t.result ->> 'text'
  from public.calls c
  join public.tool_calls t on t.company_id = c.company_id and t.call_id = c.id
  where c.id = p_call_id and t.intent = 'answer' and t.arguments ->> 'id' = any (p_ids)
$$;
comment on function backend.find_tool_answers(uuid, text[]) is 'What an agent was answered before in a call, by the ids that its vendor gave what it asked for.';
grant execute on function backend.find_tool_answers(uuid, text[]) to fn_voice;

create function backend.keep_tool_answer(p_call_id uuid, p_id text, p_text text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_text text;
begin
  select c.company_id into v_company_id from public.calls c where c.id = p_call_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'call_not_found';
  end if;
  insert into public.tool_calls (company_id, call_id, intent, arguments, result)
  values (v_company_id, p_call_id, 'answer', jsonb_build_object('id', p_id), jsonb_build_object('text', p_text))
  on conflict on constraint tool_calls_take_effect_once do nothing;
  select t.result ->> 'text' into v_text from public.tool_calls t
  where t.company_id = v_company_id and t.call_id = p_call_id and t.intent = 'answer' and t.arguments = jsonb_build_object('id', p_id);
  return v_text;
end $$;
comment on function backend.keep_tool_answer(uuid, text, text) is
  'Keeps what an agent is answered under its vendor''s id of what it asked for, and returns what was kept first. Refuses call_not_found.';
grant execute on function backend.keep_tool_answer(uuid, text, text) to fn_voice;
