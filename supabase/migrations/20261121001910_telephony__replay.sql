-- telephony · replay: a delivery that was given up is tried again because somebody asked for it

create function private.replay_delivery(p_dead_letter_id uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_letter public.webhook_dead_letter_queue;
begin
  select * into v_letter from public.webhook_dead_letter_queue d
  where d.id = p_dead_letter_id and d.company_id = any (private.company_ids());
  if not found then
    raise exception using errcode = 'PT404', message = 'dead_letter_not_found', hint = 'Read webhook_dead_letter_queue for what is buried.';
  end if;
  perform private.require_role(auth.uid(), v_letter.company_id, 'admin');

  -- Ten tries again, from the first: whatever stood in the way has been put right, or it is buried anew.
  update public.webhook_events e
  set status = 'failed', attempts = 0, next_attempt_at = now(), processed_at = null
  where e.company_id = v_letter.company_id and e.id = v_letter.webhook_event_id and e.status = 'buried' and v_letter.replayed_at is null;
  if not found then
    raise exception using errcode = 'PT409', message = 'delivery_not_buried', hint = 'It was replayed already.';
  end if;
  update public.webhook_dead_letter_queue set replayed_at = now() where id = p_dead_letter_id;
  return v_letter.webhook_event_id;
end $$;
comment on function private.replay_delivery(uuid) is 'Does what public.replay_delivery says.';
grant execute on function private.replay_delivery(uuid) to authenticated;

create function public.replay_delivery(p_dead_letter_id uuid) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
begin atomic
  select private.replay_delivery(p_dead_letter_id);
end;
comment on function public.replay_delivery(uuid) is
  'Makes a buried delivery due again, for job_inbox to apply within a minute; its dead letter stays, with replayed_at. For admins; returns the delivery''s id. Refuses dead_letter_not_found, role_too_low, delivery_not_buried.';
grant execute on function public.replay_delivery(uuid) to authenticated;
