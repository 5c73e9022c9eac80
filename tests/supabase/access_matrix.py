"""Who may do what: the one table that test_access_matrix.py compares with what really happens. Data only.

A line per relation: a word per verb. A word names who, and for whose rows:

    viewer, member, admin, owner    who holds at least this role in the row's company
    self                            the person whom the row names, and nobody else
    self as member                  the same, with at least that role in the row's company
    anyone                          everybody signed in, every row (reference tables)
    None                            no person at all; what is left out is None
    a or b                          either

After a colon stand the columns a person may write (or read, for select) where it is not all of them, system columns such
as costs, statuses and hashes being nobody's. `service` holds the first letters of what service_role may do: select,
insert, update, delete; SERVICE_COLUMNS which columns, where it is not all of them. What no line ever gives: anything to `anon` or to a login of the functions (`fn_*`), TRUNCATE to
anybody, another company's row to a person.

Functions: `F(who, names)`: who may EXECUTE these. All of `public` and `backend` must be named; a function of `private`
that is not named here is nobody's. `rpc.x` stands for `public.x` and the `private.x` of the same name that it calls.
"""

from __future__ import annotations

from typing import NamedTuple


class T(NamedTuple):
    """A table or view of `public`."""

    name: str
    select: str | None = None
    insert: str | None = None
    update: str | None = None
    delete: str | None = None
    service: str = ""


class F(NamedTuple):
    """Functions by name, all overloads alike; `who` are roles."""

    who: str
    names: str


RELATIONS = (
    # tenancy
    T("countries", "anyone", service="s"),
    T("companies", "viewer", service="siud", update="owner: name email phone website street city postal_code country billing_address"
      " vat_id timezone language slot_step_minutes caller_proof change_notice_hours settings outbound_from outbound_until outbound_weekdays"
      " recording_consent recording_retention_days transcript_retention_days"
      " call_metadata_retention_days"),
    T("profiles", "self", update="self: name phone timezone language data_processing_consent consent_timestamp", service="su"),
    T("company_members", "viewer", service="siud"),
    T("invitations", "owner", service="sd"),
    T("company_goals", "viewer", "admin", "admin", "admin", service="siud"),
    T("user_preferences", "self", "self", "self: value", "self", service="s"),
    # credentials
    T("integration_providers", "anyone", service="s"),
    T("integrations", "viewer", update="admin: name is_active", delete="admin", service="siud"),
    T("company_ai_keys", "admin", service="s"),
    T("api_keys", "admin", update="admin: key_name rate_limit_per_hour allowed_ips is_active expires_at", delete="admin", service="sud"),
    T("user_ai_settings", "self", "self: profile_id default_model", "self: default_model", "self", service="sd"),
    # places
    T("branches", "viewer", "admin: id company_id name slug branch_code street city postal_code country latitude longitude phone email timezone"
      " is_active calcom_event_type_id calcom_location_id",
      "admin: name slug branch_code street city postal_code country latitude longitude phone email timezone is_active calcom_event_type_id"
      " calcom_location_id", service="siud"),
    T("staff", "viewer", "admin", "admin", service="siud"),
    T("working_hours", "viewer", "admin", "admin", "admin", service="siud"),
    T("closures", "viewer", "admin", "admin", "admin", service="siud"),
    T("services", "viewer", "admin", "admin", service="siud"),
    T("staff_services", "viewer", "admin", delete="admin", service="sid"),
    T("calcom_event_types", "viewer",
      "admin: id company_id integration_id branch_id service_id external_id title slug duration_minutes is_active",
      "admin: branch_id service_id title slug duration_minutes is_active", "admin", service="siud"),
    T("staff_event_types", "viewer", "admin", delete="admin", service="sid"),
    # customers
    T("customers", "viewer", "member: id company_id home_branch_id preferred_staff_id first_name last_name phone phone_normalized email"
      " date_of_birth gender preferred_language acquisition_source acquired_on",
      "member: home_branch_id preferred_staff_id first_name last_name phone phone_normalized email date_of_birth gender"
      " preferred_language acquisition_source acquired_on is_active is_blocked blocked_reason", service="siud"),
    T("customer_interactions", "viewer", "member: company_id customer_id type channel content occurred_at", "member: handled_at",
      service="siud"),
    T("customer_notes", "viewer", "member: id company_id customer_id category body is_pinned", "member: category body is_pinned", "member",
      service="siud"),
    T("customer_preferences", "viewer", "member: company_id customer_id key value", "member: company_id customer_id key value", "member",
      service="siud"),
    T("customer_relationships", "viewer", "member: id company_id customer_id related_customer_id kind note", "member: kind note", "member",
      service="siud"),
    T("leads", "viewer", "member: id company_id owner_id source_call_id lead_type provider company_name contact_person email phone notes value"
      " currency conversion_stage lost_reason",
      "member: owner_id source_call_id lead_type provider company_name contact_person email phone notes value currency"
      " conversion_stage lost_reason", "member", service="siud"),
    T("lead_activities", "viewer", "member: id company_id lead_id type content occurred_at", service="siud"),
    T("lead_searches", "self as viewer", "member: id company_id name criteria", "self as member: name criteria", "self as member",
      service="siud"),
    # assistants
    T("assistant_templates", "anyone", service="siu"),
    T("assistants", "viewer", "admin: id company_id name description first_message system_prompt model_provider model_name voice_provider"
      " voice_model voice_id voice_settings language max_duration silence_timeout interruption_enabled background_sound training_data"
      " fallback_responses conversation_flow analytics_enabled recording_enabled webhook_url webhook_events tags metadata",
      "admin: name description status first_message system_prompt model_provider model_name voice_provider voice_model voice_id"
      " voice_settings language max_duration silence_timeout interruption_enabled background_sound training_data fallback_responses"
      " conversation_flow analytics_enabled recording_enabled webhook_url webhook_events tags metadata", service="siud"),
    T("assistant_versions", "viewer", service="si"),
    T("phone_numbers", "viewer", update="admin: integration_id branch_id assistant_id forwarding_number", service="siud"),
    T("knowledge_notebooks", "viewer", "admin", "admin", "admin", service="siud"),
    T("knowledge_articles", "viewer", "admin", "admin", "admin", service="siud"),
    # telephony
    T("webhook_events", "admin", service="s"),
    T("webhook_dead_letter_queue", "admin", service="s"),
    T("calls", "viewer", update="member: lead_qualified conversion satisfaction custom_data", service="s"),
    T("call_turns", "viewer", service="s"),
    T("tool_calls", "viewer", service="s"),
    T("telephony_event_types", "anyone", service="s"),
    T("telephony_events", "viewer", service="s"),
    T("v_telephony_events", "viewer", service="s"),
    T("v_call_provider_costs", "viewer", service="s"),
    T("call_activities", "viewer", service="s"),
    T("message_logs", "viewer", service="siu"),
    T("sms_message_logs", "viewer", service="s"),
    T("whatsapp_message_logs", "viewer", service="s"),
    T("email_logs", "viewer", service="s"),
    # bookings
    T("appointments", "viewer", update="member: title description internal_notes customer_notes", service="siu"),
    T("active_appointments", "viewer", service="s"),
    T("calendar_blocks", "viewer", "member: id company_id staff_id branch_id type title starts_at ends_at",
      "member: staff_id branch_id type title starts_at ends_at", "member", service="siud"),
    T("waitlist_entries", "viewer",
      "member: id company_id branch_id customer_id service_id staff_id days not_before before expires_on note",
      "member: staff_id days not_before before expires_on note status offered_start offered_until", "member", service="siud"),
    T("calcom_bookings", "viewer", service="siud"),
    T("calendar_events", "viewer", service="s"),
    # money
    T("exchange_rates", "anyone", service="siu"),
    T("rate_cards", "viewer", service="siu"),
    T("prepaid_balances", "viewer", update="owner: auto_topup_enabled auto_topup_threshold auto_topup_amount auto_topup_payment_method daily_limit"
      " monthly_limit alert_threshold", service="s"),
    T("plans", "anyone", service="s"),
    T("plan_prices", "anyone", service="s"),
    T("subscriptions", "viewer", service="siu"),
    T("subscription_items", "viewer", service="siu"),
    T("v_plan_usage", "viewer", service="s"),
    T("balance_topups", "viewer", service="siu"),
    T("invoices", "viewer", service="siud"),
    T("billing_line_items", "viewer", service="siud"),
    T("ledger_transactions", "viewer", service="s"),
    T("balance_ledger", "viewer", service="s"),
    T("call_charges", "viewer", service="s"),
    # usage
    T("ai_usage_logs", "viewer", service="s"),
    T("v_ai_usage", "viewer", service="s"),
    T("model_prices", "anyone", service="siu"),
    T("v_cost_events", "viewer", service="s"),
    T("v_call_outcomes", "viewer", service="s"),
    T("analytics_daily", "viewer", service="s"),
    T("v_call_margin", "viewer", service="s"),
    T("v_turn_latency", "viewer", service="s"),
    T("v_daily_margin", "viewer", service="s"),
    T("v_integration_coverage", "viewer", service="s"),
    T("v_phone_coverage", "viewer", service="s"),
    T("v_integration_coverage_total", service="s"),
    T("v_phone_coverage_total", service="s"),
    T("company_goal_progress", "viewer", service="s"),
    T("v_user_costs", "viewer", service="s"),
    T("v_user_revenue", "viewer", service="s"),
    T("company_statistics", "viewer", service="s"),
    # notices
    T("notification_templates", "anyone", service="s"),
    T("company_notification_templates", "viewer", "admin: company_id name type language subject content is_active",
      "admin: subject content is_active", "admin", service="siud"),
    # What goes to a customer is a viewer's to read, too: rows that name nobody, which tests/support/notices.py makes.
    T("notifications", "self as viewer", service="s"),
    T("reviews", "viewer", "member: company_id customer_id appointment_id rating comment language source external_id published_at",
      "member: response", service="siud"),
    T("review_insights", "viewer", service="s"),
    # usage: a person's own view of it
    T("dashboards", "self as viewer", "self as viewer: company_id profile_id name is_default layout",
      "self as viewer: name is_default layout", "self as viewer", service="s"),
    T("dashboard_widgets", "self as viewer", "self as viewer: company_id profile_id dashboard_id type title position width height config",
      "self as viewer: type title position width height config", "self as viewer", service="s"),
    # governance
    T("audit_logs", "admin", service="s"),
    T("consents", "viewer", "member: company_id customer_id purpose is_granted wording given_at", service="si"),
    T("current_consents", "viewer", service="s"),
    T("call_orders", "viewer", service="s"),
    T("opt_outs", "viewer", "member", delete="member", service="sid"),
    T("data_requests", "admin", service="s"),
)  # fmt: skip

# Tables without a door: no role reads or writes them.
CLOSED = (
    "private.integrations_secrets",
    "private.invitations_secrets",
    "private.api_keys_secrets",
    "private.user_ai_settings_secrets",
    "private.sealed",
    "private.data_map",
    "private.call_words",
    "private.relay_connections",
    "private.speech_cache",
)  # fmt: skip

SERVICE_COLUMNS = {
    ("subscription_items", "update"): "usage_minutes usage_limit",
    ("balance_topups", "insert"): "id company_id amount currency method is_auto initiated_by stripe_session_id stripe_payment_intent_id",
    ("balance_topups", "update"): "status failure_reason refunded_amount stripe_session_id stripe_payment_intent_id invoice_number"
    " invoice_url receipt_url",
}  # fmt: skip

FUNCTIONS = (
    # What policies and checks ask, as whoever writes the row.
    F("authenticated", "private.company_ids"),
    F("authenticated service_role", "private.is_time_zone private.blocked_range private.appointment_may_become"),
    # tenancy
    F("authenticated", "public.user_organization_id private.current_company_of"),
    F("authenticated", "rpc.create_company rpc.invite_member rpc.accept_invitation rpc.revoke_invitation rpc.change_member_role"
      " rpc.remove_member rpc.leave_company rpc.switch_company rpc.list_members"),
    # places, assistants
    F("authenticated", "rpc.set_primary_branch"),
    F("authenticated", "rpc.create_assistant_from_template rpc.deploy_assistant rpc.roll_back_assistant rpc.archive_assistant"),
    F("authenticated", "rpc.claim_phone_number rpc.release_phone_number rpc.set_primary_number"),
    F("authenticated", "rpc.search_knowledge"),
    F("authenticated service_role", "private.grammar_of private.knowledge_words"),
    F("fn_voice", "backend.search_knowledge"),
    # credentials
    F("fn_voice fn_ingest", "backend.find_integration backend.recall_transfer"),
    F("fn_voice fn_ingest fn_api fn_billing fn_jobs", "backend.read_credential"),
    F("fn_api", "backend.order_call backend.place_call backend.fail_call_order backend.call_to_end"),
    F("authenticated", "rpc.create_api_key rpc.revoke_api_key"),
    F("fn_api", "backend.verify_api_key backend.store_user_ai_settings"),
    F("fn_api fn_jobs", "backend.read_openrouter_provisioning_key"),
    F("authenticated", "rpc.order_ai_key"),
    F("fn_jobs", "backend.claim_company_ai_keys backend.store_company_ai_key backend.record_company_ai_key"),
    F("fn_api fn_voice", "backend.find_user_ai_settings backend.read_openrouter_key"),
    F("fn_jobs", "backend.sealed_under_other_keys backend.reseal"),
    F("fn_api", "backend.read_credential_as backend.integration_identity backend.store_integration"
      " backend.record_integration_check"),
    # customers
    F("authenticated", "rpc.convert_lead rpc.search_customers rpc.search_leads rpc.search_calls"),
    F("authenticated service_role", "private.search_form"),
    # bookings
    F("authenticated", "public.find_free_slots private.find_free_slots public.book_appointment private.book_appointment"
      " public.move_appointment private.move_appointment public.cancel_appointment private.cancel_appointment"
      " public.confirm_appointment private.confirm_appointment public.complete_appointment private.complete_appointment"
      " public.mark_no_show private.mark_no_show"),
    # bookings, customers: tools of a live call
    F("fn_voice", "backend.find_slots backend.hold_slot backend.book_appointment backend.my_appointments backend.last_visit"
      " backend.move_appointment backend.cancel_appointment backend.done_in_call backend.join_waitlist backend.send_confirmation backend.create_lead"
      " backend.take_message backend.name_caller"),
    # telephony
    F("fn_voice", "backend.recall_turn backend.record_turn backend.record_answer backend.record_consent"),
    F("fn_voice", "backend.find_tool_answers backend.keep_tool_answer"),
    F("fn_ingest fn_voice fn_billing", "backend.take_delivery"),
    F("fn_voice", "backend.open_relay backend.begin_relay backend.relay_turn backend.note_sound backend.take_silence backend.may_speak backend.interrupt_relay"
      " backend.press_relay_key backend.take_relay_keys backend.close_relay backend.leave_relay backend.call_of_relay"),
    F("fn_voice", "backend.find_speech backend.keep_speech backend.read_speech"),
    F("fn_jobs", "backend.claim_deliveries backend.apply_delivery backend.fail_delivery backend.close_abandoned_calls"
      " backend.read_deliveries backend.rebuild_call backend.rebuild_message"),
    F("authenticated", "rpc.replay_delivery"),
    # governance
    F("authenticated", "rpc.export_customer rpc.export_me rpc.erase_customer rpc.erase_my_account"),
    F("fn_jobs", "backend.apply_retention backend.tend_partitions"),
    # notices
    F("fn_jobs", "backend.claim_notifications backend.settle_notification backend.record_sent_message backend.claim_reviews backend.record_review_insight"),
    F("authenticated", "rpc.mark_notification_read rpc.mark_all_notifications_read"),
    # money, usage
    F("authenticated service_role", "public.convert private.euro_rate private.plan_of private.plan_in_force private.plan_limit private.plan_usage"),
    F("service_role", "public.check_ledger private.ledger_faults"),
    F("authenticated", "public.analytics_overview private.analytics_overview public.analytics_calls private.analytics_calls"
      " public.analytics_usage private.analytics_usage public.analytics_latency private.analytics_latency"),
    F("authenticated service_role", "private.latency_budget"),
    F("fn_billing", "backend.check_ledger backend.unpriced_calls backend.unpriced_messages"),
)  # fmt: skip
