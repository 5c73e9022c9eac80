-- governance · the data map: what every column says about a person, and what erasure does with it
--
-- The record of processing, as rows that code obeys: export and erasure walk over this table and over nothing else. Every
-- column of every table is tagged here; the tests fail for one that is not, so a new column cannot be forgotten.
--   personal      says something about a person: emptied or deleted by erasure, part of an export
--   pseudonymous  an id by which somebody else could find the person again: stays, so that sums and counts stay
--   plain         neither

create table private.data_map (
  table_name text primary key,
  position smallint not null default 50,
  about_customer text,
  on_erasure text not null default 'keep' constraint data_map_erasure_known check (on_erasure in ('empty', 'delete', 'keep')),
  personal text[] not null default '{}',
  pseudonymous text[] not null default '{}',
  plain text[] not null default '{}',
  constraint data_map_rows_are_found check (on_erasure = 'keep' or about_customer is not null)
);
comment on table private.data_map is
  'Which columns of which table say something about a person, how a customer''s rows are found, and what erasure does with them. Written by migrations, read by export and erasure. No policy and no grant.';
comment on column private.data_map.position is 'Order of erasure: rows by which others are found come last.';
comment on column private.data_map.about_customer is 'Condition on a row; $1 is the company, $2 the customer. Null where no row is about a customer.';
comment on column private.data_map.on_erasure is 'empty: personal columns are emptied; delete: rows go; keep: the law or the person''s own proof needs them.';

alter table private.data_map enable row level security;
alter table private.data_map force row level security;

-- By their number or address a person is found in what names no customer. One of the company's own finds nobody: whoever calls
-- from it, or makes it look so, would take what all others said and wrote along, into an export or out of the world.
create function private.number_of_customer(p_company_id uuid, p_customer_id uuid) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select c.phone_normalized from public.customers c
    where c.company_id = p_company_id and c.id = p_customer_id
      and not exists (select from public.companies k where k.id = p_company_id and k.phone = c.phone_normalized)
      and not exists (select from public.branches b where b.company_id = p_company_id and b.phone = c.phone_normalized)
      and not exists (
        select from public.phone_numbers n where n.company_id = p_company_id and c.phone_normalized in (n.number, n.forwarding_number)));
end $$;
comment on function private.number_of_customer(uuid, uuid) is
  'The number by which rows about a customer are looked for; null if they have none, or one that is the company''s own.';

create function private.email_of_customer(p_company_id uuid, p_customer_id uuid) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select lower(c.email) from public.customers c
    where c.company_id = p_company_id and c.id = p_customer_id
      and not exists (select from public.companies k where k.id = p_company_id and lower(k.email) = lower(c.email))
      and not exists (select from public.branches b where b.company_id = p_company_id and lower(b.email) = lower(c.email))
      and not exists (
        select from public.integrations i where i.company_id = p_company_id and lower(i.config ->> 'from_address') = lower(c.email)));
end $$;
comment on function private.email_of_customer(uuid, uuid) is
  'The email address, in small letters, by which rows about a customer are looked for; null if they have none, or one that is the company''s own.';

insert into private.data_map (table_name, position, about_customer, on_erasure, personal, pseudonymous, plain) values
  -- tenancy
  ('public.companies', default, null, 'keep',
   '{email,phone,billing_address}', '{id,tenant_id,stripe_customer_id}',
   '{name,slug,website,street,city,postal_code,country,vat_id,timezone,language,currency,slot_step_minutes,caller_proof,
     change_notice_hours,settings,is_active,trial_ends_at,outbound_from,outbound_until,outbound_weekdays,
     recording_consent,recording_retention_days,transcript_retention_days,call_metadata_retention_days,created_at,updated_at}'),
  ('public.countries', default, null, 'keep', '{}', '{}', '{code,name,calling_code,currency,timezone,created_at}'),
  ('public.profiles', default, null, 'keep',
   '{email,name,phone}', '{id,telephony_webhook_token}',
   '{timezone,language,is_active,data_processing_consent,consent_timestamp,data_retention_until,created_at,updated_at}'),
  ('public.company_members', default, null, 'keep', '{}', '{company_id,profile_id}', '{role,created_at,updated_at}'),
  ('public.user_preferences', default, null, 'keep', '{value}', '{profile_id}', '{key,created_at,updated_at}'),
  ('public.invitations', default, null, 'keep', '{email}', '{id,company_id,invited_by,accepted_by}',
   '{role,expires_at,accepted_at,revoked_at,created_at,updated_at}'),
  ('private.invitations_secrets', default, null, 'keep', '{}', '{invitation_id,company_id,token_hash}', '{created_at}'),
  ('public.company_goals', default, null, 'keep', '{}', '{id,company_id}',
   '{name,metric,target_value,period,starts_on,ends_on,is_active,created_at,updated_at}'),
  -- credentials
  ('public.integration_providers', default, null, 'keep', '{}', '{}',
   '{provider,display_name,provider_type,capabilities,credential_keys,config_keys,is_core,created_at}'),
  ('public.integrations', default, null, 'keep', '{}', '{id,company_id,connected_by,webhook_token}',
   '{provider,provider_type,capabilities,name,config,status,is_active,credentials_key_id,last_checked_at,last_error,created_at,updated_at}'),
  ('private.integrations_secrets', default, null, 'keep', '{}', '{integration_id,company_id}', '{key_id,encrypted_credentials,created_at,updated_at}'),
  ('public.api_keys', default, null, 'keep', '{}', '{id,company_id,prefix,created_by}',
   '{key_name,permissions,rate_limit_per_hour,allowed_ips,is_active,expires_at,revoked_at,last_used_at,usage_count,created_at,updated_at}'),
  ('public.company_ai_keys', default, null, 'keep', '{}', '{company_id,profile_id,integration_id,remote_hash}',
   '{limit_usd,limit_reset,is_disabled,is_told,usage_usd,usage_month_usd,currency,checked_at,last_error,due_at,created_at,updated_at}'),
  ('private.api_keys_secrets', default, null, 'keep', '{}', '{api_key_id,company_id,key_hash}', '{created_at}'),
  ('public.user_ai_settings', default, null, 'keep', '{}', '{profile_id}',
   '{default_model,has_openrouter_key,has_openrouter_provisioning_key,created_at,updated_at}'),
  ('private.user_ai_settings_secrets', default, null, 'keep', '{}', '{profile_id}',
   '{openrouter_api_key_encrypted,openrouter_api_key_sealed_by,openrouter_provisioning_key_encrypted,openrouter_provisioning_key_sealed_by,created_at,updated_at}'),
  -- places
  ('public.branches', default, null, 'keep', '{phone,email}', '{id,company_id,calcom_event_type_id,calcom_location_id}',
   '{name,slug,branch_code,street,city,postal_code,country,latitude,longitude,timezone,is_primary,is_active,created_at,updated_at}'),
  ('public.staff', default, null, 'keep',
   '{first_name,last_name,display_name,employee_id,email,phone,title,specialties,bio,notification_preferences,hired_on,terminated_on}',
   '{id,company_id,branch_id,profile_id,calcom_user_id,google_calendar_id}',
   '{role,is_available,color_code,is_active,created_at,updated_at}'),
  ('public.working_hours', default, null, 'keep', '{}', '{id,company_id,branch_id,staff_id}', '{weekday,opens,closes,created_at,updated_at}'),
  ('public.closures', default, null, 'keep', '{reason}', '{id,company_id,branch_id,staff_id}', '{starts_on,ends_on,created_at,updated_at}'),
  ('public.services', default, null, 'keep', '{}', '{id,company_id,branch_id}',
   '{name,slug,category,description,duration_minutes,buffer_before_minutes,buffer_after_minutes,price,currency,tax_rate,available_online,
     max_advance_days,min_advance_hours,capacity,deposit,is_active,created_at,updated_at}'),
  ('public.staff_services', default, null, 'keep', '{}', '{company_id,staff_id,service_id}', '{created_at}'),
  ('public.calcom_event_types', default, null, 'keep', '{}', '{id,company_id,integration_id,branch_id,service_id,external_id}',
   '{title,slug,duration_minutes,is_active,last_synced_at,created_at,updated_at}'),
  ('public.staff_event_types', default, null, 'keep', '{}', '{company_id,staff_id,event_type_id}', '{created_at}'),
  -- customers
  ('public.customers', 99, 'company_id = $1 and id = $2', 'empty',
   '{first_name,last_name,full_name,phone,phone_normalized,email,date_of_birth,gender,preferred_language,acquisition_source,blocked_reason}',
   '{id,company_id,home_branch_id,preferred_staff_id}',
   '{acquired_on,call_count,first_appointment_at,last_appointment_at,total_appointments,completed_appointments,cancelled_appointments,
     no_show_appointments,total_spent,is_active,is_blocked,erased_at,created_at,updated_at}'),
  ('public.customer_interactions', 10, 'company_id = $1 and customer_id = $2', 'delete',
   '{content,callback_number,recording_url}', '{id,company_id,customer_id,call_id,appointment_id,message_log_id,lead_id,note_id}',
   '{type,event,channel,appointment_start,occurred_at,handled_at,created_at}'),
  ('public.customer_notes', 15, 'company_id = $1 and customer_id = $2', 'delete',
   '{body}', '{id,company_id,customer_id,author_id}', '{category,is_pinned,created_at,updated_at}'),
  ('public.customer_preferences', 15, 'company_id = $1 and customer_id = $2', 'delete', '{value}', '{company_id,customer_id}', '{key,created_at,updated_at}'),
  ('public.customer_relationships', 15, 'company_id = $1 and $2 in (customer_id, related_customer_id)', 'delete',
   '{note}', '{id,company_id,customer_id,related_customer_id}', '{kind,created_at,updated_at}'),
  -- Who they were before they were a customer, or was written down anew under the same number.
  ('public.lead_activities', 20, 'company_id = $1 and lead_id in (select l.id from public.leads l where l.company_id = $1 and (l.customer_id = $2
      or l.phone_normalized = (select private.number_of_customer($1, $2))
      or l.source_call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2)))', 'delete',
   '{content}', '{id,company_id,lead_id,actor_id}', '{type,from_stage,to_stage,occurred_at,created_at}'),
  ('public.leads', 25, 'company_id = $1 and (customer_id = $2
      or phone_normalized = (select private.number_of_customer($1, $2))
      or source_call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2))', 'delete',
   '{company_name,contact_person,email,phone,phone_normalized,notes,lost_reason}', '{id,company_id,owner_id,source_call_id,customer_id}',
   '{lead_type,provider,value,currency,conversion_stage,converted_at,created_at,updated_at}'),
  ('public.lead_searches', default, null, 'keep', '{name,criteria}', '{id,company_id,profile_id}', '{created_at,updated_at}'),
  -- assistants
  ('public.assistant_templates', default, null, 'keep', '{}', '{}',
   '{id,name,language,display_name,description,category,industry,first_message,system_prompt,voice_settings,use_cases,required_integrations,
     setup_minutes,is_active,is_premium,popularity,version,changelog,created_at,updated_at}'),
  ('public.assistants', default, null, 'keep', '{}', '{id,company_id,template_id,deployed_version_id}',
   '{name,description,status,first_message,system_prompt,model_provider,model_name,voice_provider,voice_model,voice_id,voice_settings,language,
     max_duration,silence_timeout,interruption_enabled,background_sound,training_data,fallback_responses,conversation_flow,analytics_enabled,
     recording_enabled,webhook_url,webhook_events,tags,metadata,last_used_at,created_at,updated_at}'),
  ('public.assistant_versions', default, null, 'keep', '{}', '{id,company_id,assistant_id,deployed_by}',
   '{version,name,first_message,system_prompt,model_provider,model_name,voice_provider,voice_model,voice_id,voice_settings,language,max_duration,
     silence_timeout,interruption_enabled,background_sound,training_data,fallback_responses,conversation_flow,recording_enabled,created_at}'),
  ('public.phone_numbers', default, null, 'keep', '{forwarding_number}', '{id,company_id,integration_id,branch_id,assistant_id}',
   '{number,country,area_code,type,provider,status,is_primary,monthly_cost,usage_cost_per_minute,currency,assigned_at,expires_at,released_at,
     created_at,updated_at}'),
  ('public.knowledge_notebooks', default, null, 'keep', '{}', '{id,company_id}', '{name,is_active,created_at,updated_at}'),
  ('public.knowledge_articles', default, null, 'keep', '{}', '{id,company_id,notebook_id}',
   '{topic,title,content,language,is_published,search,created_at,updated_at}'),
  -- telephony
  -- A delivery names its caller in its body and nowhere else. Looked for by the number in all that the company was ever
  -- sent; by the call, for callers who withhold theirs, in what came while it ran and in the days after.
  ('public.webhook_events', 60, 'company_id = $1 and (
      position((select convert_to(ltrim(private.number_of_customer($1, $2), ''+''), ''UTF8'')) in t.body) > 0
      or exists (select from public.calls c where c.company_id = $1 and c.customer_id = $2
                 and t.received_at between c.started_at - interval ''1 day'' and coalesce(c.ended_at, c.started_at) + interval ''7 days''
                 and (position(convert_to(c.provider_call_id, ''UTF8'') in t.body) > 0
                      or position(convert_to(replace(c.provider_call_id, '':'', ''%3A''), ''UTF8'') in t.body) > 0
                      or position(convert_to(c.provider_session_id, ''UTF8'') in t.body) > 0)))', 'empty',
   '{headers,body}', '{id,company_id,integration_id,event_key}',
   '{provider,event_type,received_at,status,attempts,next_attempt_at,last_error,processed_at}'),
  ('public.webhook_dead_letter_queue', default, null, 'keep', '{}', '{id,company_id,webhook_event_id}', '{reason,buried_at,replayed_at}'),
  ('public.calls', 90, 'company_id = $1 and customer_id = $2', 'empty',
   '{provider_data,caller_number,callee_number,transcript,summary,intent,key_phrases,dynamic_variables,custom_data,error_details,recording_url,
     caller_region,caller_city}',
   '{id,company_id,integration_id,provider_call_id,provider_session_id,ended_by,phone_number_id,branch_id,customer_id,appointment_id,assistant_id,assistant_version_id}',
   '{provider,voice_provider,direction,status,started_at,answered_at,ended_at,duration_seconds,billable_seconds,end_reason,language,summary_by,sentiment,
     sentiment_by,confidence,audio_quality,latency_ms,packet_loss,transcription_accuracy,appointment_created,lead_qualified,conversion,satisfaction,
     graded_at,cost,currency,settled_at,recording_duration_seconds,recording_consent,retain_until,anonymised_at,caller_country,created_at,updated_at}'),
  ('private.call_words', 20, 'company_id = $1 and call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2)', 'delete',
   '{words}', '{company_id,call_id}', '{language}'),
  ('public.call_turns', 20, 'company_id = $1 and call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2)', 'delete',
   '{text,digits,recording_url,reply,heard_until}', '{id,company_id,call_id}',
   '{turn,speaker,language,confidence,model,prompt_tokens,completion_tokens,stages,created_at}'),
  ('private.relay_connections', 20, 'company_id = $1 and (integration_id, provider_call_id) in (
      select c.integration_id, c.provider_call_id from public.calls c where c.company_id = $1 and c.customer_id = $2)', 'delete',
   '{caller_number,callee_number,interrupted_heard,keys}', '{connection_id,company_id,integration_id,provider_call_id}',
   '{provider,direction,turn,asked_at,interrupted_turn,interrupted_inferred,we_speak,we_turned_at,caller_speaks,caller_turned_at,opened_at,closed_at,followed_by}'),
  -- Goes with any customer of the company, in erase_rows_about: whose name is in which sound, nobody can tell.
  ('private.speech_cache', default, null, 'keep', '{audio}', '{id,company_id,digest}', '{characters,created_at,last_used_at}'),
  ('public.tool_calls', 20, 'company_id = $1 and call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2)', 'delete',
   '{arguments,result}', '{id,company_id,call_id}', '{intent,effect,created_at}'),
  ('public.telephony_event_types', default, null, 'keep', '{}', '{}', '{event_type,description,activity,created_at}'),
  ('public.telephony_events', 30, 'company_id = $1 and call_id in (select c.id from public.calls c where c.company_id = $1 and c.customer_id = $2)', 'empty',
   '{from_number,to_number,metadata}', '{id,company_id,integration_id,call_id,user_id,parent_event_id,webhook_event_id,event_key}',
   '{provider,event_type,direction,status,duration_seconds,cost,cost_of,currency,event_timestamp,created_at}'),
  ('public.message_logs', 30, 'company_id = $1 and (customer_id = $2
      or (select private.number_of_customer($1, $2)) in (t.from_address, t.to_address)
      or (select private.email_of_customer($1, $2)) in (lower(t.from_address), lower(t.to_address)))', 'empty',
   '{from_address,to_address,subject,body,error,metadata}',
   '{id,company_id,user_id,customer_id,call_id,appointment_id,integration_id,provider_message_id}',
   '{channel,direction,template,status,provider,cost,currency,sent_at,delivered_at,created_at,updated_at}'),
  -- bookings
  ('public.appointments', 80, 'company_id = $1 and customer_id = $2', 'empty',
   '{title,description,cancellation_reason,internal_notes,customer_notes}',
   '{id,company_id,branch_id,customer_id,staff_id,service_id,call_id,booking,appointment_code,calcom_booking_id,calcom_booking_uid,google_event_id,
     external_id,cancelled_by}',
   '{start_time,end_time,duration_minutes,buffer_before_minutes,buffer_after_minutes,blocked,status,held_until,source,expected_revenue,
     actual_revenue,currency,confirmation_sent_at,reminder_sent_at,cancelled_at,created_at,updated_at}'),
  ('public.calendar_blocks', default, null, 'keep', '{title}', '{id,company_id,staff_id,branch_id,external_id,conflicts_with_appointment_id}',
   '{type,starts_at,ends_at,blocked,source,is_conflict,created_at,updated_at}'),
  ('public.waitlist_entries', 30, 'company_id = $1 and customer_id = $2', 'delete',
   '{note}', '{id,company_id,branch_id,customer_id,call_id,service_id,staff_id}',
   '{days,not_before,before,expires_on,status,offered_start,offered_until,created_at,updated_at}'),
  ('public.calcom_bookings', 30, 'company_id = $1 and appointment_id in (select a.id from public.appointments a where a.company_id = $1 and a.customer_id = $2)', 'empty',
   '{title,attendee_name,attendee_email,attendee_phone,cancellation_reason,raw}',
   '{id,company_id,integration_id,appointment_id,calcom_booking_id,uid,event_type_id,rescheduled_from_uid}',
   '{status,start_time,end_time,attendee_timezone,provider_updated_at,last_seen_at,created_at,updated_at}'),
  -- money
  ('public.exchange_rates', default, null, 'keep', '{}', '{}', '{currency,on_day,rate,source,created_at}'),
  ('public.prepaid_balances', default, null, 'keep', '{}', '{company_id,auto_topup_payment_method}',
   '{currency,current_balance,reserved_balance,available_balance,auto_topup_enabled,auto_topup_threshold,auto_topup_amount,daily_limit,
     monthly_limit,total_topped_up,total_charged,alert_threshold,low_alert_sent_at,zero_alert_sent_at,created_at,updated_at}'),
  ('public.rate_cards', default, null, 'keep', '{}', '{id,company_id}',
   '{currency,valid_from,valid_until,billing_increment_seconds,free_seconds,price_per_minute,price_per_million_prompt_tokens,
     price_per_million_cached_tokens,price_per_million_completion_tokens,price_per_sms,price_per_whatsapp,price_per_email,price_per_number_month,
     markup_percent,created_at}'),
  ('public.plans', default, null, 'keep', '{}', '{}',
   '{plan,display_name,included_minutes,max_assistants,max_numbers,max_members,max_branches,max_calls_at_once,premium_templates,created_at}'),
  ('public.plan_prices', default, null, 'keep', '{}', '{}', '{plan,currency,monthly_price,created_at}'),
  ('public.subscriptions', default, null, 'keep', '{}', '{id,company_id,stripe_subscription_id}',
   '{plan,monthly_price,currency,status,is_live,current_period_start,current_period_end,cancel_at_period_end,cancelled_at,created_at,updated_at}'),
  ('public.subscription_items', default, null, 'keep', '{}', '{id,company_id,subscription_id}',
   '{metric,usage_minutes,usage_limit,created_at,updated_at}'),
  ('public.balance_topups', default, null, 'keep', '{}',
   '{id,company_id,initiated_by,transaction_id,refund_transaction_id,stripe_session_id,stripe_payment_intent_id}',
   '{amount,currency,method,is_auto,status,completed_at,failure_reason,refunded_amount,refunded_at,invoice_number,invoice_url,receipt_url,
     created_at,updated_at}'),
  ('public.invoices', default, null, 'keep', '{}', '{id,company_id,subscription_id,stripe_invoice_id}',
   '{series,number,period_starts_on,period_ends_on,currency,net,tax_rate,tax,gross,status,issued_at,due_on,paid_at,pdf_url,created_at,updated_at}'),
  ('public.billing_line_items', default, null, 'keep', '{}', '{id,company_id,invoice_id}',
   '{position,description,quantity,unit,unit_price,amount,currency,created_at,updated_at}'),
  ('public.ledger_transactions', default, null, 'keep', '{}', '{id,company_id,idempotency_key,call_id}', '{kind,note,created_at}'),
  ('public.balance_ledger', default, null, 'keep', '{}', '{id,company_id,transaction_id}', '{account,amount,currency,created_at}'),
  ('public.call_charges', default, null, 'keep', '{}', '{id,company_id,call_id,transaction_id,rate_card_id}',
   '{component,sequence,quantity,unit,unit_price,amount,currency,created_at}'),
  -- usage
  ('public.model_prices', default, null, 'keep', '{}', '{}', '{id,provider,model,kind,price_per_million,currency,valid_from,valid_until,source,created_at}'),
  ('public.ai_usage_logs', default, null, 'keep', '{}', '{id,company_id,user_id,integration_id,call_id}',
   '{key_holder,turn,provider,model,outcome,prompt_tokens,completion_tokens,total_tokens,cached_tokens,characters,cost,currency,vendor_cost,latency_ms,created_at}'),
  -- notices
  ('public.notification_templates', default, null, 'keep', '{}', '{id}', '{name,type,language,subject,content,is_active,created_at,updated_at}'),
  ('public.company_notification_templates', default, null, 'keep', '{}', '{id,company_id}',
   '{name,type,language,subject,content,is_active,created_at,updated_at}'),
  ('public.notifications', 20, 'company_id = $1 and customer_id = $2', 'delete',
   '{address,subject,body,payload}', '{id,company_id,send_once_key,profile_id,customer_id,appointment_id}',
   '{recipient,channel,template,language,status,scheduled_for,attempts,next_attempt_at,last_error,sent_at,delivered_at,read_at,created_at,updated_at}'),
  -- What a customer wrote of a visit goes with them; the stars stay, so that the average stays.
  ('public.reviews', 40, 'company_id = $1 and customer_id = $2', 'empty',
   '{comment,response}', '{id,company_id,customer_id,appointment_id,external_id,responded_by}',
   '{rating,language,source,published_at,responded_at,analysis_status,analysis_attempts,analysis_next_at,created_at,updated_at}'),
  ('public.review_insights', 20,
   'company_id = $1 and review_id in (select r.id from public.reviews r where r.company_id = $1 and r.customer_id = $2)', 'delete',
   '{topics,summary}', '{id,company_id,review_id}', '{model,sentiment,analysed_at,created_at,updated_at}'),
  ('public.dashboards', default, null, 'keep', '{name,layout}', '{id,company_id,profile_id}', '{is_default,created_at,updated_at}'),
  ('public.dashboard_widgets', default, null, 'keep', '{title,config}', '{id,company_id,profile_id,dashboard_id}',
   '{type,position,width,height,created_at,updated_at}'),
  -- governance
  ('public.audit_logs', 70, 'company_id = $1 and customer_id = $2', 'empty',
   '{old_values,new_values}', '{id,company_id,row_id,customer_id,actor_id,request_id,ip,user_agent}', '{action,table_name,actor_role,created_at}'),
  ('public.consents', 50, 'company_id = $1 and customer_id = $2', 'keep', '{}', '{id,company_id,customer_id,call_id,recorded_by}',
   '{purpose,is_granted,wording,given_at,created_at}'),
  ('public.opt_outs', 40, 'company_id = $1 and address in (
      select unnest(array[c.phone_normalized, lower(c.email)]) from public.customers c where c.company_id = $1 and c.id = $2)', 'delete',
   '{address,reason}', '{id,company_id}', '{channel,created_at}'),
  ('public.call_orders', 30, 'company_id = $1 and to_number in (
      select c.phone_normalized from public.customers c where c.company_id = $1 and c.id = $2)', 'delete',
   '{to_number,order_key}', '{id,company_id,phone_number_id,ordered_by,call_id}', '{status,error,created_at,updated_at}'),
  ('public.data_requests', 50, 'company_id = $1 and customer_id = $2', 'keep', '{}', '{id,company_id,customer_id,requested_by}', '{kind,report,created_at}'),
  ('private.data_map', default, null, 'keep', '{}', '{}', '{table_name,position,about_customer,on_erasure,personal,pseudonymous,plain}');
