-- Undoes notices · sending.

drop trigger if exists _500_notice_fares on public.message_logs;
drop function if exists private.tg_message_logs__notice_fares();
drop function if exists backend.record_sent_message(uuid, integer, uuid, text, text);
revoke execute on function backend.read_credential(uuid, text) from fn_jobs;
drop function if exists backend.claim_notifications(text[], integer);
