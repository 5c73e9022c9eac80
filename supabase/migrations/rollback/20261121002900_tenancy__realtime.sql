-- Undoes tenancy · realtime. The publication itself is the platform's and stays.

alter publication supabase_realtime drop table
  public.calls,
  public.call_turns,
  public.appointments,
  public.customer_interactions,
  public.leads,
  public.message_logs,
  public.notifications,
  public.prepaid_balances;
