do $$
declare
  v_trigger record;
begin
  for v_trigger in select t.tgrelid::regclass as table_name from pg_trigger t where t.tgfoid = 'private.tg__audit'::regproc loop
    execute format('drop trigger _800_audit on %s', v_trigger.table_name);
  end loop;
end $$;
drop function private.tg__audit();
drop function private.fit_to_audit(jsonb);
drop function private.request_ip();
drop function private.request_header(text);
drop table public.audit_logs;
drop type public.audit_action;
