-- Undoes telephony · aftermath.

delete from public.telephony_event_types where event_type in ('report', 'tool', 'hang');
drop function if exists private.take_findings(public.calls, jsonb);
drop function if exists private.take_lines(public.calls, jsonb, timestamptz);
