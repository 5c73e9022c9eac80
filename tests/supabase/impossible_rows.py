"""Rows that may not be, one for each rule of the data: what test_impossible_rows.py tries. Data only.

A new rule fails there with a proposal for its line. Read it before you take it: the line should be an example that makes
the rule plain.
"""

from __future__ import annotations

# By table and check: what, put into a row that was fine, the check refuses by its name.
CHECKS: dict[str, dict[str, dict[str, str | None]]] = {
    "ai_usage_logs": {
        "ai_usage_logs_cached_within_prompt": {"cached_tokens": "-1"},
        "ai_usage_logs_characters_not_negative": {"characters": "-1"},
        "ai_usage_logs_completion_not_negative": {"completion_tokens": "-1"},
        "ai_usage_logs_cost_not_negative": {"cost": "-1"},
        "ai_usage_logs_latency_not_negative": {"latency_ms": "-1"},
        "ai_usage_logs_vendor_cost_not_negative": {"vendor_cost": "-1"},
    },
    "api_keys": {
        "api_keys_allowed_ips_are_some": {"allowed_ips": "{NULL}"},
        "api_keys_expire_after_they_are_made": {"expires_at": "1990-01-01"},
        "api_keys_name_not_blank": {"key_name": " "},
        "api_keys_permit_something": {"permissions": "{}"},
        "api_keys_prefix_plain": {"prefix": " "},
        "api_keys_rate_limit_in_bounds": {"rate_limit_per_hour": "-1"},
        "api_keys_revoked_is_not_active": {"revoked_at": "1990-01-01"},
        "api_keys_usage_not_negative": {"usage_count": "-1"},
    },
    "appointments": {
        "appointments_actual_revenue_not_negative": {"actual_revenue": "-1"},
        "appointments_blocking_has_a_person": {"staff_id": None},
        "appointments_buffer_after_sensible": {"buffer_after_minutes": "-1"},
        "appointments_buffer_before_sensible": {"buffer_before_minutes": "-1"},
        "appointments_cancellation_reason_not_endless": {"cancellation_reason": "x" * 1001},
        "appointments_cancelled_has_its_time": {"cancelled_at": "1990-01-01"},
        "appointments_code_six_digits": {"appointment_code": " "},
        "appointments_customer_notes_not_endless": {"customer_notes": "x" * 4001},
        "appointments_description_not_endless": {"description": "x" * 4001},
        "appointments_end_after_start": {"end_time": "2031-01-01T10:00:00+00:00", "start_time": "2031-01-01T10:00:00+00:00"},
        "appointments_expected_revenue_not_negative": {"expected_revenue": "-1"},
        "appointments_held_until_a_time": {"status": "pending"},
        "appointments_internal_notes_not_endless": {"internal_notes": "x" * 4001},
        "appointments_no_longer_than_a_week": {"end_time": "2990-01-01"},
        "appointments_title_not_endless": {"title": "x" * 301},
    },
    "assistant_templates": {
        "assistant_templates_description_fits": {"description": " "},
        "assistant_templates_display_name_fits": {"display_name": " "},
        "assistant_templates_first_message_fits": {"first_message": " "},
        "assistant_templates_name_plain": {"name": " "},
        "assistant_templates_placeholders_known": {"system_prompt": "{}"},
        "assistant_templates_popularity_not_negative": {"popularity": "-1"},
        "assistant_templates_requires_known_kinds": {"required_integrations": '{""}'},
        "assistant_templates_setup_minutes_sensible": {"setup_minutes": "-1"},
        "assistant_templates_system_prompt_fits": {"system_prompt": " "},
        "assistant_templates_version_from_one": {"version": "-1"},
        "assistant_templates_voice_settings_is_an_object": {"voice_settings": "1"},
    },
    "assistant_versions": {
        "assistant_versions_count_from_one": {"version": "-1"},
    },
    "assistants": {
        "assistants_active_is_deployed": {"deployed_version_id": None},
        "assistants_background_sound_short": {"background_sound": "x" * 201},
        "assistants_conversation_flow_is_an_object": {"conversation_flow": "1"},
        "assistants_description_short": {"description": "x" * 2001},
        "assistants_fallback_responses_few": {"fallback_responses": "{x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x}"},
        "assistants_fallback_responses_not_endless": {"fallback_responses": "{" + "x" * 20001 + "}"},
        "assistants_first_message_short": {"first_message": "x" * 1001},
        "assistants_max_duration_sensible": {"max_duration": "-1"},
        "assistants_metadata_is_an_object": {"metadata": "1"},
        "assistants_model_name_short": {"model_name": "x" * 201},
        "assistants_model_provider_short": {"model_provider": "x" * 201},
        "assistants_name_not_blank": {"name": " "},
        "assistants_silence_timeout_sensible": {"silence_timeout": "-1"},
        "assistants_system_prompt_fits": {"system_prompt": "x" * 20001},
        "assistants_tags_few": {"tags": "{x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x}"},
        "assistants_tags_not_endless": {"tags": "{" + "x" * 5001 + "}"},
        "assistants_training_data_is_a_list": {"training_data": "1"},
        "assistants_voice_id_short": {"voice_id": "x" * 201},
        "assistants_voice_model_short": {"voice_model": "x" * 201},
        "assistants_voice_provider_short": {"voice_provider": "x" * 201},
        "assistants_voice_settings_is_an_object": {"voice_settings": "1"},
        "assistants_webhook_events_few": {"webhook_events": "{x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x}"},
        "assistants_webhook_events_not_endless": {"webhook_events": "{" + "x" * 5001 + "}"},
        "assistants_webhook_is_https": {"webhook_url": " "},
    },
    "balance_ledger": {
        "balance_ledger_amount_not_zero": {"amount": "0"},
    },
    "balance_topups": {
        "balance_topups_amount_positive": {"amount": "-1"},
        "balance_topups_completed_is_posted": {"status": "pending"},
        "balance_topups_failure_reason_short": {"failure_reason": "x" * 501},
        "balance_topups_in_minor_units": {"amount": "1.001", "refunded_amount": "0"},
        "balance_topups_invoice_number_short": {"invoice_number": "x" * 101},
        "balance_topups_invoice_url_is_https": {"invoice_url": " "},
        "balance_topups_receipt_url_is_https": {"receipt_url": " "},
        "balance_topups_refund_within_amount": {"refunded_amount": "-1"},
        "balance_topups_refunded_is_posted": {"status": "completed"},
    },
    "billing_line_items": {
        "billing_line_items_amount_is_the_product": {"amount": "-1"},
        "billing_line_items_description_sensible": {"description": " "},
        "billing_line_items_position_from_one": {"position": "-1"},
        "billing_line_items_price_not_negative": {"unit_price": "-1", "amount": "-1"},
        "billing_line_items_quantity_not_negative": {"quantity": "-1", "amount": "-1"},
        "billing_line_items_unit_short": {"unit": "x" * 51},
    },
    "branches": {
        "branches_calcom_location_id_not_endless": {"calcom_location_id": "x" * 201},
        "branches_city_not_endless": {"city": "x" * 101},
        "branches_email_looks_like_one": {"email": " "},
        "branches_latitude_on_earth": {"latitude": "91"},
        "branches_longitude_on_earth": {"longitude": "181"},
        "branches_name_not_blank": {"name": " "},
        "branches_name_not_endless": {"name": "x" * 201},
        "branches_postal_code_not_endless": {"postal_code": "x" * 21},
        "branches_slug_plain": {"slug": " "},
        "branches_street_not_endless": {"street": "x" * 201},
    },
    "calcom_bookings": {
        "calcom_bookings_end_after_start": {"end_time": "1990-01-01"},
        "calcom_bookings_raw_is_an_object": {"raw": "1"},
        "calcom_bookings_status_plain": {"status": " "},
        "calcom_bookings_uid_sensible": {"uid": ""},
    },
    "calcom_event_types": {
        "calcom_event_types_duration_sensible": {"duration_minutes": "-1"},
        "calcom_event_types_external_id_sensible": {"external_id": " "},
        "calcom_event_types_slug_plain": {"slug": " "},
        "calcom_event_types_title_sensible": {"title": " "},
    },
    "calendar_blocks": {
        "calendar_blocks_busy_is_from_outside": {"type": "busy"},
        "calendar_blocks_end_after_start": {"ends_at": "2031-01-01T10:00:00+00:00", "starts_at": "2031-01-01T10:00:00+00:00"},
        "calendar_blocks_external_id_not_endless": {"external_id": "", "source": "source-0", "type": "busy"},
        "calendar_blocks_source_plain": {"source": "{}", "external_id": "external_id_0", "type": "busy"},
        "calendar_blocks_title_not_endless": {"title": "x" * 301},
        "calendar_blocks_within_the_calendar": {"starts_at": "-infinity"},
    },
    "call_charges": {
        "call_charges_amount_not_negative": {"amount": "-1"},
        "call_charges_quantity_not_negative": {"quantity": "-1"},
        "call_charges_sequence_from_one": {"sequence": "-1"},
    },
    "call_orders": {
        "call_orders_error_is_a_word": {"status": "failed", "error": "No!"},
        "call_orders_failed_for_a_reason": {"status": "failed"},
        "call_orders_key_sensible": {"order_key": ""},
        "call_orders_placed_is_a_call": {"status": "placed", "call_id": None},
    },
    "call_turns": {
        "call_turns_assistant_has_a_reply": {"reply": None},
        "call_turns_counted_from_zero": {"turn": "-1"},
        "call_turns_only_answers_are_interrupted": {"heard_until": " ", "speaker": "caller", "reply": None},
    },
    "calls": {
        "calls_audio_quality_0_to_5": {"audio_quality": "-1"},
        "calls_billable_not_negative": {"billable_seconds": "-1"},
        "calls_confidence_is_a_share": {"confidence": "-1"},
        "calls_cost_not_negative": {"cost": "-1"},
        "calls_custom_data_not_endless": {"custom_data": '["' + "x" * 20000 + '"]'},
        "calls_duration_not_negative": {"duration_seconds": "-1"},
        "calls_ended_not_before_start": {"ended_at": "1990-01-01"},
        "calls_satisfaction_1_to_5": {"satisfaction": "-1"},
    },
    "closures": {
        "closures_end_not_before_start": {"ends_on": "1990-01-01"},
        "closures_of_company_branch_or_person": {"branch_id": "00000000-0000-4000-8000-000000000001"},
        "closures_reason_not_endless": {"reason": "x" * 501},
        "closures_within_the_calendar": {"starts_on": "1990-01-01"},
    },
    "company_ai_keys": {
        "company_ai_keys_error_short": {"last_error": "x" * 201},
        "company_ai_keys_hash_short": {"remote_hash": ""},
        "company_ai_keys_in_dollars": {"currency": "EUR"},
        "company_ai_keys_limit_sensible": {"limit_usd": "-1"},
        "company_ai_keys_month_not_negative": {"usage_month_usd": "-1"},
        "company_ai_keys_usage_not_negative": {"usage_usd": "-1"},
    },
    "companies": {
        "companies_change_notice_sensible": {"change_notice_hours": "-1"},
        "companies_billing_address_not_endless": {"billing_address": '["' + "x" * 4000 + '"]'},
        "companies_city_not_endless": {"city": "x" * 101},
        "companies_email_looks_like_one": {"email": " "},
        "companies_metadata_retention_positive": {"call_metadata_retention_days": "-1"},
        "companies_name_not_blank": {"name": " "},
        "companies_name_not_endless": {"name": "x" * 201},
        "companies_outbound_ends_after_its_beginning": {"outbound_until": "00:00"},
        "companies_outbound_on_weekdays": {"outbound_weekdays": "{0}"},
        "companies_postal_code_not_endless": {"postal_code": "x" * 21},
        "companies_recording_retention_positive": {"recording_retention_days": "-1"},
        "companies_settings_is_an_object": {"settings": "1"},
        "companies_settings_not_endless": {"settings": '{"x": "' + "x" * 20000 + '"}'},
        "companies_slot_step_divides_the_hour": {"slot_step_minutes": "-1"},
        "companies_slug_plain": {"slug": " "},
        "companies_street_not_endless": {"street": "x" * 201},
        "companies_transcript_retention_positive": {"transcript_retention_days": "-1"},
        "companies_vat_id_not_endless": {"vat_id": "x" * 31},
        "companies_website_not_endless": {"website": "x" * 501},
    },
    "company_goals": {
        "company_goals_end_after_start": {"ends_on": "1990-01-01"},
        "company_goals_end_is_a_day": {"ends_on": "infinity"},
        "company_goals_name_not_blank": {"name": " "},
        "company_goals_rate_is_a_percentage": {"metric": "conversion_rate", "target_value": "300"},
        "company_goals_start_is_a_day": {"starts_on": "infinity"},
        "company_goals_target_above_nothing": {"target_value": "-1"},
    },
    "company_notification_templates": {
        "company_notification_templates_content_says_something": {"content": " "},
        "company_notification_templates_name_plain": {"name": " "},
        "company_notification_templates_subject_is_one_short_line": {"subject": ""},
        "company_notification_templates_subject_where_one_is_shown": {"type": "sms"},
    },
    "consents": {
        "consents_not_given_tomorrow": {"given_at": "2990-01-01"},
        "consents_wording_says_something": {"wording": " "},
    },
    "countries": {
        "countries_code_iso_3166": {"code": " "},
    },
    "customer_interactions": {
        "customer_interactions_channel_known": {"channel": " "},
        "customer_interactions_content_not_endless": {"content": "x" * 100001},
        "customer_interactions_event_known": {"event": " "},
        "customer_interactions_message_says_something": {"type": "message"},
        "customer_interactions_occurred_within_the_calendar": {"occurred_at": "1990-01-01"},
    },
    "customer_notes": {
        "customer_notes_body_sensible": {"body": " "},
    },
    "customer_preferences": {
        "customer_preferences_channel_known": {"key": "channel"},
        "customer_preferences_key_plain": {"key": " "},
        "customer_preferences_reminder_hours_sensible": {"key": "reminder_hours"},
        "customer_preferences_reminders_yes_or_no": {"key": "reminders"},
        "customer_preferences_times_a_list": {"key": "preferred_times"},
        "customer_preferences_value_not_endless": {"value": '["' + "x" * 4000 + '"]'},
    },
    "customer_relationships": {
        "customer_relationships_not_to_oneself": {"customer_id": "00000000-0000-4000-8000-000000000001", "related_customer_id": "00000000-0000-4000-8000-000000000001"},
        "customer_relationships_note_not_endless": {"note": "x" * 501},
    },
    "customers": {
        "customers_acquired_within_the_calendar": {"acquired_on": "2990-01-01"},
        "customers_acquisition_source_not_endless": {"acquisition_source": "x" * 101},
        "customers_appointments_add_up": {"completed_appointments": "-1"},
        "customers_blocked_reason_not_endless": {"blocked_reason": "x" * 501},
        "customers_blocked_with_a_reason": {"is_blocked": "true"},
        "customers_born_in_living_memory": {"date_of_birth": "2990-01-01"},
        "customers_call_count_not_negative": {"call_count": "-1"},
        "customers_email_looks_like_one": {"email": " "},
        "customers_first_name_not_endless": {"first_name": "x" * 201},
        "customers_gender_not_endless": {"gender": "x" * 51},
        "customers_last_name_not_endless": {"last_name": "x" * 201},
        "customers_phone_not_endless": {"phone": "x" * 51},
        "customers_total_spent_not_negative": {"total_spent": "-1"},
    },
    "dashboard_widgets": {
        "dashboard_widgets_at_most_fifty": {"position": "-1"},
        "dashboard_widgets_config_is_a_small_object": {"config": "1"},
        "dashboard_widgets_height_1_to_12": {"height": "-1"},
        "dashboard_widgets_title_short": {"title": "x" * 121},
        "dashboard_widgets_type_plain": {"type": " "},
        "dashboard_widgets_width_1_to_12": {"width": "-1"},
    },
    "dashboards": {
        "dashboards_layout_is_a_small_object": {"layout": "1"},
        "dashboards_name_short_and_not_blank": {"name": " "},
    },
    "data_requests": {
        "data_requests_about_a_customer": {"kind": "retention"},
    },
    "exchange_rates": {
        "exchange_rates_rate_positive": {"rate": "-1"},
    },
    "integration_providers": {
        "integration_providers_name_plain": {"provider": " "},
    },
    "integrations": {
        "integrations_config_is_an_object": {"config": "1"},
        "integrations_base_url_is_public": {"config": '{"base_url": "https://169.254.169.254/latest"}'},
        "integrations_host_is_public": {"config": '{"host": "127.0.0.1"}'},
        "integrations_port_is_one": {"config": '{"port": "x"}'},
        "integrations_from_address_is_one": {"config": '{"from_address": "a@b.example, c"}'},
        "integrations_sms_sender_is_one": {"config": '{"sms_sender": "12345"}'},
        "integrations_config_not_endless": {"config": '{"x": "' + "x" * 20000 + '"}'},
        "integrations_name_not_blank": {"name": " "},
    },
    "invitations": {
        "invitations_accepted_by_needs_its_time": {"accepted_at": None},
        "invitations_email_in_small_letters": {"email": "Not Plain!"},
        "invitations_email_looks_like_one": {"email": " "},
        "invitations_end_one_way": {"revoked_at": "1990-01-01"},
        "invitations_expire_after_they_are_made": {"expires_at": "1990-01-01"},
    },
    "invoices": {
        "invoices_gross_is_net_and_tax": {"gross": "-1"},
        "invoices_in_minor_units": {"net": "1.001", "tax": "0", "tax_rate": "0", "gross": "1.001"},
        "invoices_issued_has_number_and_time": {"status": "draft"},
        "invoices_net_not_negative": {"net": "NaN", "gross": "NaN"},
        "invoices_number_plain": {"number": " "},
        "invoices_paid_at_a_time": {"paid_at": "1990-01-01"},
        "invoices_pdf_url_is_https": {"pdf_url": " "},
        "invoices_period_ends_not_before_its_start": {"period_ends_on": "1990-01-01"},
        "invoices_series_plain": {"series": " "},
        "invoices_tax_follows_its_rate": {"tax_rate": "NaN"},
        "invoices_tax_rate_a_share_of_100": {"tax_rate": "-1"},
    },
    "knowledge_articles": {
        "knowledge_articles_content_not_blank": {"content": " "},
        "knowledge_articles_title_not_blank": {"title": " "},
        "knowledge_articles_topic_plain": {"topic": " "},
    },
    "knowledge_notebooks": {
        "knowledge_notebooks_name_not_blank": {"name": " "},
    },
    "lead_activities": {
        "lead_activities_content_not_endless": {"content": "x" * 10001},
        "lead_activities_note_says_something": {"type": "note", "content": " "},
        "lead_activities_occurred_within_the_calendar": {"occurred_at": "1990-01-01"},
        "lead_activities_stages_fit_the_type": {"to_stage": None},
    },
    "lead_searches": {
        "lead_searches_criteria_an_object": {"criteria": "1"},
        "lead_searches_name_sensible": {"name": " "},
    },
    "leads": {
        "leads_can_be_told_apart": {"company_name": None, "contact_person": None, "email": None, "phone": None},
        "leads_company_name_not_endless": {"company_name": "x" * 201},
        "leads_contact_person_not_endless": {"contact_person": "x" * 201},
        "leads_customer_only_if_converted": {"customer_id": "00000000-0000-4000-8000-000000000001", "converted_at": None},
        "leads_email_looks_like_one": {"email": " "},
        "leads_lost_reason_not_endless": {"lost_reason": "x" * 501},
        "leads_lost_reason_only_if_lost": {"lost_reason": " "},
        "leads_notes_not_endless": {"notes": "x" * 10001},
        "leads_phone_not_endless": {"phone": "x" * 51},
        "leads_provider_not_endless": {"provider": "x" * 101},
        "leads_value_not_negative": {"value": "-1"},
        "leads_won_is_converted": {"conversion_stage": "proposal", "converted_at": "2030-01-01"},
    },
    "message_logs": {
        "message_logs_body_not_too_long": {"body": "x" * 100001},
        "message_logs_cost_not_negative": {"cost": "-1"},
        "message_logs_error_not_too_long": {"error": "x" * 1001},
        "message_logs_from_not_too_long": {"from_address": "x" * 321},
        "message_logs_metadata_is_an_object": {"metadata": "1"},
        "message_logs_provider_id_not_too_long": {"provider_message_id": "x" * 999},
        "message_logs_received_exactly_if_inbound": {"status": "failed", "direction": "inbound"},
        "message_logs_subject_not_too_long": {"subject": "x" * 1001},
        "message_logs_template_not_too_long": {"template": "x" * 101},
        "message_logs_to_not_too_long": {"to_address": "x" * 321},
    },
    "model_prices": {
        "model_prices_end_after_start": {"valid_until": "1990-01-01"},
        "model_prices_from_is_a_day": {"valid_from": "infinity"},
        "model_prices_model_sensible": {"model": " "},
        "model_prices_not_negative": {"price_per_million": "-1"},
        "model_prices_until_is_a_day": {"valid_until": "infinity"},
    },
    "notification_templates": {
        "notification_templates_content_says_something": {"content": " "},
        "notification_templates_name_plain": {"name": " "},
        "notification_templates_subject_is_one_short_line": {"subject": ""},
        "notification_templates_subject_where_one_is_shown": {"type": "sms"},
    },
    "notifications": {
        "notifications_attempts_not_negative": {"attempts": "-1"},
        "notifications_failed_for_a_reason": {"status": "failed"},
        "notifications_in_app_goes_to_a_member": {"channel": "in_app", "recipient": "customer"},
        "notifications_last_error_is_a_word": {"last_error": " "},
        "notifications_payload_is_an_object": {"payload": "1"},
        "notifications_recipient_is_named": {"recipient": "address"},
        "notifications_send_once_key_short": {"send_once_key": ""},
        "notifications_sent_at_a_time": {"status": "sent", "sent_at": None},
        "notifications_subject_is_one_line": {"subject": "a\nb"},
        "notifications_waiting_has_a_time": {"status": "cancelled"},
        "notifications_waiting_has_an_address": {"address": None},
    },
    "opt_outs": {
        "opt_outs_address_is_one": {"channel": "phone"},
        "opt_outs_reason_is_short": {"reason": "x" * 501},
    },
    "phone_numbers": {
        "phone_numbers_area_code_is_digits": {"area_code": " "},
        "phone_numbers_forwards_elsewhere": {"forwarding_number": "+49301000000", "number": "+49301000000"},
        "phone_numbers_monthly_cost_not_negative": {"monthly_cost": "-1"},
        "phone_numbers_released_answers_nothing": {"released_at": "1990-01-01"},
        "phone_numbers_usage_cost_not_negative": {"usage_cost_per_minute": "-1"},
    },
    "plan_prices": {
        "plan_prices_not_negative": {"monthly_price": "-1"},
    },
    "plans": {
        "plans_assistants_not_negative": {"max_assistants": "-1"},
        "plans_branches_at_least_the_main_one": {"max_branches": "-1"},
        "plans_at_least_one_call_at_once": {"max_calls_at_once": "0"},
        "plans_display_name_sensible": {"display_name": " "},
        "plans_members_at_least_the_owner": {"max_members": "-1"},
        "plans_minutes_not_negative": {"included_minutes": "-1"},
        "plans_name_plain": {"plan": " "},
        "plans_numbers_not_negative": {"max_numbers": "-1"},
    },
    "prepaid_balances": {
        "prepaid_balances_alert_not_negative": {"alert_threshold": "-1"},
        "prepaid_balances_auto_topup_is_complete": {"auto_topup_enabled": "true"},
        "prepaid_balances_auto_topup_payment_method_not_endless": {"auto_topup_payment_method": "x" * 201},
        "prepaid_balances_available_not_negative": {"current_balance": "-1"},
        "prepaid_balances_current_not_negative": {"current_balance": "-1", "reserved_balance": "-1"},
        "prepaid_balances_daily_limit_positive": {"daily_limit": "-1"},
        "prepaid_balances_monthly_limit_positive": {"monthly_limit": "-1"},
        "prepaid_balances_reserved_not_negative": {"reserved_balance": "-1"},
        "prepaid_balances_threshold_not_negative": {"auto_topup_threshold": "-1"},
        "prepaid_balances_topup_positive": {"auto_topup_amount": "-1"},
    },
    "profiles": {
        "profiles_consent_has_its_time": {"data_processing_consent": "true"},
        "profiles_email_looks_like_one": {"email": " "},
        "profiles_name_not_endless": {"name": "x" * 201},
    },
    "rate_cards": {
        "rate_cards_cached_not_negative": {"price_per_million_cached_tokens": "-1"},
        "rate_cards_completion_not_negative": {"price_per_million_completion_tokens": "-1"},
        "rate_cards_email_not_negative": {"price_per_email": "-1"},
        "rate_cards_free_not_negative": {"free_seconds": "-1"},
        "rate_cards_increment_sensible": {"billing_increment_seconds": "-1"},
        "rate_cards_markup_sensible": {"markup_percent": "-1"},
        "rate_cards_minute_not_negative": {"price_per_minute": "-1"},
        "rate_cards_number_not_negative": {"price_per_number_month": "-1"},
        "rate_cards_prompt_not_negative": {"price_per_million_prompt_tokens": "-1"},
        "rate_cards_sms_not_negative": {"price_per_sms": "-1"},
        "rate_cards_whatsapp_not_negative": {"price_per_whatsapp": "-1"},
    },
    "review_insights": {
        "review_insights_model_is_named": {"model": ""},
        "review_insights_summary_not_too_long": {"summary": "x" * 2001},
        "review_insights_topics_few": {"topics": "{x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x}"},
    },
    "reviews": {
        "reviews_analysis_attempts_not_negative": {"analysis_attempts": "-1"},
        "reviews_comment_not_too_long": {"comment": "x" * 10001},
        "reviews_external_id_not_too_long": {"external_id": "x" * 201},
        "reviews_queued_has_a_time": {"analysis_status": "not_needed"},
        "reviews_rating_1_to_5": {"rating": "-1"},
        "reviews_response_has_its_time": {"response": " "},
        "reviews_response_not_too_long": {"response": "x" * 5001, "responded_at": "-infinity"},
        "reviews_source_plain": {"source": " "},
    },
    "services": {
        "services_buffer_after_sensible": {"buffer_after_minutes": "-1"},
        "services_buffer_before_sensible": {"buffer_before_minutes": "-1"},
        "services_capacity_positive": {"capacity": "-1"},
        "services_category_not_endless": {"category": "x" * 101},
        "services_deposit_not_negative": {"deposit": "-1"},
        "services_description_not_endless": {"description": "x" * 4001},
        "services_duration_sensible": {"duration_minutes": "-1"},
        "services_max_advance_sensible": {"max_advance_days": "-1"},
        "services_min_advance_sensible": {"min_advance_hours": "-1"},
        "services_name_not_blank": {"name": " "},
        "services_name_not_endless": {"name": "x" * 201},
        "services_price_not_negative": {"price": "-1"},
        "services_slug_plain": {"slug": " "},
        "services_tax_rate_is_percent": {"tax_rate": "-1"},
    },
    "staff": {
        "staff_bio_not_endless": {"bio": "x" * 4001},
        "staff_color_is_hex": {"color_code": " "},
        "staff_display_name_not_blank": {"display_name": " "},
        "staff_display_name_not_endless": {"display_name": "x" * 201},
        "staff_email_looks_like_one": {"email": " "},
        "staff_first_name_not_blank": {"first_name": " "},
        "staff_first_name_not_endless": {"first_name": "x" * 101},
        "staff_google_calendar_id_not_endless": {"google_calendar_id": "x" * 301},
        "staff_hired_before_terminated": {"terminated_on": "2031-01-01", "hired_on": "2031-01-02"},
        "staff_last_name_not_endless": {"last_name": "x" * 101},
        "staff_notification_preferences_not_endless": {"notification_preferences": '["' + "x" * 4000 + '"]'},
        "staff_role_known": {"role": " "},
        "staff_specialties_not_endless": {"specialties": "{" + "x" * 2001 + "}"},
        "staff_title_not_endless": {"title": "x" * 101},
    },
    "subscription_items": {
        "subscription_items_limit_not_negative": {"usage_limit": "-1"},
        "subscription_items_metric_plain": {"metric": " "},
        "subscription_items_usage_not_negative": {"usage_minutes": "-1"},
        "subscription_items_usage_within_limit": {"usage_minutes": "1000"},
    },
    "subscriptions": {
        "subscriptions_cancelled_at_a_time": {"status": "cancelled"},
        "subscriptions_period_ends_after_its_start": {"current_period_end": "1990-01-01"},
        "subscriptions_price_not_negative": {"monthly_price": "-1"},
    },
    "telephony_event_types": {
        "telephony_event_types_name_plain": {"event_type": " "},
    },
    "telephony_events": {
    },
    "user_ai_settings": {
        "user_ai_settings_model_plain": {"default_model": " "},
    },
    "tool_calls": {
        "tool_calls_effects_counted_from_one": {"effect": "-1"},
    },
    "user_preferences": {
        "user_preferences_key_plain": {"key": " "},
        "user_preferences_value_not_endless": {"value": '["' + "x" * 20000 + '"]'},
    },
    "waitlist_entries": {
        "waitlist_entries_days_few_and_named": {"days": "{NULL}"},
        "waitlist_entries_expires_within_the_calendar": {"expires_on": "1990-01-01"},
        "waitlist_entries_note_not_endless": {"note": "x" * 1001},
        "waitlist_entries_offered_a_time": {"offered_start": "2031-01-01", "offered_until": None},
        "waitlist_entries_window_has_an_inside": {"before": "23:59", "not_before": "23:59"},
    },
    "webhook_events": {
        "webhook_events_waits_only_if_failed": {"status": "applied"},
    },
    "working_hours": {
        "working_hours_close_after_opening": {"closes": "00:00"},
        "working_hours_of_branch_or_person": {"branch_id": None},
        "working_hours_weekday_iso": {"weekday": "-1"},
    },
    "private.api_keys_secrets": {
        "api_keys_secrets_hash_is_sha256": {"key_hash": "\\x"},
    },
    "private.call_words": {
        "call_words_language_known": {"language": " "},
    },
    "private.data_map": {
        "data_map_erasure_known": {"on_erasure": " "},
        "data_map_rows_are_found": {"on_erasure": "delete"},
    },
    "private.invitations_secrets": {
        "invitations_secrets_hash_is_sha256": {"token_hash": "\\x"},
    },
    "private.relay_connections": {
        "relay_connections_call_has_a_direction": {"provider_call_id": None},
        "relay_connections_call_not_endless": {"provider_call_id": ""},
        "relay_connections_counted_from_zero": {"turn": "-1"},
        "relay_connections_few_keys": {"keys": "{" + ",".join("1" * 65) + "}"},
        "relay_connections_id_not_endless": {"connection_id": ""},
    },
    "private.speech_cache": {
        "speech_cache_a_minute_at_most": {"audio": "\\x"},
        "speech_cache_digest_is_sha256": {"digest": "\\x"},
        "speech_cache_of_some_words": {"characters": "-1"},
    },
    "private.user_ai_settings_secrets": {
        "user_ai_settings_secrets_api_key_names_its_seal": {"openrouter_api_key_encrypted": "\\x"},
        "user_ai_settings_secrets_provisioning_key_names_its_seal": {"openrouter_provisioning_key_encrypted": "\\x"},
    },
}  # fmt: skip

# Checks that no row can break alone, and what says the same before them.
IMPLIED: dict[str, str] = {
    "ai_usage_logs: ai_usage_logs_prompt_not_negative": "cached tokens, not negative, are within them",
    "invoices: invoices_tax_not_negative": "a net that is not negative and a tax that follows its rate leave no other tax",
}  # fmt: skip

# By rule: the domain, and a value that it refuses.
DOMAINS: dict[str, tuple[str, str]] = {
    "cost_amount_not_negative": ("cost_amount", "-1"),
    "currency_code_iso_4217": ("currency_code", "euro"),
    "e164_plus_and_7_to_15_digits": ("e164", "030 1234567"),
    "iana_zone_known": ("iana_zone", "Europe/Atlantis"),
    "language_code_iso_639_1": ("language_code", "deutsch"),
    "seconds_passed_not_negative": ("seconds_passed", "-1"),
}  # fmt: skip

# By table and rule, unique or exclusion: the columns that no two rows may share (of an expression or condition, too).
UNIQUE: dict[str, dict[str, str]] = {
    "api_keys": {
        "api_keys_one_name_per_company": "company_id key_name",
        "api_keys_prefix_key": "prefix",
    },
    "appointments": {
        "appointments_no_overlap": "company_id staff_id start_time end_time status=confirmed held_until= cancelled_at=",
        "appointments_one_code_per_company": "appointment_code company_id",
        "appointments_one_per_calcom_booking": "company_id calcom_booking_uid=uid-1",
        "appointments_one_per_external_id": "company_id source external_id=ext-1",
    },
    "assistant_templates": {
        "assistant_templates_one_per_language": "language name",
    },
    "assistant_versions": {
        "assistant_versions_numbered_once": "assistant_id version",
    },
    "balance_topups": {
        "balance_topups_stripe_payment_intent_id_key": "stripe_payment_intent_id=pi_1",
        "balance_topups_stripe_session_id_key": "stripe_session_id=cs_1",
    },
    "billing_line_items": {
        "billing_line_items_one_per_position": "company_id invoice_id position",
    },
    "branches": {
        "branches_one_code_per_company": "company_id branch_code=B1",
        "branches_one_primary_per_company": "company_id is_primary",
        "branches_one_slug_per_company": "company_id slug",
    },
    "calcom_bookings": {
        "calcom_bookings_one_per_uid": "integration_id uid",
    },
    "calcom_event_types": {
        "calcom_event_types_mapped_once": "company_id external_id integration_id",
    },
    "calendar_blocks": {
        "calendar_blocks_one_per_external_id": "company_id external_id source",
    },
    "call_charges": {
        "call_charges_charged_once": "call_id company_id component sequence",
    },
    "call_orders": {
        "call_orders_ordered_once": "company_id order_key",
    },
    "call_turns": {
        "call_turns_spoken_once": "call_id company_id speaker turn",
    },
    "calls": {
        "calls_one_per_provider_id": "integration_id provider_call_id",
    },
    "companies": {
        "companies_slug_key": "slug",
        "companies_stripe_customer_id_key": "stripe_customer_id=cus_1",
        "companies_tenant_id_key": "tenant_id",
    },
    "company_notification_templates": {
        "company_notification_templates_one_per_language": "company_id language name type",
    },
    "customer_interactions": {
        "customer_interactions_one_line_a_call": "call_id company_id type",
        "customer_interactions_one_line_a_letter": "company_id message_log_id type",
    },
    "customer_relationships": {
        "customer_relationships_known_once": "company_id customer_id kind related_customer_id",
    },
    "customers": {
        "customers_one_per_number": "company_id phone_normalized=+4930123456",
    },
    "dashboard_widgets": {
        "dashboard_widgets_one_per_position": "company_id dashboard_id position profile_id",
    },
    "dashboards": {
        "dashboards_one_default": "company_id profile_id is_default=true",
        "dashboards_one_name_per_person": "company_id name profile_id",
    },
    "integrations": {
        "integrations_one_name_per_provider": "company_id name provider",
        "integrations_webhook_token_key": "webhook_token",
    },
    "invitations": {
        "invitations_one_open_per_address": "company_id email=a@b.example accepted_at= accepted_by= revoked_at=",
    },
    "invoices": {
        "invoices_numbered_once": "company_id number series",
        "invoices_stripe_invoice_id_key": "stripe_invoice_id=in_1",
    },
    "lead_searches": {
        "lead_searches_one_of_a_name": "company_id name profile_id",
    },
    "ledger_transactions": {
        "ledger_transactions_posted_once": "company_id idempotency_key",
    },
    "message_logs": {
        "message_logs_one_per_provider_id": "company_id integration_id provider_message_id=SM1",
    },
    "model_prices": {
        "model_prices_one_at_a_time": "provider model kind",
    },
    "notification_templates": {
        "notification_templates_one_per_language": "language name type",
    },
    "notifications": {
        "notifications_queued_once": "company_id send_once_key",
    },
    "opt_outs": {
        "opt_outs_said_once": "address channel company_id",
    },
    "phone_numbers": {
        "phone_numbers_answered_once": "number released_at",
        "phone_numbers_one_primary_per_company": "company_id is_primary",
    },
    "profiles": {
        "profiles_telephony_webhook_token_key": "telephony_webhook_token",
    },
    "rate_cards": {
        "rate_cards_one_at_a_time": "company_id",
    },
    "review_insights": {
        "review_insights_one_per_model": "company_id model review_id",
    },
    "reviews": {
        "reviews_taken_once_per_source": "company_id source external_id=ext-1",
    },
    "services": {
        "services_one_slug_per_company": "company_id slug",
    },
    "staff": {
        "staff_one_email_per_company": "company_id email=a@b.example",
        "staff_one_employee_id_per_company": "company_id employee_id=E1",
    },
    "subscription_items": {
        "subscription_items_one_per_metric": "company_id metric subscription_id",
    },
    "subscriptions": {
        "subscriptions_one_live_per_company": "company_id is_live",
        "subscriptions_one_live_per_stripe_id": "status=active cancelled_at= stripe_subscription_id=sub_1",
    },
    "tool_calls": {
        "tool_calls_take_effect_once": "arguments call_id company_id effect intent",
    },
    "webhook_events": {
        "webhook_events_taken_once": "company_id event_key integration_id",
    },
    "working_hours": {
        "working_hours_no_overlap": "weekday",
    },
    "private.api_keys_secrets": {
        "api_keys_secrets_key_hash_key": "key_hash",
    },
    "private.invitations_secrets": {
        "invitations_secrets_token_hash_key": "token_hash",
    },
    "private.speech_cache": {
        "speech_cache_made_once": "company_id digest",
    },
}  # fmt: skip

# By table and foreign key: columns -> table, and what becomes of the row when that one is deleted: it goes along, it
# refuses, or the link is emptied.
LINKS: dict[str, dict[str, str]] = {
    "ai_usage_logs": {
        "ai_usage_logs_company_id_call_id_fkey": "company_id call_id -> calls refuses",
        "ai_usage_logs_company_id_fkey": "company_id -> companies refuses",
        "ai_usage_logs_user_id_fkey": "user_id -> profiles refuses",
    },
    "api_keys": {
        "api_keys_company_id_fkey": "company_id -> companies goes along",
        "api_keys_created_by_fkey": "created_by -> profiles is emptied",
    },
    "appointments": {
        "appointments_company_id_branch_id_fkey": "company_id branch_id -> branches refuses",
        "appointments_company_id_call_id_fkey": "company_id call_id -> calls is emptied",
        "appointments_company_id_customer_id_fkey": "company_id customer_id -> customers refuses",
        "appointments_company_id_fkey": "company_id -> companies refuses",
        "appointments_company_id_service_id_fkey": "company_id service_id -> services refuses",
        "appointments_company_id_staff_id_fkey": "company_id staff_id -> staff refuses",
    },
    "assistant_versions": {
        "assistant_versions_company_id_assistant_id_fkey": "company_id assistant_id -> assistants goes along",
        "assistant_versions_company_id_fkey": "company_id -> companies goes along",
        "assistant_versions_deployed_by_fkey": "deployed_by -> profiles is emptied",
    },
    "assistants": {
        "assistants_company_id_fkey": "company_id -> companies goes along",
        "assistants_deployed_version_is_own": "company_id id deployed_version_id -> assistant_versions is emptied",
        "assistants_template_is_known": "template_id -> assistant_templates is emptied",
    },
    "balance_ledger": {
        "balance_ledger_company_id_fkey": "company_id -> companies refuses",
        "balance_ledger_company_id_transaction_id_fkey": "company_id transaction_id -> ledger_transactions refuses",
    },
    "balance_topups": {
        "balance_topups_company_id_currency_fkey": "company_id currency -> prepaid_balances refuses",
        "balance_topups_company_id_fkey": "company_id -> companies refuses",
        "balance_topups_company_id_refund_transaction_id_fkey": "company_id refund_transaction_id -> ledger_transactions refuses",
        "balance_topups_company_id_transaction_id_fkey": "company_id transaction_id -> ledger_transactions refuses",
        "balance_topups_initiated_by_fkey": "initiated_by -> profiles is emptied",
    },
    "billing_line_items": {
        "billing_line_items_company_id_fkey": "company_id -> companies refuses",
        "billing_line_items_company_id_invoice_id_currency_fkey": "company_id invoice_id currency -> invoices goes along",
    },
    "branches": {
        "branches_company_id_fkey": "company_id -> companies goes along",
        "branches_country_fkey": "country -> countries refuses",
    },
    "calcom_bookings": {
        "calcom_bookings_company_id_appointment_id_fkey": "company_id appointment_id -> appointments is emptied",
        "calcom_bookings_company_id_fkey": "company_id -> companies goes along",
        "calcom_bookings_company_id_integration_id_fkey": "company_id integration_id -> integrations goes along",
    },
    "calcom_event_types": {
        "calcom_event_types_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "calcom_event_types_company_id_fkey": "company_id -> companies goes along",
        "calcom_event_types_company_id_integration_id_fkey": "company_id integration_id -> integrations goes along",
        "calcom_event_types_company_id_service_id_fkey": "company_id service_id -> services is emptied",
    },
    "calendar_blocks": {
        "calendar_blocks_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "calendar_blocks_company_id_conflicts_with_appointment_id_fkey": "company_id conflicts_with_appointment_id -> appointments is emptied",
        "calendar_blocks_company_id_fkey": "company_id -> companies goes along",
        "calendar_blocks_company_id_staff_id_fkey": "company_id staff_id -> staff goes along",
    },
    "call_charges": {
        "call_charges_company_id_call_id_fkey": "company_id call_id -> calls refuses",
        "call_charges_company_id_fkey": "company_id -> companies refuses",
        "call_charges_company_id_rate_card_id_fkey": "company_id rate_card_id -> rate_cards refuses",
        "call_charges_company_id_transaction_id_fkey": "company_id transaction_id -> ledger_transactions refuses",
    },
    "call_orders": {
        "call_orders_company_id_call_id_fkey": "company_id call_id -> calls goes along",
        "call_orders_company_id_fkey": "company_id -> companies goes along",
        "call_orders_company_id_phone_number_id_fkey": "company_id phone_number_id -> phone_numbers goes along",
    },
    "call_turns": {
        "call_turns_company_id_call_id_fkey": "company_id call_id -> calls refuses",
        "call_turns_company_id_fkey": "company_id -> companies goes along",
    },
    "calls": {
        "calls_appointment_is_own": "company_id appointment_id -> appointments is emptied",
        "calls_company_id_assistant_id_fkey": "company_id assistant_id -> assistants is emptied",
        "calls_company_id_assistant_version_id_fkey": "company_id assistant_version_id -> assistant_versions is emptied",
        "calls_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "calls_company_id_customer_id_fkey": "company_id customer_id -> customers is emptied",
        "calls_company_id_fkey": "company_id -> companies refuses",
        "calls_company_id_integration_id_fkey": "company_id integration_id -> integrations refuses",
        "calls_company_id_phone_number_id_fkey": "company_id phone_number_id -> phone_numbers is emptied",
        "calls_provider_fkey": "provider -> integration_providers refuses",
    },
    "closures": {
        "closures_company_id_branch_id_fkey": "company_id branch_id -> branches goes along",
        "closures_company_id_fkey": "company_id -> companies goes along",
        "closures_company_id_staff_id_fkey": "company_id staff_id -> staff goes along",
    },
    "companies": {
        "companies_country_fkey": "country -> countries refuses",
    },
    "company_ai_keys": {
        "company_ai_keys_company_id_fkey": "company_id -> companies goes along",
        "company_ai_keys_company_id_integration_id_fkey": "company_id integration_id -> integrations is emptied",
        "company_ai_keys_profile_id_fkey": "profile_id -> profiles is emptied",
    },
    "company_goals": {
        "company_goals_company_id_fkey": "company_id -> companies goes along",
    },
    "company_members": {
        "company_members_company_id_fkey": "company_id -> companies goes along",
        "company_members_profile_id_fkey": "profile_id -> profiles goes along",
    },
    "company_notification_templates": {
        "company_notification_templates_company_id_fkey": "company_id -> companies goes along",
    },
    "consents": {
        "consents_company_id_call_id_fkey": "company_id call_id -> calls refuses",
        "consents_company_id_customer_id_fkey": "company_id customer_id -> customers refuses",
        "consents_company_id_fkey": "company_id -> companies refuses",
    },
    "customer_interactions": {
        "customer_interactions_appointment_is_own": "company_id appointment_id -> appointments is emptied",
        "customer_interactions_call_is_own": "company_id call_id -> calls is emptied",
        "customer_interactions_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "customer_interactions_company_id_fkey": "company_id -> companies goes along",
        "customer_interactions_lead_is_own": "company_id lead_id -> leads is emptied",
        "customer_interactions_message_log_is_own": "company_id message_log_id -> message_logs is emptied",
        "customer_interactions_note_is_own": "company_id note_id -> customer_notes goes along",
    },
    "customer_notes": {
        "customer_notes_company_id_author_id_fkey": "company_id author_id -> company_members is emptied",
        "customer_notes_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "customer_notes_company_id_fkey": "company_id -> companies goes along",
    },
    "customer_preferences": {
        "customer_preferences_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "customer_preferences_company_id_fkey": "company_id -> companies goes along",
    },
    "customer_relationships": {
        "customer_relationships_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "customer_relationships_company_id_fkey": "company_id -> companies goes along",
        "customer_relationships_company_id_related_customer_id_fkey": "company_id related_customer_id -> customers goes along",
    },
    "customers": {
        "customers_company_id_fkey": "company_id -> companies goes along",
        "customers_company_id_home_branch_id_fkey": "company_id home_branch_id -> branches is emptied",
        "customers_company_id_preferred_staff_id_fkey": "company_id preferred_staff_id -> staff is emptied",
    },
    "dashboard_widgets": {
        "dashboard_widgets_company_id_fkey": "company_id -> companies goes along",
        "dashboard_widgets_company_id_profile_id_dashboard_id_fkey": "company_id profile_id dashboard_id -> dashboards goes along",
    },
    "dashboards": {
        "dashboards_company_id_fkey": "company_id -> companies goes along",
        "dashboards_company_id_profile_id_fkey": "company_id profile_id -> company_members goes along",
    },
    "data_requests": {
        "data_requests_company_id_customer_id_fkey": "company_id customer_id -> customers refuses",
        "data_requests_company_id_fkey": "company_id -> companies refuses",
    },
    "integrations": {
        "integrations_company_id_fkey": "company_id -> companies goes along",
        "integrations_connected_by_fkey": "connected_by -> profiles is emptied",
        "integrations_provider_fkey": "provider -> integration_providers refuses",
    },
    "invitations": {
        "invitations_accepted_by_fkey": "accepted_by -> profiles is emptied",
        "invitations_company_id_fkey": "company_id -> companies goes along",
        "invitations_invited_by_fkey": "invited_by -> profiles is emptied",
    },
    "invoices": {
        "invoices_company_id_currency_fkey": "company_id currency -> prepaid_balances refuses",
        "invoices_company_id_fkey": "company_id -> companies refuses",
        "invoices_company_id_subscription_id_fkey": "company_id subscription_id -> subscriptions refuses",
    },
    "knowledge_articles": {
        "knowledge_articles_company_id_fkey": "company_id -> companies goes along",
        "knowledge_articles_company_id_notebook_id_fkey": "company_id notebook_id -> knowledge_notebooks goes along",
    },
    "knowledge_notebooks": {
        "knowledge_notebooks_company_id_fkey": "company_id -> companies goes along",
    },
    "lead_activities": {
        "lead_activities_company_id_actor_id_fkey": "company_id actor_id -> company_members is emptied",
        "lead_activities_company_id_fkey": "company_id -> companies goes along",
        "lead_activities_company_id_lead_id_fkey": "company_id lead_id -> leads goes along",
    },
    "lead_searches": {
        "lead_searches_company_id_fkey": "company_id -> companies goes along",
        "lead_searches_company_id_profile_id_fkey": "company_id profile_id -> company_members goes along",
    },
    "leads": {
        "leads_company_id_customer_id_fkey": "company_id customer_id -> customers is emptied",
        "leads_company_id_fkey": "company_id -> companies goes along",
        "leads_company_id_owner_id_fkey": "company_id owner_id -> company_members is emptied",
        "leads_company_id_source_call_id_fkey": "company_id source_call_id -> calls is emptied",
    },
    "ledger_transactions": {
        "ledger_transactions_company_id_call_id_fkey": "company_id call_id -> calls refuses",
        "ledger_transactions_company_id_fkey": "company_id -> companies refuses",
    },
    "message_logs": {
        "message_logs_appointment_is_own": "company_id appointment_id -> appointments is emptied",
        "message_logs_company_id_call_id_fkey": "company_id call_id -> calls is emptied",
        "message_logs_company_id_customer_id_fkey": "company_id customer_id -> customers is emptied",
        "message_logs_company_id_fkey": "company_id -> companies goes along",
        "message_logs_company_id_integration_id_fkey": "company_id integration_id -> integrations is emptied",
        "message_logs_provider_fkey": "provider -> integration_providers refuses",
        "message_logs_user_id_fkey": "user_id -> profiles is emptied",
    },
    "model_prices": {
        "model_prices_provider_fkey": "provider -> integration_providers refuses",
    },
    "notifications": {
        "notifications_company_id_appointment_id_fkey": "company_id appointment_id -> appointments is emptied",
        "notifications_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "notifications_company_id_fkey": "company_id -> companies goes along",
        "notifications_company_id_profile_id_fkey": "company_id profile_id -> company_members goes along",
    },
    "opt_outs": {
        "opt_outs_company_id_fkey": "company_id -> companies goes along",
    },
    "phone_numbers": {
        "phone_numbers_company_id_assistant_id_fkey": "company_id assistant_id -> assistants is emptied",
        "phone_numbers_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "phone_numbers_company_id_fkey": "company_id -> companies goes along",
        "phone_numbers_company_id_integration_id_provider_fkey": "company_id integration_id provider -> integrations is emptied",
        "phone_numbers_country_fkey": "country -> countries refuses",
        "phone_numbers_provider_fkey": "provider -> integration_providers refuses",
    },
    "plan_prices": {
        "plan_prices_plan_fkey": "plan -> plans goes along",
    },
    "prepaid_balances": {
        "prepaid_balances_company_id_fkey": "company_id -> companies refuses",
    },
    "profiles": {
        "profiles_id_fkey": "id -> auth.users goes along",
    },
    "rate_cards": {
        "rate_cards_company_id_currency_fkey": "company_id currency -> prepaid_balances goes along",
        "rate_cards_company_id_fkey": "company_id -> companies goes along",
    },
    "review_insights": {
        "review_insights_company_id_fkey": "company_id -> companies goes along",
        "review_insights_company_id_review_id_fkey": "company_id review_id -> reviews goes along",
    },
    "reviews": {
        "reviews_company_id_appointment_id_fkey": "company_id appointment_id -> appointments is emptied",
        "reviews_company_id_customer_id_fkey": "company_id customer_id -> customers is emptied",
        "reviews_company_id_fkey": "company_id -> companies goes along",
        "reviews_company_id_responded_by_fkey": "company_id responded_by -> company_members is emptied",
    },
    "services": {
        "services_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "services_company_id_fkey": "company_id -> companies goes along",
    },
    "staff": {
        "staff_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "staff_company_id_fkey": "company_id -> companies goes along",
        "staff_company_id_profile_id_fkey": "company_id profile_id -> company_members is emptied",
    },
    "staff_event_types": {
        "staff_event_types_company_id_event_type_id_fkey": "company_id event_type_id -> calcom_event_types goes along",
        "staff_event_types_company_id_fkey": "company_id -> companies goes along",
        "staff_event_types_company_id_staff_id_fkey": "company_id staff_id -> staff goes along",
    },
    "staff_services": {
        "staff_services_company_id_fkey": "company_id -> companies goes along",
        "staff_services_company_id_service_id_fkey": "company_id service_id -> services goes along",
        "staff_services_company_id_staff_id_fkey": "company_id staff_id -> staff goes along",
    },
    "subscription_items": {
        "subscription_items_company_id_fkey": "company_id -> companies refuses",
        "subscription_items_company_id_subscription_id_fkey": "company_id subscription_id -> subscriptions refuses",
    },
    "subscriptions": {
        "subscriptions_company_id_currency_fkey": "company_id currency -> prepaid_balances refuses",
        "subscriptions_company_id_fkey": "company_id -> companies refuses",
        "subscriptions_plan_fkey": "plan -> plans refuses",
    },
    "telephony_events": {
        "telephony_events_company_id_call_id_integration_id_provide_fkey": "company_id call_id integration_id provider -> calls refuses",
        "telephony_events_event_type_fkey": "event_type -> telephony_event_types refuses",
    },
    "tool_calls": {
        "tool_calls_company_id_call_id_fkey": "company_id call_id -> calls goes along",
        "tool_calls_company_id_fkey": "company_id -> companies goes along",
    },
    "user_ai_settings": {
        "user_ai_settings_profile_id_fkey": "profile_id -> profiles goes along",
    },
    "user_preferences": {
        "user_preferences_profile_id_fkey": "profile_id -> profiles goes along",
    },
    "waitlist_entries": {
        "waitlist_entries_company_id_branch_id_fkey": "company_id branch_id -> branches is emptied",
        "waitlist_entries_company_id_call_id_fkey": "company_id call_id -> calls is emptied",
        "waitlist_entries_company_id_customer_id_fkey": "company_id customer_id -> customers goes along",
        "waitlist_entries_company_id_fkey": "company_id -> companies goes along",
        "waitlist_entries_company_id_service_id_fkey": "company_id service_id -> services goes along",
        "waitlist_entries_company_id_staff_id_fkey": "company_id staff_id -> staff is emptied",
    },
    "webhook_dead_letter_queue": {
        "webhook_dead_letter_queue_company_id_fkey": "company_id -> companies goes along",
        "webhook_dead_letter_queue_company_id_webhook_event_id_fkey": "company_id webhook_event_id -> webhook_events goes along",
    },
    "webhook_events": {
        "webhook_events_company_id_integration_id_provider_fkey": "company_id integration_id provider -> integrations goes along",
    },
    "working_hours": {
        "working_hours_company_id_branch_id_fkey": "company_id branch_id -> branches goes along",
        "working_hours_company_id_fkey": "company_id -> companies goes along",
        "working_hours_company_id_staff_id_fkey": "company_id staff_id -> staff goes along",
    },
    "private.api_keys_secrets": {
        "api_keys_secrets_company_id_api_key_id_fkey": "company_id api_key_id -> api_keys goes along",
    },
    "private.call_words": {
        "call_words_company_id_call_id_fkey": "company_id call_id -> calls goes along",
    },
    "private.integrations_secrets": {
        "integrations_secrets_company_id_integration_id_fkey": "company_id integration_id -> integrations goes along",
    },
    "private.invitations_secrets": {
        "invitations_secrets_company_id_invitation_id_fkey": "company_id invitation_id -> invitations goes along",
    },
    "private.relay_connections": {
        "relay_connections_company_id_integration_id_provider_fkey": "company_id integration_id provider -> integrations goes along",
    },
    "private.speech_cache": {
        "speech_cache_company_id_fkey": "company_id -> companies goes along",
    },
    "private.user_ai_settings_secrets": {
        "user_ai_settings_secrets_profile_id_fkey": "profile_id -> user_ai_settings goes along",
    },
}  # fmt: skip
