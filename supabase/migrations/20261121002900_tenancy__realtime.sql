-- tenancy · realtime: which tables a live dashboard may listen to
--
-- The platform sends a changed row to whoever listens and could read it: it asks the table's policies, as that person, for
-- every change. Of a deleted row it cannot ask any more and sends its key to all listeners: so the replica identity stays
-- the primary key, ids that say nothing. With the whole row as identity, a deletion would show it to strangers.
-- Plain tables only: a partition would be published under a name that nobody reads and whose policies are not the whole's.

do $$
begin
  -- The platform has it; elsewhere it is made. Its owner here may add to it.
  if not exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end $$;

alter publication supabase_realtime add table
  public.calls,
  public.call_turns,
  public.appointments,
  public.customer_interactions,
  public.leads,
  public.message_logs,
  public.notifications,
  public.prepaid_balances;
