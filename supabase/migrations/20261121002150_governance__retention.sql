-- governance · retention: what the company's own periods take away, and the parts of the logs that come and go
--
-- Three periods of a company, in days: recordings, transcripts, and everything else that says who called. A call that must
-- be kept longer carries retain_until; until that day nothing of it is touched. Sums, counts and the ledger stay.

-- One company, at most p_limit calls and rows of each kind. Owned by the eraser, whom the refusing triggers let pass.
create function private.erase_expired(p_company_id uuid, p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company public.companies;
  v_recordings timestamptz;
  v_transcripts timestamptz;
  v_metadata timestamptz;
  v_ids uuid[];
  v_rows bigint;
  v_report jsonb := '{}';
  v_part record;
begin
  select * into v_company from public.companies where id = p_company_id;
  v_recordings := now() - make_interval(days => v_company.recording_retention_days);
  v_transcripts := now() - make_interval(days => v_company.transcript_retention_days);
  v_metadata := now() - make_interval(days => v_company.call_metadata_retention_days);

  -- Recordings lie with the provider or in private storage; without the link nobody reaches them from here.
  update public.calls c set recording_url = null
  where c.id in (select d.id from public.calls d where d.company_id = p_company_id and d.recording_url is not null and d.started_at < v_recordings
                   and (d.retain_until is null or d.retain_until < current_date) order by d.started_at limit p_limit);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('recordings', v_rows);
  update public.customer_interactions i set recording_url = null, content = coalesce(i.content, '')
  where i.id in (select d.id from public.customer_interactions d
                 where d.company_id = p_company_id and d.recording_url is not null and d.occurred_at < v_recordings limit p_limit);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('recorded_messages', v_rows);

  v_ids := array(select d.id from public.calls d where d.company_id = p_company_id and (d.transcript is not null or d.summary is not null) and d.started_at < v_transcripts
                   and (d.retain_until is null or d.retain_until < current_date) order by d.started_at limit p_limit);
  delete from public.call_turns t where t.company_id = p_company_id and t.call_id = any (v_ids);
  update public.calls c set transcript = null, summary = null, key_phrases = '{}' where c.id = any (v_ids);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('transcripts', v_rows);

  v_ids := array(select d.id from public.calls d where d.company_id = p_company_id and d.anonymised_at is null and d.started_at < v_metadata
                   and (d.retain_until is null or d.retain_until < current_date) and d.settled_at is not null order by d.started_at limit p_limit);
  delete from public.call_turns t where t.company_id = p_company_id and t.call_id = any (v_ids);
  delete from public.tool_calls t where t.company_id = p_company_id and t.call_id = any (v_ids);
  execute format('update public.calls c set %s, customer_id = null, anonymised_at = now() where c.id = any ($1)', private.emptied('public.calls',
    (select m.personal from private.data_map m where m.table_name = 'public.calls'))) using v_ids;
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('calls', v_rows);

  -- Logs that live as long as call metadata. What is older than the longest patience of a log is gone by its own clock.
  for v_part in
    select * from (values ('telephony_events', 'created_at'), ('webhook_events', 'received_at'), ('audit_logs', 'created_at')) as l (name, at)
  loop
    execute format('delete from public.%1$I t where (t.id, t.%2$I) in (
        select d.id, d.%2$I from public.%1$I d where d.company_id = $1 and d.%2$I < $2 order by d.%2$I limit $3)', v_part.name, v_part.at)
      using p_company_id, v_metadata, p_limit;
    get diagnostics v_rows = row_count;
    v_report := v_report || jsonb_build_object(v_part.name, v_rows);
  end loop;
  execute format('update public.message_logs t set %s where t.id in (
      select d.id from public.message_logs d where d.company_id = $1 and d.created_at < $2 and (d.from_address, d.to_address, d.body) is distinct from (null, null, null) limit $3)',
    private.emptied('public.message_logs', (select m.personal from private.data_map m where m.table_name = 'public.message_logs')))
    using p_company_id, v_metadata, p_limit;
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('message_logs', v_rows);

  -- What was told to somebody names them, and an order to ring somebody leads back from a call to whom it rang.
  delete from public.notifications n
  where n.id in (select d.id from public.notifications d
                 where d.company_id = p_company_id and d.created_at < v_metadata and d.status not in ('queued', 'sending')
                 order by d.created_at limit p_limit);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('notifications', v_rows);
  delete from public.call_orders o
  where o.id in (select d.id from public.call_orders d
                 where d.company_id = p_company_id and d.created_at < v_metadata and not exists (
                   select from public.calls c where c.company_id = d.company_id and c.id = d.call_id and c.retain_until >= current_date)
                 order by d.created_at limit p_limit);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('call_orders', v_rows);

  -- Spoken words live no longer than written ones, and a week without being asked for.
  delete from private.speech_cache s
  where s.id in (select d.id from private.speech_cache d
                 where d.company_id = p_company_id and d.last_used_at < greatest(v_transcripts, now() - interval '7 days')
                 order by d.last_used_at limit p_limit);
  get diagnostics v_rows = row_count;
  v_report := v_report || jsonb_build_object('speech', v_rows);
  return v_report;
end $$;
comment on function private.erase_expired(uuid, integer) is
  'Takes away what a company''s retention periods no longer allow, at most so many of each kind; returns the numbers.';

create function backend.apply_retention(p_after uuid, p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_report jsonb;
  v_done jsonb;
begin
  -- Two runs at once: the second leaves the company to the first.
  select c.id into v_company_id from public.companies c where p_after is null or c.id > p_after order by c.id limit 1;
  if v_company_id is null then
    return null;
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended('retention:' || v_company_id, 0)) then
    return jsonb_build_object('company_id', v_company_id, 'more', false, 'report', '{}'::jsonb);
  end if;
  update public.waitlist_entries w set status = 'expired'
  where w.company_id = v_company_id and w.status in ('waiting', 'offered') and w.expires_on < current_date;
  v_report := private.erase_expired(v_company_id, least(p_limit, 1000));
  select coalesce(jsonb_object_agg(r.key, r.value), '{}') into v_done from jsonb_each(v_report) r where r.value <> '0';
  if v_done <> '{}' then
    insert into public.data_requests (company_id, kind, report) values (v_company_id, 'retention', v_done);
  end if;
  return jsonb_build_object('company_id', v_company_id, 'report', v_done,
    'more', exists (select from jsonb_each_text(v_done) d where d.value::integer >= least(p_limit, 1000)));
end $$;
comment on function backend.apply_retention(uuid, integer) is
  'Ends what has waited past its last day and applies the retention periods of the first company after that id, at most so many rows of each kind, and reports them in data_requests: {company_id, report, more}; null after the last company.';
grant execute on function backend.apply_retention(uuid, integer) to fn_jobs;

-- The months of the logs that only grow: opened ahead, dropped when empty and past everybody's patience.
create function backend.tend_partitions(p_months_ahead integer) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set lock_timeout = '2s' as $$
declare
  v_log record;
  v_month record;
  v_opened integer := 0;
  v_dropped integer := 0;
  v_strays bigint := 0;
  v_is_there boolean;
  v_rows bigint;
  v_oldest date := (now() - make_interval(days => (select coalesce(max(c.call_metadata_retention_days), 0) from public.companies c) + 62))::date;
begin
  for v_log in
    select c.oid::regclass as table_name, c.relname as name from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
    where c.relnamespace = 'public'::regnamespace order by 2
  loop
    v_opened := v_opened + private.open_months(v_log.table_name, (now() - interval '1 month')::date, (now() + make_interval(months => p_months_ahead))::date);
    execute format('select count(*) from private.%I', v_log.name || '_rest') into v_rows;
    v_strays := v_strays + v_rows;
    for v_month in
      select m.relname as name from pg_inherits i join pg_class m on m.oid = i.inhrelid
      where i.inhparent = v_log.table_name and m.relname ~ '_[0-9]{4}_[0-9]{2}$'
        and to_date(right(m.relname, 7), 'YYYY_MM') < date_trunc('month', v_oldest)
    loop
      execute format('select exists (select from private.%I)', v_month.name) into v_is_there;
      if not v_is_there then
        execute format('drop table private.%I', v_month.name);
        v_dropped := v_dropped + 1;
      end if;
    end loop;
  end loop;
  return jsonb_build_object('opened', v_opened, 'dropped', v_dropped, 'strays', v_strays);
end $$;
comment on function backend.tend_partitions(integer) is
  'Opens the months of every partitioned log that far ahead and drops those that are empty and older than the longest retention: {opened, dropped, strays}. Strays lie in no month''s part: somebody must look.';
grant execute on function backend.tend_partitions(integer) to fn_jobs;

do $$
begin
  grant select on public.companies, private.data_map to frontdesk_eraser;
  grant select, update on public.calls, public.customer_interactions, public.message_logs to frontdesk_eraser;
  grant select, delete on public.notifications, public.call_orders to frontdesk_eraser;
  grant select, delete on public.call_turns, public.tool_calls, public.telephony_events, public.webhook_events, public.audit_logs to frontdesk_eraser;
  grant create on schema private to frontdesk_eraser;
  alter function private.erase_expired(uuid, integer) owner to frontdesk_eraser;
  revoke create on schema private from frontdesk_eraser;
end $$;
