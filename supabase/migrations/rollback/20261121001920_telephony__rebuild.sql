-- Undoes telephony · rebuild.

drop function if exists backend.rebuild_call(uuid, uuid, text, jsonb);
drop function if exists backend.read_deliveries(uuid, uuid, uuid, integer);
revoke execute on function private.event_instant(jsonb, timestamptz), private.event_status(jsonb),
  private.add_call_event(public.calls, jsonb, uuid, timestamptz), private.fold_call(public.calls) from frontdesk_eraser;
revoke all on public.webhook_events, public.telephony_events, public.calls from frontdesk_eraser;
