
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "ai_usage_logs": {
                  Row: {
                    "cached_tokens": number,"call_id": string | null,"characters": number,"company_id": string,"completion_tokens": number,"cost": number,"created_at": string,"currency": string,"id": string,"integration_id": string | null,"key_holder": Database["public"]['Enums']["model_key_holder"],"latency_ms": number | null,"model": string,"outcome": string,"prompt_tokens": number,"provider": string,"total_tokens": number,"turn": number | null,"user_id": string | null,"vendor_cost": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "cached_tokens"?: number,"call_id"?: string | null,"characters"?: number,"company_id": string,"completion_tokens"?: number,"cost"?: number,"created_at"?: string,"currency": string,"id"?: string,"integration_id"?: string | null,"key_holder"?: Database["public"]['Enums']["model_key_holder"],"latency_ms"?: number | null,"model": string,"outcome"?: string,"prompt_tokens"?: number,"provider": string,"total_tokens"?: never,"turn"?: number | null,"user_id"?: string | null,"vendor_cost"?: number | null
                  }
                  Update: {
                    "cached_tokens"?: number,"call_id"?: string | null,"characters"?: number,"company_id"?: string,"completion_tokens"?: number,"cost"?: number,"created_at"?: string,"currency"?: string,"id"?: string,"integration_id"?: string | null,"key_holder"?: Database["public"]['Enums']["model_key_holder"],"latency_ms"?: number | null,"model"?: string,"outcome"?: string,"prompt_tokens"?: number,"provider"?: string,"total_tokens"?: never,"turn"?: number | null,"user_id"?: string | null,"vendor_cost"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"api_keys": {
                  Row: {
                    "allowed_ips": (unknown)[],"company_id": string,"created_at": string,"created_by": string | null,"expires_at": string | null,"id": string,"is_active": boolean,"key_name": string,"last_used_at": string | null,"permissions": (Database["public"]['Enums']["api_permission"])[],"prefix": string,"rate_limit_per_hour": number,"revoked_at": string | null,"updated_at": string,"usage_count": number
                  }
                  ComputedFields: never
                  Insert: {
                    "allowed_ips"?: (unknown)[],"company_id": string,"created_at"?: string,"created_by"?: string | null,"expires_at"?: string | null,"id"?: string,"is_active"?: boolean,"key_name": string,"last_used_at"?: string | null,"permissions": (Database["public"]['Enums']["api_permission"])[],"prefix": string,"rate_limit_per_hour"?: number,"revoked_at"?: string | null,"updated_at"?: string,"usage_count"?: number
                  }
                  Update: {
                    "allowed_ips"?: (unknown)[],"company_id"?: string,"created_at"?: string,"created_by"?: string | null,"expires_at"?: string | null,"id"?: string,"is_active"?: boolean,"key_name"?: string,"last_used_at"?: string | null,"permissions"?: (Database["public"]['Enums']["api_permission"])[],"prefix"?: string,"rate_limit_per_hour"?: number,"revoked_at"?: string | null,"updated_at"?: string,"usage_count"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "api_keys_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"appointments": {
                  Row: {
                    "actual_revenue": number | null,"appointment_code": string,"blocked": unknown,"booking": string | null,"branch_id": string,"buffer_after_minutes": number,"buffer_before_minutes": number,"calcom_booking_id": number | null,"calcom_booking_uid": string | null,"call_id": string | null,"cancellation_reason": string | null,"cancelled_at": string | null,"cancelled_by": Database["public"]['Enums']["appointment_canceller"] | null,"company_id": string,"confirmation_sent_at": string | null,"created_at": string,"currency": string,"customer_id": string,"customer_notes": string | null,"description": string | null,"duration_minutes": number,"end_time": string,"expected_revenue": number | null,"external_id": string | null,"google_event_id": string | null,"held_until": string | null,"id": string,"internal_notes": string | null,"reminder_sent_at": string | null,"service_id": string | null,"source": Database["public"]['Enums']["appointment_source"],"staff_id": string | null,"start_time": string,"status": Database["public"]['Enums']["appointment_status"],"title": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actual_revenue"?: number | null,"appointment_code": string,"blocked"?: never,"booking"?: string | null,"branch_id": string,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"calcom_booking_id"?: number | null,"calcom_booking_uid"?: string | null,"call_id"?: string | null,"cancellation_reason"?: string | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["appointment_canceller"] | null,"company_id": string,"confirmation_sent_at"?: string | null,"created_at"?: string,"currency": string,"customer_id": string,"customer_notes"?: string | null,"description"?: string | null,"duration_minutes"?: never,"end_time": string,"expected_revenue"?: number | null,"external_id"?: string | null,"google_event_id"?: string | null,"held_until"?: string | null,"id"?: string,"internal_notes"?: string | null,"reminder_sent_at"?: string | null,"service_id"?: string | null,"source": Database["public"]['Enums']["appointment_source"],"staff_id"?: string | null,"start_time": string,"status"?: Database["public"]['Enums']["appointment_status"],"title"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "actual_revenue"?: number | null,"appointment_code"?: string,"blocked"?: never,"booking"?: string | null,"branch_id"?: string,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"calcom_booking_id"?: number | null,"calcom_booking_uid"?: string | null,"call_id"?: string | null,"cancellation_reason"?: string | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["appointment_canceller"] | null,"company_id"?: string,"confirmation_sent_at"?: string | null,"created_at"?: string,"currency"?: string,"customer_id"?: string,"customer_notes"?: string | null,"description"?: string | null,"duration_minutes"?: never,"end_time"?: string,"expected_revenue"?: number | null,"external_id"?: string | null,"google_event_id"?: string | null,"held_until"?: string | null,"id"?: string,"internal_notes"?: string | null,"reminder_sent_at"?: string | null,"service_id"?: string | null,"source"?: Database["public"]['Enums']["appointment_source"],"staff_id"?: string | null,"start_time"?: string,"status"?: Database["public"]['Enums']["appointment_status"],"title"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "appointments_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "appointments_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_service_id_fkey"
      columns: ["company_id","service_id"]
isOneToOne: false
      referencedRelation: "services"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"assistant_templates": {
                  Row: {
                    "category": Database["public"]['Enums']["assistant_category"],"changelog": string,"created_at": string,"description": string,"display_name": string,"first_message": string,"id": string,"industry": string | null,"is_active": boolean,"is_premium": boolean,"language": string,"name": string,"popularity": number,"required_integrations": (string)[],"setup_minutes": number,"system_prompt": string,"updated_at": string,"use_cases": (string)[],"version": number,"voice_settings": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "category": Database["public"]['Enums']["assistant_category"],"changelog"?: string,"created_at"?: string,"description": string,"display_name": string,"first_message": string,"id"?: string,"industry"?: string | null,"is_active"?: boolean,"is_premium"?: boolean,"language": string,"name": string,"popularity"?: number,"required_integrations"?: (string)[],"setup_minutes"?: number,"system_prompt": string,"updated_at"?: string,"use_cases"?: (string)[],"version"?: number,"voice_settings"?: NonNullable<Json>
                  }
                  Update: {
                    "category"?: Database["public"]['Enums']["assistant_category"],"changelog"?: string,"created_at"?: string,"description"?: string,"display_name"?: string,"first_message"?: string,"id"?: string,"industry"?: string | null,"is_active"?: boolean,"is_premium"?: boolean,"language"?: string,"name"?: string,"popularity"?: number,"required_integrations"?: (string)[],"setup_minutes"?: number,"system_prompt"?: string,"updated_at"?: string,"use_cases"?: (string)[],"version"?: number,"voice_settings"?: NonNullable<Json>
                  }
                  Relationships: [
                    
                  ]
                },"assistant_versions": {
                  Row: {
                    "assistant_id": string,"background_sound": string | null,"company_id": string,"conversation_flow": NonNullable<Json>,"created_at": string,"deployed_by": string | null,"fallback_responses": (string)[],"first_message": string,"id": string,"interruption_enabled": boolean,"language": string,"max_duration": number,"model_name": string | null,"model_provider": string | null,"name": string,"recording_enabled": boolean,"silence_timeout": number,"system_prompt": string,"training_data": NonNullable<Json>,"version": number,"voice_id": string | null,"voice_model": string | null,"voice_provider": string | null,"voice_settings": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "assistant_id": string,"background_sound"?: string | null,"company_id": string,"conversation_flow": NonNullable<Json>,"created_at"?: string,"deployed_by"?: string | null,"fallback_responses": (string)[],"first_message": string,"id"?: string,"interruption_enabled": boolean,"language": string,"max_duration": number,"model_name"?: string | null,"model_provider"?: string | null,"name": string,"recording_enabled": boolean,"silence_timeout": number,"system_prompt": string,"training_data": NonNullable<Json>,"version": number,"voice_id"?: string | null,"voice_model"?: string | null,"voice_provider"?: string | null,"voice_settings": NonNullable<Json>
                  }
                  Update: {
                    "assistant_id"?: string,"background_sound"?: string | null,"company_id"?: string,"conversation_flow"?: NonNullable<Json>,"created_at"?: string,"deployed_by"?: string | null,"fallback_responses"?: (string)[],"first_message"?: string,"id"?: string,"interruption_enabled"?: boolean,"language"?: string,"max_duration"?: number,"model_name"?: string | null,"model_provider"?: string | null,"name"?: string,"recording_enabled"?: boolean,"silence_timeout"?: number,"system_prompt"?: string,"training_data"?: NonNullable<Json>,"version"?: number,"voice_id"?: string | null,"voice_model"?: string | null,"voice_provider"?: string | null,"voice_settings"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "assistant_versions_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistant_versions_deployed_by_fkey"
      columns: ["deployed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"assistants": {
                  Row: {
                    "analytics_enabled": boolean,"background_sound": string | null,"company_id": string,"conversation_flow": NonNullable<Json>,"created_at": string,"deployed_version_id": string | null,"description": string | null,"fallback_responses": (string)[],"first_message": string,"id": string,"interruption_enabled": boolean,"language": string,"last_used_at": string | null,"max_duration": number,"metadata": NonNullable<Json>,"model_name": string | null,"model_provider": string | null,"name": string,"recording_enabled": boolean,"silence_timeout": number,"status": Database["public"]['Enums']["assistant_status"],"system_prompt": string,"tags": (string)[],"template_id": string | null,"training_data": NonNullable<Json>,"updated_at": string,"voice_id": string | null,"voice_model": string | null,"voice_provider": string | null,"voice_settings": NonNullable<Json>,"webhook_events": (string)[],"webhook_url": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "analytics_enabled"?: boolean,"background_sound"?: string | null,"company_id": string,"conversation_flow"?: NonNullable<Json>,"created_at"?: string,"deployed_version_id"?: string | null,"description"?: string | null,"fallback_responses"?: (string)[],"first_message"?: string,"id"?: string,"interruption_enabled"?: boolean,"language"?: string,"last_used_at"?: string | null,"max_duration"?: number,"metadata"?: NonNullable<Json>,"model_name"?: string | null,"model_provider"?: string | null,"name": string,"recording_enabled"?: boolean,"silence_timeout"?: number,"status"?: Database["public"]['Enums']["assistant_status"],"system_prompt"?: string,"tags"?: (string)[],"template_id"?: string | null,"training_data"?: NonNullable<Json>,"updated_at"?: string,"voice_id"?: string | null,"voice_model"?: string | null,"voice_provider"?: string | null,"voice_settings"?: NonNullable<Json>,"webhook_events"?: (string)[],"webhook_url"?: string | null
                  }
                  Update: {
                    "analytics_enabled"?: boolean,"background_sound"?: string | null,"company_id"?: string,"conversation_flow"?: NonNullable<Json>,"created_at"?: string,"deployed_version_id"?: string | null,"description"?: string | null,"fallback_responses"?: (string)[],"first_message"?: string,"id"?: string,"interruption_enabled"?: boolean,"language"?: string,"last_used_at"?: string | null,"max_duration"?: number,"metadata"?: NonNullable<Json>,"model_name"?: string | null,"model_provider"?: string | null,"name"?: string,"recording_enabled"?: boolean,"silence_timeout"?: number,"status"?: Database["public"]['Enums']["assistant_status"],"system_prompt"?: string,"tags"?: (string)[],"template_id"?: string | null,"training_data"?: NonNullable<Json>,"updated_at"?: string,"voice_id"?: string | null,"voice_model"?: string | null,"voice_provider"?: string | null,"voice_settings"?: NonNullable<Json>,"webhook_events"?: (string)[],"webhook_url"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "assistants_deployed_version_is_own"
      columns: ["company_id","id","deployed_version_id"]
isOneToOne: false
      referencedRelation: "assistant_versions"
      referencedColumns: ["company_id","assistant_id","id"]
    },{
      foreignKeyName: "assistants_template_is_known"
      columns: ["template_id"]
isOneToOne: false
      referencedRelation: "assistant_templates"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_logs": {
                  Row: {
                    "action": Database["public"]['Enums']["audit_action"],"actor_id": string | null,"actor_role": string,"company_id": string,"created_at": string,"customer_id": string | null,"id": string,"ip": unknown,"new_values": Json | null,"old_values": Json | null,"request_id": string | null,"row_id": string,"table_name": string,"user_agent": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": Database["public"]['Enums']["audit_action"],"actor_id"?: string | null,"actor_role": string,"company_id": string,"created_at"?: string,"customer_id"?: string | null,"id"?: string,"ip"?: unknown,"new_values"?: Json | null,"old_values"?: Json | null,"request_id"?: string | null,"row_id": string,"table_name": string,"user_agent"?: string | null
                  }
                  Update: {
                    "action"?: Database["public"]['Enums']["audit_action"],"actor_id"?: string | null,"actor_role"?: string,"company_id"?: string,"created_at"?: string,"customer_id"?: string | null,"id"?: string,"ip"?: unknown,"new_values"?: Json | null,"old_values"?: Json | null,"request_id"?: string | null,"row_id"?: string,"table_name"?: string,"user_agent"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"balance_ledger": {
                  Row: {
                    "account": Database["public"]['Enums']["ledger_account"],"amount": number,"company_id": string,"created_at": string,"currency": string,"id": string,"transaction_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account": Database["public"]['Enums']["ledger_account"],"amount": number,"company_id": string,"created_at"?: string,"currency": string,"id"?: string,"transaction_id": string
                  }
                  Update: {
                    "account"?: Database["public"]['Enums']["ledger_account"],"amount"?: number,"company_id"?: string,"created_at"?: string,"currency"?: string,"id"?: string,"transaction_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_ledger_company_id_transaction_id_fkey"
      columns: ["company_id","transaction_id"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"balance_topups": {
                  Row: {
                    "amount": number,"company_id": string,"completed_at": string | null,"created_at": string,"currency": string,"failure_reason": string | null,"id": string,"initiated_by": string | null,"invoice_number": string | null,"invoice_url": string | null,"is_auto": boolean,"method": Database["public"]['Enums']["topup_method"],"receipt_url": string | null,"refund_transaction_id": string | null,"refunded_amount": number | null,"refunded_at": string | null,"status": Database["public"]['Enums']["topup_status"],"stripe_payment_intent_id": string | null,"stripe_session_id": string | null,"transaction_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"company_id": string,"completed_at"?: string | null,"created_at"?: string,"currency": string,"failure_reason"?: string | null,"id"?: string,"initiated_by"?: string | null,"invoice_number"?: string | null,"invoice_url"?: string | null,"is_auto"?: boolean,"method": Database["public"]['Enums']["topup_method"],"receipt_url"?: string | null,"refund_transaction_id"?: string | null,"refunded_amount"?: number | null,"refunded_at"?: string | null,"status"?: Database["public"]['Enums']["topup_status"],"stripe_payment_intent_id"?: string | null,"stripe_session_id"?: string | null,"transaction_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "amount"?: number,"company_id"?: string,"completed_at"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"id"?: string,"initiated_by"?: string | null,"invoice_number"?: string | null,"invoice_url"?: string | null,"is_auto"?: boolean,"method"?: Database["public"]['Enums']["topup_method"],"receipt_url"?: string | null,"refund_transaction_id"?: string | null,"refunded_amount"?: number | null,"refunded_at"?: string | null,"status"?: Database["public"]['Enums']["topup_status"],"stripe_payment_intent_id"?: string | null,"stripe_session_id"?: string | null,"transaction_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "balance_topups_company_id_currency_fkey"
      columns: ["company_id","currency"]
isOneToOne: false
      referencedRelation: "prepaid_balances"
      referencedColumns: ["company_id","currency"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "balance_topups_company_id_refund_transaction_id_fkey"
      columns: ["company_id","refund_transaction_id"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "balance_topups_company_id_transaction_id_fkey"
      columns: ["company_id","transaction_id"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "balance_topups_initiated_by_fkey"
      columns: ["initiated_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"billing_line_items": {
                  Row: {
                    "amount": number,"company_id": string,"created_at": string,"currency": string,"description": string,"id": string,"invoice_id": string,"position": number,"quantity": number,"unit": string,"unit_price": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"company_id": string,"created_at"?: string,"currency": string,"description": string,"id"?: string,"invoice_id": string,"position": number,"quantity"?: number,"unit"?: string,"unit_price": number,"updated_at"?: string
                  }
                  Update: {
                    "amount"?: number,"company_id"?: string,"created_at"?: string,"currency"?: string,"description"?: string,"id"?: string,"invoice_id"?: string,"position"?: number,"quantity"?: number,"unit"?: string,"unit_price"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "billing_line_items_company_id_invoice_id_currency_fkey"
      columns: ["company_id","invoice_id","currency"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["company_id","id","currency"]
    }
                  ]
                },"branches": {
                  Row: {
                    "branch_code": string | null,"calcom_event_type_id": number | null,"calcom_location_id": string | null,"city": string | null,"company_id": string,"country": string | null,"created_at": string,"email": string | null,"id": string,"is_active": boolean,"is_primary": boolean,"latitude": number | null,"longitude": number | null,"name": string,"phone": string | null,"postal_code": string | null,"slug": string,"street": string | null,"timezone": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_code"?: string | null,"calcom_event_type_id"?: number | null,"calcom_location_id"?: string | null,"city"?: string | null,"company_id": string,"country"?: string | null,"created_at"?: string,"email"?: string | null,"id"?: string,"is_active"?: boolean,"is_primary"?: boolean,"latitude"?: number | null,"longitude"?: number | null,"name": string,"phone"?: string | null,"postal_code"?: string | null,"slug": string,"street"?: string | null,"timezone"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "branch_code"?: string | null,"calcom_event_type_id"?: number | null,"calcom_location_id"?: string | null,"city"?: string | null,"company_id"?: string,"country"?: string | null,"created_at"?: string,"email"?: string | null,"id"?: string,"is_active"?: boolean,"is_primary"?: boolean,"latitude"?: number | null,"longitude"?: number | null,"name"?: string,"phone"?: string | null,"postal_code"?: string | null,"slug"?: string,"street"?: string | null,"timezone"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "branches_country_fkey"
      columns: ["country"]
isOneToOne: false
      referencedRelation: "countries"
      referencedColumns: ["code"]
    }
                  ]
                },"calcom_bookings": {
                  Row: {
                    "appointment_id": string | null,"attendee_email": string | null,"attendee_name": string | null,"attendee_phone": string | null,"attendee_timezone": string | null,"calcom_booking_id": number | null,"cancellation_reason": string | null,"company_id": string,"created_at": string,"end_time": string,"event_type_id": number | null,"id": string,"integration_id": string,"last_seen_at": string,"provider_updated_at": string | null,"raw": NonNullable<Json>,"rescheduled_from_uid": string | null,"start_time": string,"status": string,"title": string | null,"uid": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "appointment_id"?: string | null,"attendee_email"?: string | null,"attendee_name"?: string | null,"attendee_phone"?: string | null,"attendee_timezone"?: string | null,"calcom_booking_id"?: number | null,"cancellation_reason"?: string | null,"company_id": string,"created_at"?: string,"end_time": string,"event_type_id"?: number | null,"id"?: string,"integration_id": string,"last_seen_at"?: string,"provider_updated_at"?: string | null,"raw": NonNullable<Json>,"rescheduled_from_uid"?: string | null,"start_time": string,"status": string,"title"?: string | null,"uid": string,"updated_at"?: string
                  }
                  Update: {
                    "appointment_id"?: string | null,"attendee_email"?: string | null,"attendee_name"?: string | null,"attendee_phone"?: string | null,"attendee_timezone"?: string | null,"calcom_booking_id"?: number | null,"cancellation_reason"?: string | null,"company_id"?: string,"created_at"?: string,"end_time"?: string,"event_type_id"?: number | null,"id"?: string,"integration_id"?: string,"last_seen_at"?: string,"provider_updated_at"?: string | null,"raw"?: NonNullable<Json>,"rescheduled_from_uid"?: string | null,"start_time"?: string,"status"?: string,"title"?: string | null,"uid"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "calcom_bookings_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_bookings_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"calcom_event_types": {
                  Row: {
                    "branch_id": string | null,"company_id": string,"created_at": string,"duration_minutes": number,"external_id": string,"id": string,"integration_id": string,"is_active": boolean,"last_synced_at": string | null,"service_id": string | null,"slug": string,"title": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_id"?: string | null,"company_id": string,"created_at"?: string,"duration_minutes": number,"external_id": string,"id"?: string,"integration_id": string,"is_active"?: boolean,"last_synced_at"?: string | null,"service_id"?: string | null,"slug": string,"title": string,"updated_at"?: string
                  }
                  Update: {
                    "branch_id"?: string | null,"company_id"?: string,"created_at"?: string,"duration_minutes"?: number,"external_id"?: string,"id"?: string,"integration_id"?: string,"is_active"?: boolean,"last_synced_at"?: string | null,"service_id"?: string | null,"slug"?: string,"title"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "calcom_event_types_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calcom_event_types_company_id_service_id_fkey"
      columns: ["company_id","service_id"]
isOneToOne: false
      referencedRelation: "services"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"calendar_blocks": {
                  Row: {
                    "blocked": unknown,"branch_id": string | null,"company_id": string,"conflicts_with_appointment_id": string | null,"created_at": string,"ends_at": string,"external_id": string | null,"id": string,"is_conflict": boolean,"source": string,"staff_id": string,"starts_at": string,"title": string | null,"type": Database["public"]['Enums']["calendar_block_type"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "blocked"?: never,"branch_id"?: string | null,"company_id": string,"conflicts_with_appointment_id"?: string | null,"created_at"?: string,"ends_at": string,"external_id"?: string | null,"id"?: string,"is_conflict"?: never,"source"?: string,"staff_id": string,"starts_at": string,"title"?: string | null,"type": Database["public"]['Enums']["calendar_block_type"],"updated_at"?: string
                  }
                  Update: {
                    "blocked"?: never,"branch_id"?: string | null,"company_id"?: string,"conflicts_with_appointment_id"?: string | null,"created_at"?: string,"ends_at"?: string,"external_id"?: string | null,"id"?: string,"is_conflict"?: never,"source"?: string,"staff_id"?: string,"starts_at"?: string,"title"?: string | null,"type"?: Database["public"]['Enums']["calendar_block_type"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "calendar_blocks_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_conflicts_with_appointment_id_fkey"
      columns: ["company_id","conflicts_with_appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_conflicts_with_appointment_id_fkey"
      columns: ["company_id","conflicts_with_appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calendar_blocks_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"call_charges": {
                  Row: {
                    "amount": number,"call_id": string,"company_id": string,"component": Database["public"]['Enums']["charge_component"],"created_at": string,"currency": string,"id": string,"quantity": number,"rate_card_id": string | null,"sequence": number,"transaction_id": string,"unit": string,"unit_price": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"call_id": string,"company_id": string,"component": Database["public"]['Enums']["charge_component"],"created_at"?: string,"currency": string,"id"?: string,"quantity": number,"rate_card_id"?: string | null,"sequence"?: number,"transaction_id": string,"unit": string,"unit_price"?: number | null
                  }
                  Update: {
                    "amount"?: number,"call_id"?: string,"company_id"?: string,"component"?: Database["public"]['Enums']["charge_component"],"created_at"?: string,"currency"?: string,"id"?: string,"quantity"?: number,"rate_card_id"?: string | null,"sequence"?: number,"transaction_id"?: string,"unit"?: string,"unit_price"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_charges_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "call_charges_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_charges_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_charges_company_id_rate_card_id_fkey"
      columns: ["company_id","rate_card_id"]
isOneToOne: false
      referencedRelation: "rate_cards"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "call_charges_company_id_transaction_id_fkey"
      columns: ["company_id","transaction_id"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"call_orders": {
                  Row: {
                    "call_id": string | null,"company_id": string,"created_at": string,"error": string | null,"id": string,"order_key": string,"ordered_by": string | null,"phone_number_id": string,"status": Database["public"]['Enums']["call_order_status"],"to_number": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"company_id": string,"created_at"?: string,"error"?: string | null,"id"?: string,"order_key": string,"ordered_by"?: string | null,"phone_number_id": string,"status"?: Database["public"]['Enums']["call_order_status"],"to_number": string,"updated_at"?: string
                  }
                  Update: {
                    "call_id"?: string | null,"company_id"?: string,"created_at"?: string,"error"?: string | null,"id"?: string,"order_key"?: string,"ordered_by"?: string | null,"phone_number_id"?: string,"status"?: Database["public"]['Enums']["call_order_status"],"to_number"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_orders_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "call_orders_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_orders_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_orders_company_id_phone_number_id_fkey"
      columns: ["company_id","phone_number_id"]
isOneToOne: false
      referencedRelation: "phone_numbers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"call_turns": {
                  Row: {
                    "call_id": string,"company_id": string,"completion_tokens": number | null,"confidence": number | null,"created_at": string,"digits": string | null,"heard_until": string | null,"id": string,"language": string | null,"model": string | null,"prompt_tokens": number | null,"recording_url": string | null,"reply": Json | null,"speaker": Database["public"]['Enums']["turn_speaker"],"stages": NonNullable<Json>,"text": string,"turn": number
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id": string,"company_id": string,"completion_tokens"?: number | null,"confidence"?: number | null,"created_at"?: string,"digits"?: string | null,"heard_until"?: string | null,"id"?: string,"language"?: string | null,"model"?: string | null,"prompt_tokens"?: number | null,"recording_url"?: string | null,"reply"?: Json | null,"speaker": Database["public"]['Enums']["turn_speaker"],"stages"?: NonNullable<Json>,"text": string,"turn": number
                  }
                  Update: {
                    "call_id"?: string,"company_id"?: string,"completion_tokens"?: number | null,"confidence"?: number | null,"created_at"?: string,"digits"?: string | null,"heard_until"?: string | null,"id"?: string,"language"?: string | null,"model"?: string | null,"prompt_tokens"?: number | null,"recording_url"?: string | null,"reply"?: Json | null,"speaker"?: Database["public"]['Enums']["turn_speaker"],"stages"?: NonNullable<Json>,"text"?: string,"turn"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_turns_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "call_turns_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_turns_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "call_turns_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"calls": {
                  Row: {
                    "anonymised_at": string | null,"answered_at": string | null,"appointment_created": boolean,"appointment_id": string | null,"assistant_id": string | null,"assistant_version_id": string | null,"audio_quality": number | null,"billable_seconds": number | null,"branch_id": string | null,"callee_number": string | null,"caller_city": string | null,"caller_country": string | null,"caller_number": string | null,"caller_region": string | null,"company_id": string,"confidence": number | null,"conversion": boolean,"cost": number | null,"created_at": string,"currency": string,"custom_data": NonNullable<Json>,"customer_id": string | null,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds": number | null,"dynamic_variables": NonNullable<Json>,"end_reason": string | null,"ended_at": string | null,"ended_by": string | null,"error_details": Json | null,"graded_at": string | null,"id": string,"integration_id": string,"intent": string | null,"key_phrases": (string)[],"language": string | null,"latency_ms": number | null,"lead_qualified": boolean,"packet_loss": number | null,"phone_number_id": string | null,"provider": string,"provider_call_id": string,"provider_data": NonNullable<Json>,"provider_session_id": string | null,"recording_consent": boolean | null,"recording_duration_seconds": number | null,"recording_url": string | null,"retain_until": string | null,"satisfaction": number | null,"sentiment": string | null,"sentiment_by": Database["public"]['Enums']["finding_source"] | null,"settled_at": string | null,"started_at": string,"status": Database["public"]['Enums']["call_status"],"summary": string | null,"summary_by": Database["public"]['Enums']["finding_source"] | null,"transcript": string | null,"transcription_accuracy": number | null,"updated_at": string,"voice_provider": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "anonymised_at"?: string | null,"answered_at"?: string | null,"appointment_created"?: boolean,"appointment_id"?: string | null,"assistant_id"?: string | null,"assistant_version_id"?: string | null,"audio_quality"?: number | null,"billable_seconds"?: number | null,"branch_id"?: string | null,"callee_number"?: string | null,"caller_city"?: string | null,"caller_country"?: string | null,"caller_number"?: string | null,"caller_region"?: string | null,"company_id": string,"confidence"?: number | null,"conversion"?: boolean,"cost"?: number | null,"created_at"?: string,"currency": string,"custom_data"?: NonNullable<Json>,"customer_id"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"dynamic_variables"?: NonNullable<Json>,"end_reason"?: string | null,"ended_at"?: string | null,"ended_by"?: string | null,"error_details"?: Json | null,"graded_at"?: string | null,"id"?: string,"integration_id": string,"intent"?: string | null,"key_phrases"?: (string)[],"language"?: string | null,"latency_ms"?: number | null,"lead_qualified"?: boolean,"packet_loss"?: number | null,"phone_number_id"?: string | null,"provider": string,"provider_call_id": string,"provider_data"?: NonNullable<Json>,"provider_session_id"?: string | null,"recording_consent"?: boolean | null,"recording_duration_seconds"?: number | null,"recording_url"?: string | null,"retain_until"?: string | null,"satisfaction"?: number | null,"sentiment"?: string | null,"sentiment_by"?: Database["public"]['Enums']["finding_source"] | null,"settled_at"?: string | null,"started_at"?: string,"status"?: Database["public"]['Enums']["call_status"],"summary"?: string | null,"summary_by"?: Database["public"]['Enums']["finding_source"] | null,"transcript"?: string | null,"transcription_accuracy"?: number | null,"updated_at"?: string,"voice_provider"?: string | null
                  }
                  Update: {
                    "anonymised_at"?: string | null,"answered_at"?: string | null,"appointment_created"?: boolean,"appointment_id"?: string | null,"assistant_id"?: string | null,"assistant_version_id"?: string | null,"audio_quality"?: number | null,"billable_seconds"?: number | null,"branch_id"?: string | null,"callee_number"?: string | null,"caller_city"?: string | null,"caller_country"?: string | null,"caller_number"?: string | null,"caller_region"?: string | null,"company_id"?: string,"confidence"?: number | null,"conversion"?: boolean,"cost"?: number | null,"created_at"?: string,"currency"?: string,"custom_data"?: NonNullable<Json>,"customer_id"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"dynamic_variables"?: NonNullable<Json>,"end_reason"?: string | null,"ended_at"?: string | null,"ended_by"?: string | null,"error_details"?: Json | null,"graded_at"?: string | null,"id"?: string,"integration_id"?: string,"intent"?: string | null,"key_phrases"?: (string)[],"language"?: string | null,"latency_ms"?: number | null,"lead_qualified"?: boolean,"packet_loss"?: number | null,"phone_number_id"?: string | null,"provider"?: string,"provider_call_id"?: string,"provider_data"?: NonNullable<Json>,"provider_session_id"?: string | null,"recording_consent"?: boolean | null,"recording_duration_seconds"?: number | null,"recording_url"?: string | null,"retain_until"?: string | null,"satisfaction"?: number | null,"sentiment"?: string | null,"sentiment_by"?: Database["public"]['Enums']["finding_source"] | null,"settled_at"?: string | null,"started_at"?: string,"status"?: Database["public"]['Enums']["call_status"],"summary"?: string | null,"summary_by"?: Database["public"]['Enums']["finding_source"] | null,"transcript"?: string | null,"transcription_accuracy"?: number | null,"updated_at"?: string,"voice_provider"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "calls_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_assistant_version_id_fkey"
      columns: ["company_id","assistant_version_id"]
isOneToOne: false
      referencedRelation: "assistant_versions"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_phone_number_id_fkey"
      columns: ["company_id","phone_number_id"]
isOneToOne: false
      referencedRelation: "phone_numbers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    }
                  ]
                },"closures": {
                  Row: {
                    "branch_id": string | null,"company_id": string,"created_at": string,"ends_on": string,"id": string,"reason": string,"staff_id": string | null,"starts_on": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_id"?: string | null,"company_id": string,"created_at"?: string,"ends_on": string,"id"?: string,"reason"?: string,"staff_id"?: string | null,"starts_on": string,"updated_at"?: string
                  }
                  Update: {
                    "branch_id"?: string | null,"company_id"?: string,"created_at"?: string,"ends_on"?: string,"id"?: string,"reason"?: string,"staff_id"?: string | null,"starts_on"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "closures_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "closures_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"companies": {
                  Row: {
                    "billing_address": Json | null,"call_metadata_retention_days": number,"caller_proof": Database["public"]['Enums']["caller_proof"],"change_notice_hours": number,"city": string | null,"country": string,"created_at": string,"currency": string,"email": string | null,"id": string,"is_active": boolean,"language": string,"name": string,"outbound_from": string,"outbound_until": string,"outbound_weekdays": (number)[],"phone": string | null,"postal_code": string | null,"recording_consent": Database["public"]['Enums']["recording_consent_mode"],"recording_retention_days": number,"settings": NonNullable<Json>,"slot_step_minutes": number,"slug": string,"street": string | null,"stripe_customer_id": string | null,"tenant_id": string,"timezone": string,"transcript_retention_days": number,"trial_ends_at": string | null,"updated_at": string,"vat_id": string | null,"website": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "billing_address"?: Json | null,"call_metadata_retention_days"?: number,"caller_proof"?: Database["public"]['Enums']["caller_proof"],"change_notice_hours"?: number,"city"?: string | null,"country"?: string,"created_at"?: string,"currency"?: string,"email"?: string | null,"id"?: string,"is_active"?: boolean,"language"?: string,"name": string,"outbound_from"?: string,"outbound_until"?: string,"outbound_weekdays"?: (number)[],"phone"?: string | null,"postal_code"?: string | null,"recording_consent"?: Database["public"]['Enums']["recording_consent_mode"],"recording_retention_days"?: number,"settings"?: NonNullable<Json>,"slot_step_minutes"?: number,"slug": string,"street"?: string | null,"stripe_customer_id"?: string | null,"tenant_id"?: string,"timezone"?: string,"transcript_retention_days"?: number,"trial_ends_at"?: string | null,"updated_at"?: string,"vat_id"?: string | null,"website"?: string | null
                  }
                  Update: {
                    "billing_address"?: Json | null,"call_metadata_retention_days"?: number,"caller_proof"?: Database["public"]['Enums']["caller_proof"],"change_notice_hours"?: number,"city"?: string | null,"country"?: string,"created_at"?: string,"currency"?: string,"email"?: string | null,"id"?: string,"is_active"?: boolean,"language"?: string,"name"?: string,"outbound_from"?: string,"outbound_until"?: string,"outbound_weekdays"?: (number)[],"phone"?: string | null,"postal_code"?: string | null,"recording_consent"?: Database["public"]['Enums']["recording_consent_mode"],"recording_retention_days"?: number,"settings"?: NonNullable<Json>,"slot_step_minutes"?: number,"slug"?: string,"street"?: string | null,"stripe_customer_id"?: string | null,"tenant_id"?: string,"timezone"?: string,"transcript_retention_days"?: number,"trial_ends_at"?: string | null,"updated_at"?: string,"vat_id"?: string | null,"website"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "companies_country_fkey"
      columns: ["country"]
isOneToOne: false
      referencedRelation: "countries"
      referencedColumns: ["code"]
    }
                  ]
                },"company_ai_keys": {
                  Row: {
                    "checked_at": string | null,"company_id": string,"created_at": string,"currency": string,"due_at": string,"integration_id": string | null,"is_disabled": boolean,"is_told": boolean,"last_error": string | null,"limit_reset": Database["public"]['Enums']["key_limit_reset"] | null,"limit_usd": number,"profile_id": string | null,"remote_hash": string | null,"updated_at": string,"usage_month_usd": number | null,"usage_usd": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "checked_at"?: string | null,"company_id": string,"created_at"?: string,"currency"?: string,"due_at"?: string,"integration_id"?: string | null,"is_disabled"?: boolean,"is_told"?: boolean,"last_error"?: string | null,"limit_reset"?: Database["public"]['Enums']["key_limit_reset"] | null,"limit_usd": number,"profile_id"?: string | null,"remote_hash"?: string | null,"updated_at"?: string,"usage_month_usd"?: number | null,"usage_usd"?: number | null
                  }
                  Update: {
                    "checked_at"?: string | null,"company_id"?: string,"created_at"?: string,"currency"?: string,"due_at"?: string,"integration_id"?: string | null,"is_disabled"?: boolean,"is_told"?: boolean,"last_error"?: string | null,"limit_reset"?: Database["public"]['Enums']["key_limit_reset"] | null,"limit_usd"?: number,"profile_id"?: string | null,"remote_hash"?: string | null,"updated_at"?: string,"usage_month_usd"?: number | null,"usage_usd"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_ai_keys_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "company_ai_keys_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"company_goals": {
                  Row: {
                    "company_id": string,"created_at": string,"ends_on": string | null,"id": string,"is_active": boolean,"metric": Database["public"]['Enums']["goal_metric"],"name": string,"period": Database["public"]['Enums']["goal_period"],"starts_on": string,"target_value": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"ends_on"?: string | null,"id"?: string,"is_active"?: boolean,"metric": Database["public"]['Enums']["goal_metric"],"name": string,"period"?: Database["public"]['Enums']["goal_period"],"starts_on"?: string,"target_value": number,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"ends_on"?: string | null,"id"?: string,"is_active"?: boolean,"metric"?: Database["public"]['Enums']["goal_metric"],"name"?: string,"period"?: Database["public"]['Enums']["goal_period"],"starts_on"?: string,"target_value"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"company_members": {
                  Row: {
                    "company_id": string,"created_at": string,"profile_id": string,"role": Database["public"]['Enums']["member_role"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"profile_id": string,"role"?: Database["public"]['Enums']["member_role"],"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"profile_id"?: string,"role"?: Database["public"]['Enums']["member_role"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"company_notification_templates": {
                  Row: {
                    "company_id": string,"content": string,"created_at": string,"id": string,"is_active": boolean,"language": string,"name": string,"subject": string | null,"type": Database["public"]['Enums']["notification_channel"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"content": string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"language": string,"name": string,"subject"?: string | null,"type": Database["public"]['Enums']["notification_channel"],"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"content"?: string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"language"?: string,"name"?: string,"subject"?: string | null,"type"?: Database["public"]['Enums']["notification_channel"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_notification_templates_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"consents": {
                  Row: {
                    "call_id": string | null,"company_id": string,"created_at": string,"customer_id": string,"given_at": string,"id": string,"is_granted": boolean,"purpose": Database["public"]['Enums']["consent_purpose"],"recorded_by": string | null,"wording": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"company_id": string,"created_at"?: string,"customer_id": string,"given_at"?: string,"id"?: string,"is_granted": boolean,"purpose": Database["public"]['Enums']["consent_purpose"],"recorded_by"?: string | null,"wording": string
                  }
                  Update: {
                    "call_id"?: string | null,"company_id"?: string,"created_at"?: string,"customer_id"?: string,"given_at"?: string,"id"?: string,"is_granted"?: boolean,"purpose"?: Database["public"]['Enums']["consent_purpose"],"recorded_by"?: string | null,"wording"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "consents_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "consents_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "consents_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "consents_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"countries": {
                  Row: {
                    "calling_code": string,"code": string,"created_at": string,"currency": string,"name": string,"timezone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "calling_code": string,"code": string,"created_at"?: string,"currency": string,"name": string,"timezone": string
                  }
                  Update: {
                    "calling_code"?: string,"code"?: string,"created_at"?: string,"currency"?: string,"name"?: string,"timezone"?: string
                  }
                  Relationships: [
                    
                  ]
                },"customer_interactions": {
                  Row: {
                    "appointment_id": string | null,"appointment_start": string | null,"call_id": string | null,"callback_number": string | null,"channel": string,"company_id": string,"content": string | null,"created_at": string,"customer_id": string,"event": string | null,"handled_at": string | null,"id": string,"lead_id": string | null,"message_log_id": string | null,"note_id": string | null,"occurred_at": string,"recording_url": string | null,"type": Database["public"]['Enums']["interaction_type"]
                  }
                  ComputedFields: never
                  Insert: {
                    "appointment_id"?: string | null,"appointment_start"?: string | null,"call_id"?: string | null,"callback_number"?: string | null,"channel"?: string,"company_id": string,"content"?: string | null,"created_at"?: string,"customer_id": string,"event"?: string | null,"handled_at"?: string | null,"id"?: string,"lead_id"?: string | null,"message_log_id"?: string | null,"note_id"?: string | null,"occurred_at"?: string,"recording_url"?: string | null,"type": Database["public"]['Enums']["interaction_type"]
                  }
                  Update: {
                    "appointment_id"?: string | null,"appointment_start"?: string | null,"call_id"?: string | null,"callback_number"?: string | null,"channel"?: string,"company_id"?: string,"content"?: string | null,"created_at"?: string,"customer_id"?: string,"event"?: string | null,"handled_at"?: string | null,"id"?: string,"lead_id"?: string | null,"message_log_id"?: string | null,"note_id"?: string | null,"occurred_at"?: string,"recording_url"?: string | null,"type"?: Database["public"]['Enums']["interaction_type"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_interactions_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_call_is_own"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_call_is_own"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "customer_interactions_call_is_own"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_interactions_lead_is_own"
      columns: ["company_id","lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_message_log_is_own"
      columns: ["company_id","message_log_id"]
isOneToOne: false
      referencedRelation: "email_logs"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_message_log_is_own"
      columns: ["company_id","message_log_id"]
isOneToOne: false
      referencedRelation: "message_logs"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_message_log_is_own"
      columns: ["company_id","message_log_id"]
isOneToOne: false
      referencedRelation: "sms_message_logs"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_message_log_is_own"
      columns: ["company_id","message_log_id"]
isOneToOne: false
      referencedRelation: "whatsapp_message_logs"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_interactions_note_is_own"
      columns: ["company_id","note_id"]
isOneToOne: false
      referencedRelation: "customer_notes"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"customer_notes": {
                  Row: {
                    "author_id": string | null,"body": string,"category": Database["public"]['Enums']["note_category"],"company_id": string,"created_at": string,"customer_id": string,"id": string,"is_pinned": boolean,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string | null,"body": string,"category"?: Database["public"]['Enums']["note_category"],"company_id": string,"created_at"?: string,"customer_id": string,"id"?: string,"is_pinned"?: boolean,"updated_at"?: string
                  }
                  Update: {
                    "author_id"?: string | null,"body"?: string,"category"?: Database["public"]['Enums']["note_category"],"company_id"?: string,"created_at"?: string,"customer_id"?: string,"id"?: string,"is_pinned"?: boolean,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_notes_company_id_author_id_fkey"
      columns: ["company_id","author_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    },{
      foreignKeyName: "customer_notes_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_notes_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"customer_preferences": {
                  Row: {
                    "company_id": string,"created_at": string,"customer_id": string,"key": string,"updated_at": string,"value": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"customer_id": string,"key": string,"updated_at"?: string,"value": NonNullable<Json>
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"customer_id"?: string,"key"?: string,"updated_at"?: string,"value"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_preferences_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_preferences_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"customer_relationships": {
                  Row: {
                    "company_id": string,"created_at": string,"customer_id": string,"id": string,"kind": Database["public"]['Enums']["relationship_kind"],"note": string | null,"related_customer_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"customer_id": string,"id"?: string,"kind": Database["public"]['Enums']["relationship_kind"],"note"?: string | null,"related_customer_id": string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"customer_id"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["relationship_kind"],"note"?: string | null,"related_customer_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_relationships_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customer_relationships_company_id_related_customer_id_fkey"
      columns: ["company_id","related_customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "acquired_on": string,"acquisition_source": string | null,"blocked_reason": string | null,"call_count": number,"cancelled_appointments": number,"company_id": string,"completed_appointments": number,"created_at": string,"date_of_birth": string | null,"email": string | null,"erased_at": string | null,"first_appointment_at": string | null,"first_name": string | null,"full_name": string | null,"gender": string | null,"home_branch_id": string | null,"id": string,"is_active": boolean,"is_blocked": boolean,"last_appointment_at": string | null,"last_name": string | null,"no_show_appointments": number,"phone": string | null,"phone_normalized": string | null,"preferred_language": string | null,"preferred_staff_id": string | null,"total_appointments": number,"total_spent": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acquired_on"?: string,"acquisition_source"?: string | null,"blocked_reason"?: string | null,"call_count"?: number,"cancelled_appointments"?: number,"company_id": string,"completed_appointments"?: number,"created_at"?: string,"date_of_birth"?: string | null,"email"?: string | null,"erased_at"?: string | null,"first_appointment_at"?: string | null,"first_name"?: string | null,"full_name"?: never,"gender"?: string | null,"home_branch_id"?: string | null,"id"?: string,"is_active"?: boolean,"is_blocked"?: boolean,"last_appointment_at"?: string | null,"last_name"?: string | null,"no_show_appointments"?: number,"phone"?: string | null,"phone_normalized"?: string | null,"preferred_language"?: string | null,"preferred_staff_id"?: string | null,"total_appointments"?: number,"total_spent"?: number,"updated_at"?: string
                  }
                  Update: {
                    "acquired_on"?: string,"acquisition_source"?: string | null,"blocked_reason"?: string | null,"call_count"?: number,"cancelled_appointments"?: number,"company_id"?: string,"completed_appointments"?: number,"created_at"?: string,"date_of_birth"?: string | null,"email"?: string | null,"erased_at"?: string | null,"first_appointment_at"?: string | null,"first_name"?: string | null,"full_name"?: never,"gender"?: string | null,"home_branch_id"?: string | null,"id"?: string,"is_active"?: boolean,"is_blocked"?: boolean,"last_appointment_at"?: string | null,"last_name"?: string | null,"no_show_appointments"?: number,"phone"?: string | null,"phone_normalized"?: string | null,"preferred_language"?: string | null,"preferred_staff_id"?: string | null,"total_appointments"?: number,"total_spent"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "customers_company_id_home_branch_id_fkey"
      columns: ["company_id","home_branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "customers_company_id_preferred_staff_id_fkey"
      columns: ["company_id","preferred_staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"dashboard_widgets": {
                  Row: {
                    "company_id": string,"config": NonNullable<Json>,"created_at": string,"dashboard_id": string,"height": number,"id": string,"position": number,"profile_id": string,"title": string | null,"type": string,"updated_at": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"config"?: NonNullable<Json>,"created_at"?: string,"dashboard_id": string,"height"?: number,"id"?: string,"position": number,"profile_id"?: string,"title"?: string | null,"type": string,"updated_at"?: string,"width"?: number
                  }
                  Update: {
                    "company_id"?: string,"config"?: NonNullable<Json>,"created_at"?: string,"dashboard_id"?: string,"height"?: number,"id"?: string,"position"?: number,"profile_id"?: string,"title"?: string | null,"type"?: string,"updated_at"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboard_widgets_company_id_profile_id_dashboard_id_fkey"
      columns: ["company_id","profile_id","dashboard_id"]
isOneToOne: false
      referencedRelation: "dashboards"
      referencedColumns: ["company_id","profile_id","id"]
    }
                  ]
                },"dashboards": {
                  Row: {
                    "company_id": string,"created_at": string,"id": string,"is_default": boolean,"layout": NonNullable<Json>,"name": string,"profile_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"id"?: string,"is_default"?: boolean,"layout"?: NonNullable<Json>,"name": string,"profile_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"id"?: string,"is_default"?: boolean,"layout"?: NonNullable<Json>,"name"?: string,"profile_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "dashboards_company_id_profile_id_fkey"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    }
                  ]
                },"data_requests": {
                  Row: {
                    "company_id": string,"created_at": string,"customer_id": string | null,"id": string,"kind": Database["public"]['Enums']["data_request_kind"],"report": NonNullable<Json>,"requested_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"customer_id"?: string | null,"id"?: string,"kind": Database["public"]['Enums']["data_request_kind"],"report": NonNullable<Json>,"requested_by"?: string | null
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"customer_id"?: string | null,"id"?: string,"kind"?: Database["public"]['Enums']["data_request_kind"],"report"?: NonNullable<Json>,"requested_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "data_requests_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "data_requests_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"exchange_rates": {
                  Row: {
                    "created_at": string,"currency": string,"on_day": string,"rate": number,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency": string,"on_day": string,"rate": number,"source": string
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string,"on_day"?: string,"rate"?: number,"source"?: string
                  }
                  Relationships: [
                    
                  ]
                },"integration_providers": {
                  Row: {
                    "capabilities": (string)[],"config_keys": (string)[],"created_at": string,"credential_keys": (string)[],"display_name": string,"is_core": boolean,"provider": string,"provider_type": Database["public"]['Enums']["provider_type"]
                  }
                  ComputedFields: never
                  Insert: {
                    "capabilities"?: (string)[],"config_keys"?: (string)[],"created_at"?: string,"credential_keys"?: (string)[],"display_name": string,"is_core"?: boolean,"provider": string,"provider_type": Database["public"]['Enums']["provider_type"]
                  }
                  Update: {
                    "capabilities"?: (string)[],"config_keys"?: (string)[],"created_at"?: string,"credential_keys"?: (string)[],"display_name"?: string,"is_core"?: boolean,"provider"?: string,"provider_type"?: Database["public"]['Enums']["provider_type"]
                  }
                  Relationships: [
                    
                  ]
                },"integrations": {
                  Row: {
                    "capabilities": (string)[],"company_id": string,"config": NonNullable<Json>,"connected_by": string | null,"created_at": string,"credentials_key_id": string | null,"id": string,"is_active": boolean,"last_checked_at": string | null,"last_error": string | null,"name": string,"provider": string,"provider_type": Database["public"]['Enums']["provider_type"],"status": Database["public"]['Enums']["integration_status"],"updated_at": string,"webhook_token": string
                  }
                  ComputedFields: never
                  Insert: {
                    "capabilities"?: (string)[],"company_id": string,"config"?: NonNullable<Json>,"connected_by"?: string | null,"created_at"?: string,"credentials_key_id"?: string | null,"id"?: string,"is_active"?: boolean,"last_checked_at"?: string | null,"last_error"?: string | null,"name": string,"provider": string,"provider_type": Database["public"]['Enums']["provider_type"],"status"?: Database["public"]['Enums']["integration_status"],"updated_at"?: string,"webhook_token"?: string
                  }
                  Update: {
                    "capabilities"?: (string)[],"company_id"?: string,"config"?: NonNullable<Json>,"connected_by"?: string | null,"created_at"?: string,"credentials_key_id"?: string | null,"id"?: string,"is_active"?: boolean,"last_checked_at"?: string | null,"last_error"?: string | null,"name"?: string,"provider"?: string,"provider_type"?: Database["public"]['Enums']["provider_type"],"status"?: Database["public"]['Enums']["integration_status"],"updated_at"?: string,"webhook_token"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "integrations_connected_by_fkey"
      columns: ["connected_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "integrations_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"accepted_by": string | null,"company_id": string,"created_at": string,"email": string,"expires_at": string,"id": string,"invited_by": string | null,"revoked_at": string | null,"role": Database["public"]['Enums']["member_role"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"company_id": string,"created_at"?: string,"email": string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role": Database["public"]['Enums']["member_role"],"updated_at"?: string
                  }
                  Update: {
                    "accepted_at"?: string | null,"accepted_by"?: string | null,"company_id"?: string,"created_at"?: string,"email"?: string,"expires_at"?: string,"id"?: string,"invited_by"?: string | null,"revoked_at"?: string | null,"role"?: Database["public"]['Enums']["member_role"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_accepted_by_fkey"
      columns: ["accepted_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invitations_invited_by_fkey"
      columns: ["invited_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"invoices": {
                  Row: {
                    "company_id": string,"created_at": string,"currency": string,"due_on": string | null,"gross": number,"id": string,"issued_at": string | null,"net": number,"number": string | null,"paid_at": string | null,"pdf_url": string | null,"period_ends_on": string,"period_starts_on": string,"series": string,"status": Database["public"]['Enums']["invoice_status"],"stripe_invoice_id": string | null,"subscription_id": string | null,"tax": number,"tax_rate": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"currency": string,"due_on"?: string | null,"gross"?: number,"id"?: string,"issued_at"?: string | null,"net"?: number,"number"?: string | null,"paid_at"?: string | null,"pdf_url"?: string | null,"period_ends_on": string,"period_starts_on": string,"series"?: string,"status"?: Database["public"]['Enums']["invoice_status"],"stripe_invoice_id"?: string | null,"subscription_id"?: string | null,"tax"?: number,"tax_rate"?: number,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"currency"?: string,"due_on"?: string | null,"gross"?: number,"id"?: string,"issued_at"?: string | null,"net"?: number,"number"?: string | null,"paid_at"?: string | null,"pdf_url"?: string | null,"period_ends_on"?: string,"period_starts_on"?: string,"series"?: string,"status"?: Database["public"]['Enums']["invoice_status"],"stripe_invoice_id"?: string | null,"subscription_id"?: string | null,"tax"?: number,"tax_rate"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoices_company_id_currency_fkey"
      columns: ["company_id","currency"]
isOneToOne: false
      referencedRelation: "prepaid_balances"
      referencedColumns: ["company_id","currency"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "invoices_company_id_subscription_id_fkey"
      columns: ["company_id","subscription_id"]
isOneToOne: false
      referencedRelation: "subscriptions"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"knowledge_articles": {
                  Row: {
                    "company_id": string,"content": string,"created_at": string,"id": string,"is_published": boolean,"language": string,"notebook_id": string,"search": unknown,"title": string,"topic": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"content": string,"created_at"?: string,"id"?: string,"is_published"?: boolean,"language"?: string,"notebook_id": string,"search"?: never,"title": string,"topic"?: string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"content"?: string,"created_at"?: string,"id"?: string,"is_published"?: boolean,"language"?: string,"notebook_id"?: string,"search"?: never,"title"?: string,"topic"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_articles_company_id_notebook_id_fkey"
      columns: ["company_id","notebook_id"]
isOneToOne: false
      referencedRelation: "knowledge_notebooks"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"knowledge_notebooks": {
                  Row: {
                    "company_id": string,"created_at": string,"id": string,"is_active": boolean,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"name": string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "knowledge_notebooks_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"lead_activities": {
                  Row: {
                    "actor_id": string | null,"company_id": string,"content": string | null,"created_at": string,"from_stage": Database["public"]['Enums']["conversion_stage"] | null,"id": string,"lead_id": string,"occurred_at": string,"to_stage": Database["public"]['Enums']["conversion_stage"] | null,"type": Database["public"]['Enums']["lead_activity_type"]
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"company_id": string,"content"?: string | null,"created_at"?: string,"from_stage"?: Database["public"]['Enums']["conversion_stage"] | null,"id"?: string,"lead_id": string,"occurred_at"?: string,"to_stage"?: Database["public"]['Enums']["conversion_stage"] | null,"type": Database["public"]['Enums']["lead_activity_type"]
                  }
                  Update: {
                    "actor_id"?: string | null,"company_id"?: string,"content"?: string | null,"created_at"?: string,"from_stage"?: Database["public"]['Enums']["conversion_stage"] | null,"id"?: string,"lead_id"?: string,"occurred_at"?: string,"to_stage"?: Database["public"]['Enums']["conversion_stage"] | null,"type"?: Database["public"]['Enums']["lead_activity_type"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "lead_activities_company_id_actor_id_fkey"
      columns: ["company_id","actor_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_activities_company_id_lead_id_fkey"
      columns: ["company_id","lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"lead_searches": {
                  Row: {
                    "company_id": string,"created_at": string,"criteria": NonNullable<Json>,"id": string,"name": string,"profile_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"criteria"?: NonNullable<Json>,"id"?: string,"name": string,"profile_id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"criteria"?: NonNullable<Json>,"id"?: string,"name"?: string,"profile_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "lead_searches_company_id_profile_id_fkey"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    }
                  ]
                },"leads": {
                  Row: {
                    "company_id": string,"company_name": string | null,"contact_person": string | null,"conversion_stage": Database["public"]['Enums']["conversion_stage"],"converted_at": string | null,"created_at": string,"currency": string,"customer_id": string | null,"email": string | null,"id": string,"lead_type": Database["public"]['Enums']["lead_type"],"lost_reason": string | null,"notes": string | null,"owner_id": string | null,"phone": string | null,"phone_normalized": string | null,"provider": string | null,"source_call_id": string | null,"updated_at": string,"value": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"company_name"?: string | null,"contact_person"?: string | null,"conversion_stage"?: Database["public"]['Enums']["conversion_stage"],"converted_at"?: string | null,"created_at"?: string,"currency": string,"customer_id"?: string | null,"email"?: string | null,"id"?: string,"lead_type"?: Database["public"]['Enums']["lead_type"],"lost_reason"?: string | null,"notes"?: string | null,"owner_id"?: string | null,"phone"?: string | null,"phone_normalized"?: string | null,"provider"?: string | null,"source_call_id"?: string | null,"updated_at"?: string,"value"?: number | null
                  }
                  Update: {
                    "company_id"?: string,"company_name"?: string | null,"contact_person"?: string | null,"conversion_stage"?: Database["public"]['Enums']["conversion_stage"],"converted_at"?: string | null,"created_at"?: string,"currency"?: string,"customer_id"?: string | null,"email"?: string | null,"id"?: string,"lead_type"?: Database["public"]['Enums']["lead_type"],"lost_reason"?: string | null,"notes"?: string | null,"owner_id"?: string | null,"phone"?: string | null,"phone_normalized"?: string | null,"provider"?: string | null,"source_call_id"?: string | null,"updated_at"?: string,"value"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "leads_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "leads_company_id_owner_id_fkey"
      columns: ["company_id","owner_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    },{
      foreignKeyName: "leads_company_id_source_call_id_fkey"
      columns: ["company_id","source_call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "leads_company_id_source_call_id_fkey"
      columns: ["company_id","source_call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "leads_company_id_source_call_id_fkey"
      columns: ["company_id","source_call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    }
                  ]
                },"ledger_transactions": {
                  Row: {
                    "call_id": string | null,"company_id": string,"created_at": string,"id": string,"idempotency_key": string,"kind": Database["public"]['Enums']["ledger_kind"],"note": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"company_id": string,"created_at"?: string,"id"?: string,"idempotency_key": string,"kind": Database["public"]['Enums']["ledger_kind"],"note"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"company_id"?: string,"created_at"?: string,"id"?: string,"idempotency_key"?: string,"kind"?: Database["public"]['Enums']["ledger_kind"],"note"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_transactions_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ledger_transactions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"message_logs": {
                  Row: {
                    "appointment_id": string | null,"body": string | null,"call_id": string | null,"channel": Database["public"]['Enums']["message_channel"],"company_id": string,"cost": number,"created_at": string,"currency": string,"customer_id": string | null,"delivered_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"error": string | null,"from_address": string | null,"id": string,"integration_id": string | null,"metadata": NonNullable<Json>,"provider": string | null,"provider_message_id": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["message_status"],"subject": string | null,"template": string | null,"to_address": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel": Database["public"]['Enums']["message_channel"],"company_id": string,"cost"?: number,"created_at"?: string,"currency": string,"customer_id"?: string | null,"delivered_at"?: string | null,"direction": Database["public"]['Enums']["call_direction"],"error"?: string | null,"from_address"?: string | null,"id"?: string,"integration_id"?: string | null,"metadata"?: NonNullable<Json>,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status": Database["public"]['Enums']["message_status"],"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"],"company_id"?: string,"cost"?: number,"created_at"?: string,"currency"?: string,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"],"error"?: string | null,"from_address"?: string | null,"id"?: string,"integration_id"?: string | null,"metadata"?: NonNullable<Json>,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"],"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    },{
      foreignKeyName: "message_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"model_prices": {
                  Row: {
                    "created_at": string,"currency": string,"id": string,"kind": Database["public"]['Enums']["model_price_kind"],"model": string,"price_per_million": number,"provider": string,"source": string,"valid_from": string,"valid_until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency"?: string,"id"?: string,"kind": Database["public"]['Enums']["model_price_kind"],"model": string,"price_per_million": number,"provider": string,"source": string,"valid_from": string,"valid_until"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["model_price_kind"],"model"?: string,"price_per_million"?: number,"provider"?: string,"source"?: string,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "model_prices_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    }
                  ]
                },"notification_templates": {
                  Row: {
                    "content": string,"created_at": string,"id": string,"is_active": boolean,"language": string,"name": string,"subject": string | null,"type": Database["public"]['Enums']["notification_channel"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"language": string,"name": string,"subject"?: string | null,"type": Database["public"]['Enums']["notification_channel"],"updated_at"?: string
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"id"?: string,"is_active"?: boolean,"language"?: string,"name"?: string,"subject"?: string | null,"type"?: Database["public"]['Enums']["notification_channel"],"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"notifications": {
                  Row: {
                    "address": string | null,"appointment_id": string | null,"attempts": number,"body": string,"channel": Database["public"]['Enums']["notification_channel"],"company_id": string,"created_at": string,"customer_id": string | null,"delivered_at": string | null,"id": string,"language": string,"last_error": string | null,"next_attempt_at": string | null,"payload": NonNullable<Json>,"profile_id": string | null,"read_at": string | null,"recipient": Database["public"]['Enums']["notification_recipient"],"scheduled_for": string,"send_once_key": string,"sent_at": string | null,"status": Database["public"]['Enums']["notification_status"],"subject": string | null,"template": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"appointment_id"?: string | null,"attempts"?: number,"body": string,"channel": Database["public"]['Enums']["notification_channel"],"company_id": string,"created_at"?: string,"customer_id"?: string | null,"delivered_at"?: string | null,"id"?: string,"language": string,"last_error"?: string | null,"next_attempt_at"?: string | null,"payload"?: NonNullable<Json>,"profile_id"?: string | null,"read_at"?: string | null,"recipient": Database["public"]['Enums']["notification_recipient"],"scheduled_for"?: string,"send_once_key": string,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["notification_status"],"subject"?: string | null,"template": string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string | null,"appointment_id"?: string | null,"attempts"?: number,"body"?: string,"channel"?: Database["public"]['Enums']["notification_channel"],"company_id"?: string,"created_at"?: string,"customer_id"?: string | null,"delivered_at"?: string | null,"id"?: string,"language"?: string,"last_error"?: string | null,"next_attempt_at"?: string | null,"payload"?: NonNullable<Json>,"profile_id"?: string | null,"read_at"?: string | null,"recipient"?: Database["public"]['Enums']["notification_recipient"],"scheduled_for"?: string,"send_once_key"?: string,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["notification_status"],"subject"?: string | null,"template"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "notifications_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "notifications_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "notifications_company_id_profile_id_fkey"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    }
                  ]
                },"opt_outs": {
                  Row: {
                    "address": string,"channel": Database["public"]['Enums']["contact_channel"],"company_id": string,"created_at": string,"id": string,"reason": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"channel": Database["public"]['Enums']["contact_channel"],"company_id": string,"created_at"?: string,"id"?: string,"reason"?: string | null
                  }
                  Update: {
                    "address"?: string,"channel"?: Database["public"]['Enums']["contact_channel"],"company_id"?: string,"created_at"?: string,"id"?: string,"reason"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "opt_outs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"phone_numbers": {
                  Row: {
                    "area_code": string | null,"assigned_at": string,"assistant_id": string | null,"branch_id": string | null,"company_id": string,"country": string,"created_at": string,"currency": string,"expires_at": string | null,"forwarding_number": string | null,"id": string,"integration_id": string | null,"is_primary": boolean,"monthly_cost": number,"number": string,"provider": string,"released_at": string | null,"status": Database["public"]['Enums']["phone_number_status"],"type": Database["public"]['Enums']["phone_number_type"],"updated_at": string,"usage_cost_per_minute": number
                  }
                  ComputedFields: never
                  Insert: {
                    "area_code"?: string | null,"assigned_at"?: string,"assistant_id"?: string | null,"branch_id"?: string | null,"company_id": string,"country": string,"created_at"?: string,"currency"?: string,"expires_at"?: string | null,"forwarding_number"?: string | null,"id"?: string,"integration_id"?: string | null,"is_primary"?: boolean,"monthly_cost"?: number,"number": string,"provider": string,"released_at"?: string | null,"status"?: Database["public"]['Enums']["phone_number_status"],"type"?: Database["public"]['Enums']["phone_number_type"],"updated_at"?: string,"usage_cost_per_minute"?: number
                  }
                  Update: {
                    "area_code"?: string | null,"assigned_at"?: string,"assistant_id"?: string | null,"branch_id"?: string | null,"company_id"?: string,"country"?: string,"created_at"?: string,"currency"?: string,"expires_at"?: string | null,"forwarding_number"?: string | null,"id"?: string,"integration_id"?: string | null,"is_primary"?: boolean,"monthly_cost"?: number,"number"?: string,"provider"?: string,"released_at"?: string | null,"status"?: Database["public"]['Enums']["phone_number_status"],"type"?: Database["public"]['Enums']["phone_number_type"],"updated_at"?: string,"usage_cost_per_minute"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "phone_numbers_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "phone_numbers_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "phone_numbers_company_id_integration_id_provider_fkey"
      columns: ["company_id","integration_id","provider"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id","provider"]
    },{
      foreignKeyName: "phone_numbers_country_fkey"
      columns: ["country"]
isOneToOne: false
      referencedRelation: "countries"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "phone_numbers_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    }
                  ]
                },"plan_prices": {
                  Row: {
                    "created_at": string,"currency": string,"monthly_price": number,"plan": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency": string,"monthly_price": number,"plan": string
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string,"monthly_price"?: number,"plan"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "plan_prices_plan_fkey"
      columns: ["plan"]
isOneToOne: false
      referencedRelation: "plans"
      referencedColumns: ["plan"]
    }
                  ]
                },"plans": {
                  Row: {
                    "created_at": string,"display_name": string,"included_minutes": number | null,"max_assistants": number | null,"max_branches": number | null,"max_calls_at_once": number | null,"max_members": number | null,"max_numbers": number | null,"plan": string,"premium_templates": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"display_name": string,"included_minutes"?: number | null,"max_assistants"?: number | null,"max_branches"?: number | null,"max_calls_at_once"?: number | null,"max_members"?: number | null,"max_numbers"?: number | null,"plan": string,"premium_templates"?: boolean
                  }
                  Update: {
                    "created_at"?: string,"display_name"?: string,"included_minutes"?: number | null,"max_assistants"?: number | null,"max_branches"?: number | null,"max_calls_at_once"?: number | null,"max_members"?: number | null,"max_numbers"?: number | null,"plan"?: string,"premium_templates"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"prepaid_balances": {
                  Row: {
                    "alert_threshold": number | null,"auto_topup_amount": number | null,"auto_topup_enabled": boolean,"auto_topup_payment_method": string | null,"auto_topup_threshold": number | null,"available_balance": number,"company_id": string,"created_at": string,"currency": string,"current_balance": number,"daily_limit": number | null,"low_alert_sent_at": string | null,"monthly_limit": number | null,"reserved_balance": number,"total_charged": number,"total_topped_up": number,"updated_at": string,"zero_alert_sent_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "alert_threshold"?: number | null,"auto_topup_amount"?: number | null,"auto_topup_enabled"?: boolean,"auto_topup_payment_method"?: string | null,"auto_topup_threshold"?: number | null,"available_balance"?: never,"company_id": string,"created_at"?: string,"currency": string,"current_balance"?: number,"daily_limit"?: number | null,"low_alert_sent_at"?: string | null,"monthly_limit"?: number | null,"reserved_balance"?: number,"total_charged"?: number,"total_topped_up"?: number,"updated_at"?: string,"zero_alert_sent_at"?: string | null
                  }
                  Update: {
                    "alert_threshold"?: number | null,"auto_topup_amount"?: number | null,"auto_topup_enabled"?: boolean,"auto_topup_payment_method"?: string | null,"auto_topup_threshold"?: number | null,"available_balance"?: never,"company_id"?: string,"created_at"?: string,"currency"?: string,"current_balance"?: number,"daily_limit"?: number | null,"low_alert_sent_at"?: string | null,"monthly_limit"?: number | null,"reserved_balance"?: number,"total_charged"?: number,"total_topped_up"?: number,"updated_at"?: string,"zero_alert_sent_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "prepaid_balances_company_id_fkey"
      columns: ["company_id"]
isOneToOne: true
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "consent_timestamp": string | null,"created_at": string,"data_processing_consent": boolean,"data_retention_until": string | null,"email": string,"id": string,"is_active": boolean,"language": string,"name": string | null,"phone": string | null,"telephony_webhook_token": string,"timezone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "consent_timestamp"?: string | null,"created_at"?: string,"data_processing_consent"?: boolean,"data_retention_until"?: string | null,"email": string,"id": string,"is_active"?: boolean,"language"?: string,"name"?: string | null,"phone"?: string | null,"telephony_webhook_token"?: string,"timezone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "consent_timestamp"?: string | null,"created_at"?: string,"data_processing_consent"?: boolean,"data_retention_until"?: string | null,"email"?: string,"id"?: string,"is_active"?: boolean,"language"?: string,"name"?: string | null,"phone"?: string | null,"telephony_webhook_token"?: string,"timezone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"rate_cards": {
                  Row: {
                    "billing_increment_seconds": number,"company_id": string,"created_at": string,"currency": string,"free_seconds": number,"id": string,"markup_percent": number,"price_per_email": number,"price_per_million_cached_tokens": number,"price_per_million_completion_tokens": number,"price_per_million_prompt_tokens": number,"price_per_minute": number,"price_per_number_month": number,"price_per_sms": number,"price_per_whatsapp": number,"valid_from": string,"valid_until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "billing_increment_seconds"?: number,"company_id": string,"created_at"?: string,"currency": string,"free_seconds"?: number,"id"?: string,"markup_percent"?: number,"price_per_email"?: number,"price_per_million_cached_tokens"?: number,"price_per_million_completion_tokens"?: number,"price_per_million_prompt_tokens"?: number,"price_per_minute": number,"price_per_number_month"?: number,"price_per_sms"?: number,"price_per_whatsapp"?: number,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Update: {
                    "billing_increment_seconds"?: number,"company_id"?: string,"created_at"?: string,"currency"?: string,"free_seconds"?: number,"id"?: string,"markup_percent"?: number,"price_per_email"?: number,"price_per_million_cached_tokens"?: number,"price_per_million_completion_tokens"?: number,"price_per_million_prompt_tokens"?: number,"price_per_minute"?: number,"price_per_number_month"?: number,"price_per_sms"?: number,"price_per_whatsapp"?: number,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "rate_cards_company_id_currency_fkey"
      columns: ["company_id","currency"]
isOneToOne: false
      referencedRelation: "prepaid_balances"
      referencedColumns: ["company_id","currency"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "rate_cards_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"review_insights": {
                  Row: {
                    "analysed_at": string,"company_id": string,"created_at": string,"id": string,"model": string,"review_id": string,"sentiment": Database["public"]['Enums']["review_sentiment"],"summary": string,"topics": (string)[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "analysed_at"?: string,"company_id": string,"created_at"?: string,"id"?: string,"model": string,"review_id": string,"sentiment": Database["public"]['Enums']["review_sentiment"],"summary": string,"topics"?: (string)[],"updated_at"?: string
                  }
                  Update: {
                    "analysed_at"?: string,"company_id"?: string,"created_at"?: string,"id"?: string,"model"?: string,"review_id"?: string,"sentiment"?: Database["public"]['Enums']["review_sentiment"],"summary"?: string,"topics"?: (string)[],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "review_insights_company_id_review_id_fkey"
      columns: ["company_id","review_id"]
isOneToOne: false
      referencedRelation: "reviews"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"reviews": {
                  Row: {
                    "analysis_attempts": number,"analysis_next_at": string | null,"analysis_status": Database["public"]['Enums']["review_analysis_status"],"appointment_id": string | null,"comment": string | null,"company_id": string,"created_at": string,"customer_id": string | null,"external_id": string | null,"id": string,"language": string | null,"published_at": string,"rating": number,"responded_at": string | null,"responded_by": string | null,"response": string | null,"source": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "analysis_attempts"?: number,"analysis_next_at"?: string | null,"analysis_status"?: Database["public"]['Enums']["review_analysis_status"],"appointment_id"?: string | null,"comment"?: string | null,"company_id": string,"created_at"?: string,"customer_id"?: string | null,"external_id"?: string | null,"id"?: string,"language"?: string | null,"published_at"?: string,"rating": number,"responded_at"?: string | null,"responded_by"?: string | null,"response"?: string | null,"source"?: string,"updated_at"?: string
                  }
                  Update: {
                    "analysis_attempts"?: number,"analysis_next_at"?: string | null,"analysis_status"?: Database["public"]['Enums']["review_analysis_status"],"appointment_id"?: string | null,"comment"?: string | null,"company_id"?: string,"created_at"?: string,"customer_id"?: string | null,"external_id"?: string | null,"id"?: string,"language"?: string | null,"published_at"?: string,"rating"?: number,"responded_at"?: string | null,"responded_by"?: string | null,"response"?: string | null,"source"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reviews_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "reviews_company_id_appointment_id_fkey"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "reviews_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "reviews_company_id_responded_by_fkey"
      columns: ["company_id","responded_by"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    }
                  ]
                },"services": {
                  Row: {
                    "available_online": boolean,"branch_id": string | null,"buffer_after_minutes": number,"buffer_before_minutes": number,"capacity": number,"category": string | null,"company_id": string,"created_at": string,"currency": string,"deposit": number | null,"description": string | null,"duration_minutes": number,"id": string,"is_active": boolean,"max_advance_days": number,"min_advance_hours": number,"name": string,"price": number | null,"slug": string,"tax_rate": number | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "available_online"?: boolean,"branch_id"?: string | null,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"capacity"?: number,"category"?: string | null,"company_id": string,"created_at"?: string,"currency"?: string,"deposit"?: number | null,"description"?: string | null,"duration_minutes"?: number,"id"?: string,"is_active"?: boolean,"max_advance_days"?: number,"min_advance_hours"?: number,"name": string,"price"?: number | null,"slug": string,"tax_rate"?: number | null,"updated_at"?: string
                  }
                  Update: {
                    "available_online"?: boolean,"branch_id"?: string | null,"buffer_after_minutes"?: number,"buffer_before_minutes"?: number,"capacity"?: number,"category"?: string | null,"company_id"?: string,"created_at"?: string,"currency"?: string,"deposit"?: number | null,"description"?: string | null,"duration_minutes"?: number,"id"?: string,"is_active"?: boolean,"max_advance_days"?: number,"min_advance_hours"?: number,"name"?: string,"price"?: number | null,"slug"?: string,"tax_rate"?: number | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "services_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"staff": {
                  Row: {
                    "bio": string | null,"branch_id": string | null,"calcom_user_id": number | null,"color_code": string | null,"company_id": string,"created_at": string,"display_name": string,"email": string | null,"employee_id": string | null,"first_name": string,"google_calendar_id": string | null,"hired_on": string | null,"id": string,"is_active": boolean,"is_available": boolean,"last_name": string,"notification_preferences": NonNullable<Json>,"phone": string | null,"profile_id": string | null,"role": string,"specialties": (string)[],"terminated_on": string | null,"title": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bio"?: string | null,"branch_id"?: string | null,"calcom_user_id"?: number | null,"color_code"?: string | null,"company_id": string,"created_at"?: string,"display_name": string,"email"?: string | null,"employee_id"?: string | null,"first_name": string,"google_calendar_id"?: string | null,"hired_on"?: string | null,"id"?: string,"is_active"?: boolean,"is_available"?: boolean,"last_name"?: string,"notification_preferences"?: NonNullable<Json>,"phone"?: string | null,"profile_id"?: string | null,"role"?: string,"specialties"?: (string)[],"terminated_on"?: string | null,"title"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "bio"?: string | null,"branch_id"?: string | null,"calcom_user_id"?: number | null,"color_code"?: string | null,"company_id"?: string,"created_at"?: string,"display_name"?: string,"email"?: string | null,"employee_id"?: string | null,"first_name"?: string,"google_calendar_id"?: string | null,"hired_on"?: string | null,"id"?: string,"is_active"?: boolean,"is_available"?: boolean,"last_name"?: string,"notification_preferences"?: NonNullable<Json>,"phone"?: string | null,"profile_id"?: string | null,"role"?: string,"specialties"?: (string)[],"terminated_on"?: string | null,"title"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_company_id_profile_id_fkey"
      columns: ["company_id","profile_id"]
isOneToOne: false
      referencedRelation: "company_members"
      referencedColumns: ["company_id","profile_id"]
    }
                  ]
                },"staff_event_types": {
                  Row: {
                    "company_id": string,"created_at": string,"event_type_id": string,"staff_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"event_type_id": string,"staff_id": string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"event_type_id"?: string,"staff_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_event_types_company_id_event_type_id_fkey"
      columns: ["company_id","event_type_id"]
isOneToOne: false
      referencedRelation: "calcom_event_types"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_event_types_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"staff_services": {
                  Row: {
                    "company_id": string,"created_at": string,"service_id": string,"staff_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"service_id": string,"staff_id": string
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"service_id"?: string,"staff_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "staff_services_company_id_service_id_fkey"
      columns: ["company_id","service_id"]
isOneToOne: false
      referencedRelation: "services"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "staff_services_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"subscription_items": {
                  Row: {
                    "company_id": string,"created_at": string,"id": string,"metric": string,"subscription_id": string,"updated_at": string,"usage_limit": number | null,"usage_minutes": number
                  }
                  ComputedFields: never
                  Insert: {
                    "company_id": string,"created_at"?: string,"id"?: string,"metric"?: string,"subscription_id": string,"updated_at"?: string,"usage_limit"?: number | null,"usage_minutes"?: number
                  }
                  Update: {
                    "company_id"?: string,"created_at"?: string,"id"?: string,"metric"?: string,"subscription_id"?: string,"updated_at"?: string,"usage_limit"?: number | null,"usage_minutes"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscription_items_company_id_subscription_id_fkey"
      columns: ["company_id","subscription_id"]
isOneToOne: false
      referencedRelation: "subscriptions"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"subscriptions": {
                  Row: {
                    "cancel_at_period_end": boolean,"cancelled_at": string | null,"company_id": string,"created_at": string,"currency": string,"current_period_end": string,"current_period_start": string,"id": string,"is_live": boolean,"monthly_price": number,"plan": string,"status": Database["public"]['Enums']["subscription_status"],"stripe_subscription_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cancel_at_period_end"?: boolean,"cancelled_at"?: string | null,"company_id": string,"created_at"?: string,"currency": string,"current_period_end"?: string,"current_period_start"?: string,"id"?: string,"is_live"?: never,"monthly_price": number,"plan": string,"status"?: Database["public"]['Enums']["subscription_status"],"stripe_subscription_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "cancel_at_period_end"?: boolean,"cancelled_at"?: string | null,"company_id"?: string,"created_at"?: string,"currency"?: string,"current_period_end"?: string,"current_period_start"?: string,"id"?: string,"is_live"?: never,"monthly_price"?: number,"plan"?: string,"status"?: Database["public"]['Enums']["subscription_status"],"stripe_subscription_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "subscriptions_company_id_currency_fkey"
      columns: ["company_id","currency"]
isOneToOne: false
      referencedRelation: "prepaid_balances"
      referencedColumns: ["company_id","currency"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "subscriptions_plan_fkey"
      columns: ["plan"]
isOneToOne: false
      referencedRelation: "plans"
      referencedColumns: ["plan"]
    }
                  ]
                },"telephony_event_types": {
                  Row: {
                    "activity": Database["public"]['Enums']["call_activity_type"] | null,"created_at": string,"description": string,"event_type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "activity"?: Database["public"]['Enums']["call_activity_type"] | null,"created_at"?: string,"description": string,"event_type": string
                  }
                  Update: {
                    "activity"?: Database["public"]['Enums']["call_activity_type"] | null,"created_at"?: string,"description"?: string,"event_type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"telephony_events": {
                  Row: {
                    "call_id": string,"company_id": string,"cost": number,"cost_of": string | null,"created_at": string,"currency": string,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds": number | null,"event_key": string,"event_timestamp": string,"event_type": string,"from_number": string | null,"id": string,"integration_id": string,"metadata": NonNullable<Json>,"parent_event_id": string | null,"provider": string,"status": Database["public"]['Enums']["call_status"] | null,"to_number": string | null,"user_id": string | null,"webhook_event_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id": string,"company_id": string,"cost"?: number,"cost_of"?: string | null,"created_at"?: string,"currency": string,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"event_key": string,"event_timestamp": string,"event_type": string,"from_number"?: string | null,"id"?: string,"integration_id": string,"metadata"?: NonNullable<Json>,"parent_event_id"?: string | null,"provider": string,"status"?: Database["public"]['Enums']["call_status"] | null,"to_number"?: string | null,"user_id"?: string | null,"webhook_event_id"?: string | null
                  }
                  Update: {
                    "call_id"?: string,"company_id"?: string,"cost"?: number,"cost_of"?: string | null,"created_at"?: string,"currency"?: string,"direction"?: Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"event_key"?: string,"event_timestamp"?: string,"event_type"?: string,"from_number"?: string | null,"id"?: string,"integration_id"?: string,"metadata"?: NonNullable<Json>,"parent_event_id"?: string | null,"provider"?: string,"status"?: Database["public"]['Enums']["call_status"] | null,"to_number"?: string | null,"user_id"?: string | null,"webhook_event_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "telephony_events_company_id_call_id_integration_id_provide_fkey"
      columns: ["company_id","call_id","integration_id","provider"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id","integration_id","provider"]
    },{
      foreignKeyName: "telephony_events_event_type_fkey"
      columns: ["event_type"]
isOneToOne: false
      referencedRelation: "telephony_event_types"
      referencedColumns: ["event_type"]
    }
                  ]
                },"tool_calls": {
                  Row: {
                    "arguments": NonNullable<Json>,"call_id": string,"company_id": string,"created_at": string,"effect": number,"id": string,"intent": string,"result": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "arguments": NonNullable<Json>,"call_id": string,"company_id": string,"created_at"?: string,"effect"?: number,"id"?: string,"intent": string,"result": NonNullable<Json>
                  }
                  Update: {
                    "arguments"?: NonNullable<Json>,"call_id"?: string,"company_id"?: string,"created_at"?: string,"effect"?: number,"id"?: string,"intent"?: string,"result"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "tool_calls_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "tool_calls_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "tool_calls_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "tool_calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"user_ai_settings": {
                  Row: {
                    "created_at": string,"default_model": string | null,"has_openrouter_key": boolean,"has_openrouter_provisioning_key": boolean,"profile_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"default_model"?: string | null,"has_openrouter_key"?: boolean,"has_openrouter_provisioning_key"?: boolean,"profile_id": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"default_model"?: string | null,"has_openrouter_key"?: boolean,"has_openrouter_provisioning_key"?: boolean,"profile_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_ai_settings_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"user_preferences": {
                  Row: {
                    "created_at": string,"key": string,"profile_id": string,"updated_at": string,"value": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"key": string,"profile_id": string,"updated_at"?: string,"value": NonNullable<Json>
                  }
                  Update: {
                    "created_at"?: string,"key"?: string,"profile_id"?: string,"updated_at"?: string,"value"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_preferences_profile_id_fkey"
      columns: ["profile_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"waitlist_entries": {
                  Row: {
                    "before": string | null,"branch_id": string | null,"call_id": string | null,"company_id": string,"created_at": string,"customer_id": string,"days": (string)[],"expires_on": string,"id": string,"not_before": string | null,"note": string | null,"offered_start": string | null,"offered_until": string | null,"service_id": string,"staff_id": string | null,"status": Database["public"]['Enums']["waitlist_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "before"?: string | null,"branch_id"?: string | null,"call_id"?: string | null,"company_id": string,"created_at"?: string,"customer_id": string,"days"?: (string)[],"expires_on"?: string,"id"?: string,"not_before"?: string | null,"note"?: string | null,"offered_start"?: string | null,"offered_until"?: string | null,"service_id": string,"staff_id"?: string | null,"status"?: Database["public"]['Enums']["waitlist_status"],"updated_at"?: string
                  }
                  Update: {
                    "before"?: string | null,"branch_id"?: string | null,"call_id"?: string | null,"company_id"?: string,"created_at"?: string,"customer_id"?: string,"days"?: (string)[],"expires_on"?: string,"id"?: string,"not_before"?: string | null,"note"?: string | null,"offered_start"?: string | null,"offered_until"?: string | null,"service_id"?: string,"staff_id"?: string | null,"status"?: Database["public"]['Enums']["waitlist_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "waitlist_entries_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_service_id_fkey"
      columns: ["company_id","service_id"]
isOneToOne: false
      referencedRelation: "services"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "waitlist_entries_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"webhook_dead_letter_queue": {
                  Row: {
                    "buried_at": string,"company_id": string,"id": string,"reason": string,"replayed_at": string | null,"webhook_event_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "buried_at"?: string,"company_id": string,"id"?: string,"reason": string,"replayed_at"?: string | null,"webhook_event_id": string
                  }
                  Update: {
                    "buried_at"?: string,"company_id"?: string,"id"?: string,"reason"?: string,"replayed_at"?: string | null,"webhook_event_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "webhook_dead_letter_queue_company_id_webhook_event_id_fkey"
      columns: ["company_id","webhook_event_id"]
isOneToOne: false
      referencedRelation: "webhook_events"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"webhook_events": {
                  Row: {
                    "attempts": number,"body": string,"company_id": string,"event_key": string,"event_type": string,"headers": NonNullable<Json>,"id": string,"integration_id": string,"last_error": string | null,"next_attempt_at": string | null,"processed_at": string | null,"provider": string,"received_at": string,"status": Database["public"]['Enums']["delivery_status"]
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"body": string,"company_id": string,"event_key": string,"event_type": string,"headers"?: NonNullable<Json>,"id"?: string,"integration_id": string,"last_error"?: string | null,"next_attempt_at"?: string | null,"processed_at"?: string | null,"provider": string,"received_at"?: string,"status"?: Database["public"]['Enums']["delivery_status"]
                  }
                  Update: {
                    "attempts"?: number,"body"?: string,"company_id"?: string,"event_key"?: string,"event_type"?: string,"headers"?: NonNullable<Json>,"id"?: string,"integration_id"?: string,"last_error"?: string | null,"next_attempt_at"?: string | null,"processed_at"?: string | null,"provider"?: string,"received_at"?: string,"status"?: Database["public"]['Enums']["delivery_status"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_events_company_id_integration_id_provider_fkey"
      columns: ["company_id","integration_id","provider"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id","provider"]
    }
                  ]
                },"working_hours": {
                  Row: {
                    "branch_id": string | null,"closes": string,"company_id": string,"created_at": string,"id": string,"opens": string,"staff_id": string | null,"updated_at": string,"weekday": number
                  }
                  ComputedFields: never
                  Insert: {
                    "branch_id"?: string | null,"closes": string,"company_id": string,"created_at"?: string,"id"?: string,"opens": string,"staff_id"?: string | null,"updated_at"?: string,"weekday": number
                  }
                  Update: {
                    "branch_id"?: string | null,"closes"?: string,"company_id"?: string,"created_at"?: string,"id"?: string,"opens"?: string,"staff_id"?: string | null,"updated_at"?: string,"weekday"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "working_hours_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "working_hours_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                }
          }
          Views: {
            "active_appointments": {
                  Row: {
                    "actual_revenue": number | null,"appointment_code": string,"blocked": unknown,"booking": string | null,"branch_id": string,"branch_name": string,"buffer_after_minutes": number,"buffer_before_minutes": number,"calcom_booking_id": number | null,"calcom_booking_uid": string | null,"call_id": string | null,"cancellation_reason": string | null,"cancelled_at": string | null,"cancelled_by": Database["public"]['Enums']["appointment_canceller"] | null,"company_id": string,"confirmation_sent_at": string | null,"created_at": string,"currency": string,"customer_id": string,"customer_name": string | null,"customer_notes": string | null,"description": string | null,"duration_minutes": number,"end_time": string,"expected_revenue": number | null,"external_id": string | null,"google_event_id": string | null,"held_until": string | null,"id": string,"internal_notes": string | null,"reminder_sent_at": string | null,"service_id": string | null,"service_name": string | null,"source": Database["public"]['Enums']["appointment_source"],"staff_id": string | null,"staff_name": string | null,"start_time": string,"status": Database["public"]['Enums']["appointment_status"],"title": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "appointments_company_id_branch_id_fkey"
      columns: ["company_id","branch_id"]
isOneToOne: false
      referencedRelation: "branches"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "appointments_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "appointments_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_service_id_fkey"
      columns: ["company_id","service_id"]
isOneToOne: false
      referencedRelation: "services"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "appointments_company_id_staff_id_fkey"
      columns: ["company_id","staff_id"]
isOneToOne: false
      referencedRelation: "staff"
      referencedColumns: ["company_id","id"]
    }
                  ]
                },"analytics_daily": {
                  Row: {
                    "accuracy": number | null,"appointments": number | null,"assistant_id": string | null,"average_duration": number | null,"calls": number | null,"company_id": string,"completed": number | null,"conversion": number | null,"cost": number | null,"cost_per_minute": number | null,"currency": string | null,"date": string | null,"failed": number | null,"latency": number | null,"leads": number | null,"quality": number | null,"satisfaction": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "calls_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"calendar_events": {
                  Row: {
                    "actual_revenue": number | null,"branch_id": string | null,"company_id": string | null,"contact_email": string | null,"contact_person": string | null,"contact_phone": string | null,"currency": string | null,"customer_id": string | null,"end_time": string | null,"event_type": string | null,"expected_revenue": number | null,"external_id": string | null,"id": string | null,"is_conflict": boolean | null,"service_type": string | null,"source": string | null,"staff_id": string | null,"start_time": string | null,"status": string | null,"title": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"call_activities": {
                  Row: {
                    "call_id": string | null,"company_id": string | null,"detail": Json | null,"occurred_at": string | null,"type": Database["public"]['Enums']["call_activity_type"] | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"company_goal_progress": {
                  Row: {
                    "company_id": string,"current_value": number | null,"goal_id": string,"is_active": boolean,"metric": Database["public"]['Enums']["goal_metric"],"name": string,"percent": number | null,"period": Database["public"]['Enums']["goal_period"],"period_ends_on": string | null,"period_starts_on": string | null,"target_value": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_goals_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"company_statistics": {
                  Row: {
                    "company_id": string,"currency": string | null,"name": string,"prepaid_balance": number,"total_appointments": number | null,"total_calls": number | null,"total_customers": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"current_consents": {
                  Row: {
                    "company_id": string,"customer_id": string,"given_at": string,"is_granted": boolean,"purpose": Database["public"]['Enums']["consent_purpose"]
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "consents_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "consents_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"email_logs": {
                  Row: {
                    "appointment_id": string | null,"body": string | null,"call_id": string | null,"channel": Database["public"]['Enums']["message_channel"],"company_id": string,"cost": number,"created_at": string,"currency": string,"customer_id": string | null,"delivered_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"error": string | null,"from_address": string | null,"id": string,"integration_id": string | null,"metadata": NonNullable<Json>,"provider": string | null,"provider_message_id": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["message_status"],"subject": string | null,"template": string | null,"to_address": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Update: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    },{
      foreignKeyName: "message_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"sms_message_logs": {
                  Row: {
                    "appointment_id": string | null,"body": string | null,"call_id": string | null,"channel": Database["public"]['Enums']["message_channel"],"company_id": string,"cost": number,"created_at": string,"currency": string,"customer_id": string | null,"delivered_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"error": string | null,"from_address": string | null,"id": string,"integration_id": string | null,"metadata": NonNullable<Json>,"provider": string | null,"provider_message_id": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["message_status"],"subject": string | null,"template": string | null,"to_address": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Update: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    },{
      foreignKeyName: "message_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"v_ai_usage": {
                  Row: {
                    "cached_tokens": number,"call_id": string | null,"characters": number,"company_id": string,"completion_tokens": number,"cost": number,"cost_eur": number | null,"cost_sek": number | null,"cost_usd": number | null,"created_at": string,"currency": string,"id": string,"integration_id": string | null,"key_holder": Database["public"]['Enums']["model_key_holder"],"latency_ms": number | null,"model": string,"outcome": string,"prompt_tokens": number,"provider": string,"total_tokens": number,"turn": number | null,"user_id": string | null,"vendor_cost": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "ai_usage_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"v_call_margin": {
                  Row: {
                    "ai_cost": number | null,"assistant_id": string | null,"call_id": string,"company_id": string,"cost": number | null,"cost_eur": number | null,"cost_sek": number | null,"cost_usd": number | null,"currency": string | null,"date": string | null,"margin": number | null,"margin_eur": number | null,"margin_sek": number | null,"margin_usd": number | null,"message_cost": number | null,"rate_own": number | null,"rate_sek": number | null,"rate_usd": number | null,"revenue": number | null,"revenue_eur": number | null,"revenue_sek": number | null,"revenue_usd": number | null,"telephony_cost": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "calls_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"v_call_outcomes": {
                  Row: {
                    "appointments": number | null,"assistant_id": string | null,"audio_quality": number | null,"call_id": string,"company_id": string,"converted": boolean | null,"cost": number | null,"currency": string,"date": string | null,"duration_seconds": number | null,"latency_ms": number | null,"leads": number | null,"satisfaction": number | null,"started_at": string,"status": Database["public"]['Enums']["call_status"],"transcription_accuracy": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "calls_company_id_assistant_id_fkey"
      columns: ["company_id","assistant_id"]
isOneToOne: false
      referencedRelation: "assistants"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    }
                  ]
                },"v_call_provider_costs": {
                  Row: {
                    "call_id": string,"company_id": string,"cost": number,"cost_eur": number | null,"cost_of": string | null,"cost_sek": number | null,"cost_usd": number | null,"currency": string,"integration_id": string,"provider": string,"told_at": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "telephony_events_company_id_call_id_integration_id_provide_fkey"
      columns: ["company_id","call_id","integration_id","provider"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id","integration_id","provider"]
    }
                  ]
                },"v_cost_events": {
                  Row: {
                    "amount": number | null,"call_id": string | null,"company_id": string,"cost_eur": number | null,"cost_sek": number | null,"cost_type": string | null,"cost_usd": number | null,"counts": boolean | null,"currency": string | null,"date": string | null,"occurred_at": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_daily_margin": {
                  Row: {
                    "ai_cost": number | null,"company_id": string | null,"cost": number | null,"currency": string | null,"date": string | null,"margin": number | null,"margin_eur": number | null,"margin_sek": number | null,"margin_usd": number | null,"message_cost": number | null,"revenue": number | null,"telephony_cost": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_integration_coverage": {
                  Row: {
                    "company_id": string,"company_name": string,"has_calendar": boolean | null,"has_telephony_or_voice": boolean | null,"is_covered": boolean | null,"missing": (string)[] | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_integration_coverage_total": {
                  Row: {
                    "companies_with_calendar": number | null,"companies_with_core_integrations": number | null,"companies_with_telephony_or_voice": number | null,"coverage_percent": number | null,"total_companies": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_phone_coverage": {
                  Row: {
                    "branches_without_number": (string)[] | null,"company_id": string,"company_name": string,"has_main_branch": boolean | null,"has_main_branch_number": boolean | null,"has_number": boolean | null,"has_primary_number": boolean | null,"is_covered": boolean | null,"missing": (string)[] | null,"numbers": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_phone_coverage_total": {
                  Row: {
                    "companies_with_main_branch": number | null,"companies_with_main_branch_number": number | null,"companies_with_number": number | null,"companies_with_primary_number": number | null,"coverage_percent": number | null,"total_companies": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_plan_usage": {
                  Row: {
                    "company_id": string,"plan": string | null,"quota": number | null,"resource": string | null,"trial_ends_at": string | null,"used": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_telephony_events": {
                  Row: {
                    "call_id": string,"company_id": string,"cost": number,"cost_eur": number | null,"cost_of": string | null,"cost_sek": number | null,"cost_usd": number | null,"created_at": string,"currency": string,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds": number | null,"event_key": string,"event_timestamp": string,"event_type": string,"from_number": string | null,"id": string,"integration_id": string,"metadata": NonNullable<Json>,"parent_event_id": string | null,"provider": string,"status": Database["public"]['Enums']["call_status"] | null,"to_number": string | null,"user_id": string | null,"webhook_event_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "telephony_events_company_id_call_id_integration_id_provide_fkey"
      columns: ["company_id","call_id","integration_id","provider"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id","integration_id","provider"]
    },{
      foreignKeyName: "telephony_events_event_type_fkey"
      columns: ["event_type"]
isOneToOne: false
      referencedRelation: "telephony_event_types"
      referencedColumns: ["event_type"]
    }
                  ]
                },"v_turn_latency": {
                  Row: {
                    "budget_ms": number | null,"company_id": string,"date": string | null,"p50_ms": number | null,"p95_ms": number | null,"provider": string,"stage": string | null,"turns": number | null,"within_budget": number | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "calls_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    }
                  ]
                },"v_user_costs": {
                  Row: {
                    "company_id": string,"cost_eur": number | null,"cost_sek": number | null,"cost_type": string | null,"cost_usd": number | null,"date": string | null,"event_count": number | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"v_user_revenue": {
                  Row: {
                    "actual_revenue": number | null,"booking_count": number | null,"company_id": string,"currency": string | null,"date": string | null,"expected_revenue": number | null,"service_type": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "appointments_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "company_members_profile_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                },"whatsapp_message_logs": {
                  Row: {
                    "appointment_id": string | null,"body": string | null,"call_id": string | null,"channel": Database["public"]['Enums']["message_channel"],"company_id": string,"cost": number,"created_at": string,"currency": string,"customer_id": string | null,"delivered_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"error": string | null,"from_address": string | null,"id": string,"integration_id": string | null,"metadata": NonNullable<Json>,"provider": string | null,"provider_message_id": string | null,"sent_at": string | null,"status": Database["public"]['Enums']["message_status"],"subject": string | null,"template": string | null,"to_address": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Update: {
                           "appointment_id"?: string | null,"body"?: string | null,"call_id"?: string | null,"channel"?: Database["public"]['Enums']["message_channel"] | null,"company_id"?: string | null,"cost"?: number | null,"created_at"?: string | null,"currency"?: string | null,"customer_id"?: string | null,"delivered_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"] | null,"error"?: string | null,"from_address"?: string | null,"id"?: string | null,"integration_id"?: string | null,"metadata"?: Json | null,"provider"?: string | null,"provider_message_id"?: string | null,"sent_at"?: string | null,"status"?: Database["public"]['Enums']["message_status"] | null,"subject"?: string | null,"template"?: string | null,"to_address"?: string | null,"updated_at"?: string | null,"user_id"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "active_appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_appointment_is_own"
      columns: ["company_id","appointment_id"]
isOneToOne: false
      referencedRelation: "appointments"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_margin"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_call_id_fkey"
      columns: ["company_id","call_id"]
isOneToOne: false
      referencedRelation: "v_call_outcomes"
      referencedColumns: ["company_id","call_id"]
    },{
      foreignKeyName: "message_logs_company_id_customer_id_fkey"
      columns: ["company_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "companies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "company_statistics"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_cost_events"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_integration_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_phone_coverage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_plan_usage"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_fkey"
      columns: ["company_id"]
isOneToOne: false
      referencedRelation: "v_user_costs"
      referencedColumns: ["company_id"]
    },{
      foreignKeyName: "message_logs_company_id_integration_id_fkey"
      columns: ["company_id","integration_id"]
isOneToOne: false
      referencedRelation: "integrations"
      referencedColumns: ["company_id","id"]
    },{
      foreignKeyName: "message_logs_provider_fkey"
      columns: ["provider"]
isOneToOne: false
      referencedRelation: "integration_providers"
      referencedColumns: ["provider"]
    },{
      foreignKeyName: "message_logs_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Functions: {
            "accept_invitation":
{ Args: { "p_token": string }; Returns: string
                           },
"analytics_calls":
{ Args: { "p_company_id": string,"p_from": string,"p_group"?: string,"p_until": string }; Returns: {
              "appointments": number,"average_duration": number,"completed_calls": number,"cost_per_call": number,"currency": string,"failed_calls": number,"leads": number,"period_start": string,"success_rate": number,"total_calls": number,"total_cost": number
            }[]
                           },
"analytics_latency":
{ Args: { "p_company_id": string,"p_from": string,"p_until": string }; Returns: {
              "budget_ms": number,"p50_ms": number,"p95_ms": number,"stage": string,"turns": number,"within_budget": number
            }[]
                           },
"analytics_overview":
{ Args: { "p_company_id": string,"p_days"?: number }; Returns: Json
                           },
"analytics_usage":
{ Args: { "p_company_id": string,"p_from": string,"p_until": string }; Returns: {
              "average_latency_ms": number,"cached_tokens": number,"completion_tokens": number,"cost": number,"currency": string,"date": string,"model": string,"prompt_tokens": number,"provider": string,"requests": number,"successful": number,"total_tokens": number
            }[]
                           },
"archive_assistant":
{ Args: { "p_assistant_id": string }; Returns: undefined
                           },
"book_appointment":
{ Args: { "p_booking"?: string,"p_branch_id": string,"p_company_id": string,"p_customer_id": string,"p_customer_notes"?: string,"p_internal_notes"?: string,"p_override"?: boolean,"p_service_id": string,"p_source"?: Database["public"]['Enums']["appointment_source"],"p_staff_id"?: string,"p_start": string }; Returns: Json
                           },
"cancel_appointment":
{ Args: { "p_appointment_id": string,"p_reason"?: string }; Returns: Json
                           },
"change_member_role":
{ Args: { "p_company_id": string,"p_profile_id": string,"p_role": Database["public"]['Enums']["member_role"] }; Returns: undefined
                           },
"check_ledger":
{ Args: { "p_company_id"?: string }; Returns: {
              "company_id": string,"expected": number,"fault": string,"found": number,"reference": string
            }[]
                           },
"claim_phone_number":
{ Args: { "p_assistant_id"?: string,"p_branch_id"?: string,"p_company_id": string,"p_integration_id": string,"p_number": string,"p_provider": string,"p_type"?: Database["public"]['Enums']["phone_number_type"] }; Returns: string
                           },
"complete_appointment":
{ Args: { "p_actual_revenue"?: number,"p_appointment_id": string }; Returns: Json
                           },
"confirm_appointment":
{ Args: { "p_appointment_id": string }; Returns: Json
                           },
"convert":
{ Args: { "amount": number,"from_currency": string,"on_date": string,"to_currency": string }; Returns: number
                           },
"convert_lead":
{ Args: { "p_first_name"?: string,"p_last_name"?: string,"p_lead_id": string }; Returns: string
                           },
"create_api_key":
{ Args: { "p_allowed_ips"?: (unknown)[],"p_company_id": string,"p_expires_at"?: string,"p_key_name": string,"p_permissions"?: (Database["public"]['Enums']["api_permission"])[],"p_rate_limit_per_hour"?: number }; Returns: Json
                           },
"create_assistant_from_template":
{ Args: { "p_company_id": string,"p_name"?: string,"p_template_id": string }; Returns: string
                           },
"create_company":
{ Args: { "p_country"?: string,"p_currency"?: string,"p_language"?: string,"p_name": string,"p_timezone"?: string }; Returns: string
                           },
"deploy_assistant":
{ Args: { "p_assistant_id": string }; Returns: {
              "assistant_id": string,
"background_sound": string | null,
"company_id": string,
"conversation_flow": NonNullable<Json>,
"created_at": string,
"deployed_by": string | null,
"fallback_responses": (string)[],
"first_message": string,
"id": string,
"interruption_enabled": boolean,
"language": string,
"max_duration": number,
"model_name": string | null,
"model_provider": string | null,
"name": string,
"recording_enabled": boolean,
"silence_timeout": number,
"system_prompt": string,
"training_data": NonNullable<Json>,
"version": number,
"voice_id": string | null,
"voice_model": string | null,
"voice_provider": string | null,
"voice_settings": NonNullable<Json>
            }
                          SetofOptions: {
        from: "*"
        to: "assistant_versions"
        isOneToOne: true
        isSetofReturn: false
      } },
"erase_customer":
{ Args: { "p_customer_id": string }; Returns: Json
                           },
"erase_my_account":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"export_customer":
{ Args: { "p_customer_id": string }; Returns: Json
                           },
"export_me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"find_free_slots":
{ Args: { "p_branch_id": string,"p_company_id": string,"p_from"?: string,"p_limit"?: number,"p_service_id": string,"p_staff_id"?: string,"p_until"?: string }; Returns: {
              "end_time": string,"staff_id": string,"staff_name": string,"start_time": string
            }[]
                           },
"invite_member":
{ Args: { "p_company_id": string,"p_email": string,"p_role"?: Database["public"]['Enums']["member_role"] }; Returns: Json
                           },
"leave_company":
{ Args: { "p_company_id": string }; Returns: undefined
                           },
"list_members":
{ Args: { "p_company_id": string }; Returns: {
              "email": string,"is_active": boolean,"name": string,"profile_id": string,"role": Database["public"]['Enums']["member_role"],"since": string
            }[]
                           },
"mark_all_notifications_read":
{ Args: { "p_company_id": string }; Returns: number
                           },
"mark_no_show":
{ Args: { "p_appointment_id": string }; Returns: Json
                           },
"mark_notification_read":
{ Args: { "p_notification_id": string }; Returns: string
                           },
"move_appointment":
{ Args: { "p_appointment_id": string,"p_override"?: boolean,"p_staff_id"?: string,"p_start": string }; Returns: Json
                           },
"order_ai_key":
{ Args: { "p_company_id": string,"p_is_disabled"?: boolean,"p_limit_reset"?: Database["public"]['Enums']["key_limit_reset"],"p_limit_usd": number }; Returns: undefined
                           },
"release_phone_number":
{ Args: { "p_phone_number_id": string }; Returns: undefined
                           },
"remove_member":
{ Args: { "p_company_id": string,"p_profile_id": string }; Returns: undefined
                           },
"replay_delivery":
{ Args: { "p_dead_letter_id": string }; Returns: string
                           },
"revoke_api_key":
{ Args: { "p_api_key_id": string }; Returns: undefined
                           },
"revoke_invitation":
{ Args: { "p_invitation_id": string }; Returns: undefined
                           },
"roll_back_assistant":
{ Args: { "p_assistant_id": string,"p_version": number }; Returns: {
              "assistant_id": string,
"background_sound": string | null,
"company_id": string,
"conversation_flow": NonNullable<Json>,
"created_at": string,
"deployed_by": string | null,
"fallback_responses": (string)[],
"first_message": string,
"id": string,
"interruption_enabled": boolean,
"language": string,
"max_duration": number,
"model_name": string | null,
"model_provider": string | null,
"name": string,
"recording_enabled": boolean,
"silence_timeout": number,
"system_prompt": string,
"training_data": NonNullable<Json>,
"version": number,
"voice_id": string | null,
"voice_model": string | null,
"voice_provider": string | null,
"voice_settings": NonNullable<Json>
            }
                          SetofOptions: {
        from: "*"
        to: "assistant_versions"
        isOneToOne: true
        isSetofReturn: false
      } },
"search_calls":
{ Args: { "p_company_id": string,"p_limit"?: number,"p_query": string }; Returns: {
              "caller_number": string,"customer_id": string,"customer_name": string,"direction": Database["public"]['Enums']["call_direction"],"excerpt": string,"id": string,"language": string,"rank": number,"started_at": string,"status": Database["public"]['Enums']["call_status"]
            }[]
                           },
"search_customers":
{ Args: { "p_company_id": string,"p_limit"?: number,"p_query": string }; Returns: {
              "email": string,"full_name": string,"id": string,"is_active": boolean,"is_blocked": boolean,"last_appointment_at": string,"matched": string,"phone_normalized": string,"rank": number
            }[]
                           },
"search_knowledge":
{ Args: { "p_company_id": string,"p_language"?: string,"p_limit"?: number,"p_query": string }; Returns: {
              "headline": string,"id": string,"is_published": boolean,"language": string,"notebook_id": string,"rank": number,"title": string,"topic": string
            }[]
                           },
"search_leads":
{ Args: { "p_company_id": string,"p_limit"?: number,"p_query": string }; Returns: {
              "company_name": string,"contact_person": string,"conversion_stage": Database["public"]['Enums']["conversion_stage"],"email": string,"id": string,"lead_type": Database["public"]['Enums']["lead_type"],"matched": string,"phone_normalized": string,"rank": number
            }[]
                           },
"set_primary_branch":
{ Args: { "p_branch_id": string }; Returns: undefined
                           },
"set_primary_number":
{ Args: { "p_phone_number_id": string }; Returns: undefined
                           },
"switch_company":
{ Args: { "p_company_id": string }; Returns: string
                           },
"user_organization_id":
{ Args: { "user_uuid": string }; Returns: string
                           }
          }
          Enums: {
            "api_permission": "read"|"write"|"delete","appointment_canceller": "customer"|"company"|"calendar"|"system","appointment_source": "phone"|"web"|"admin"|"api"|"walk_in"|"calcom"|"simplybook","appointment_status": "held"|"pending"|"scheduled"|"confirmed"|"completed"|"cancelled"|"no_show","assistant_category": "customer-service"|"sales"|"appointment"|"lead-gen"|"general","assistant_status": "draft"|"active"|"inactive"|"archived","audit_action": "insert"|"update"|"delete","calendar_block_type": "absence"|"meeting"|"busy","call_activity_type": "ring"|"answer"|"turn"|"tool"|"transfer"|"hang_up","call_direction": "inbound"|"outbound","call_order_status": "ordered"|"placed"|"failed","call_status": "ringing"|"in_progress"|"completed"|"failed"|"busy"|"no_answer"|"cancelled","caller_proof": "number"|"code"|"birth_date","charge_component": "minutes"|"model"|"transfer"|"recording"|"correction","consent_purpose": "data_processing"|"recording"|"reminders"|"marketing","contact_channel": "phone"|"sms"|"whatsapp"|"email","conversion_stage": "new"|"contacted"|"qualified"|"proposal"|"won"|"lost","data_request_kind": "export"|"erasure"|"retention","delivery_status": "applied"|"ignored"|"failed"|"buried","finding_source": "rule"|"provider","goal_metric": "calls"|"completed_calls"|"appointments"|"revenue"|"leads"|"conversion_rate","goal_period": "day"|"week"|"month"|"quarter"|"year","integration_status": "pending"|"active"|"error"|"disabled","interaction_type": "initial_contact"|"call"|"message"|"appointment"|"note"|"correspondence"|"lead","invoice_status": "draft"|"open"|"paid"|"void"|"uncollectible","key_limit_reset": "daily"|"weekly"|"monthly","lead_activity_type": "created"|"stage_changed"|"note"|"call"|"email"|"meeting"|"converted","lead_type": "business"|"consumer","ledger_account": "prepaid"|"held"|"promotional"|"revenue"|"provider_cost"|"clearing"|"fx"|"shortfall","ledger_kind": "topup"|"hold"|"release"|"charge"|"refund"|"adjustment","member_role": "viewer"|"member"|"admin"|"owner","message_channel": "sms"|"whatsapp"|"email","message_status": "queued"|"sent"|"delivered"|"failed"|"read"|"received","model_key_holder": "house"|"company"|"owner","model_price_kind": "input"|"cached"|"output"|"characters","note_category": "general"|"preference"|"complaint"|"billing"|"follow_up","notification_channel": "in_app"|"email"|"sms"|"whatsapp","notification_recipient": "customer"|"member"|"address","notification_status": "queued"|"sending"|"sent"|"delivered"|"failed"|"cancelled","phone_number_status": "active"|"inactive"|"porting","phone_number_type": "local"|"toll_free"|"mobile"|"hotline","provider_type": "telephony"|"calendar"|"payment"|"llm"|"voice"|"messaging"|"accounting"|"multi","recording_consent_mode": "never"|"ask"|"announce","relationship_kind": "family"|"parent"|"guardian"|"partner"|"friend"|"colleague"|"referral"|"other","review_analysis_status": "not_needed"|"queued"|"done"|"failed","review_sentiment": "positive"|"neutral"|"negative"|"mixed","subscription_status": "trialing"|"active"|"past_due"|"cancelled","topup_method": "stripe"|"bank_transfer"|"admin_credit"|"promotional","topup_status": "pending"|"processing"|"completed"|"failed"|"refunded","turn_speaker": "caller"|"assistant","waitlist_status": "waiting"|"offered"|"booked"|"expired"|"cancelled"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "api_permission": ["read", "write", "delete"],"appointment_canceller": ["customer", "company", "calendar", "system"],"appointment_source": ["phone", "web", "admin", "api", "walk_in", "calcom", "simplybook"],"appointment_status": ["held", "pending", "scheduled", "confirmed", "completed", "cancelled", "no_show"],"assistant_category": ["customer-service", "sales", "appointment", "lead-gen", "general"],"assistant_status": ["draft", "active", "inactive", "archived"],"audit_action": ["insert", "update", "delete"],"calendar_block_type": ["absence", "meeting", "busy"],"call_activity_type": ["ring", "answer", "turn", "tool", "transfer", "hang_up"],"call_direction": ["inbound", "outbound"],"call_order_status": ["ordered", "placed", "failed"],"call_status": ["ringing", "in_progress", "completed", "failed", "busy", "no_answer", "cancelled"],"caller_proof": ["number", "code", "birth_date"],"charge_component": ["minutes", "model", "transfer", "recording", "correction"],"consent_purpose": ["data_processing", "recording", "reminders", "marketing"],"contact_channel": ["phone", "sms", "whatsapp", "email"],"conversion_stage": ["new", "contacted", "qualified", "proposal", "won", "lost"],"data_request_kind": ["export", "erasure", "retention"],"delivery_status": ["applied", "ignored", "failed", "buried"],"finding_source": ["rule", "provider"],"goal_metric": ["calls", "completed_calls", "appointments", "revenue", "leads", "conversion_rate"],"goal_period": ["day", "week", "month", "quarter", "year"],"integration_status": ["pending", "active", "error", "disabled"],"interaction_type": ["initial_contact", "call", "message", "appointment", "note", "correspondence", "lead"],"invoice_status": ["draft", "open", "paid", "void", "uncollectible"],"key_limit_reset": ["daily", "weekly", "monthly"],"lead_activity_type": ["created", "stage_changed", "note", "call", "email", "meeting", "converted"],"lead_type": ["business", "consumer"],"ledger_account": ["prepaid", "held", "promotional", "revenue", "provider_cost", "clearing", "fx", "shortfall"],"ledger_kind": ["topup", "hold", "release", "charge", "refund", "adjustment"],"member_role": ["viewer", "member", "admin", "owner"],"message_channel": ["sms", "whatsapp", "email"],"message_status": ["queued", "sent", "delivered", "failed", "read", "received"],"model_key_holder": ["house", "company", "owner"],"model_price_kind": ["input", "cached", "output", "characters"],"note_category": ["general", "preference", "complaint", "billing", "follow_up"],"notification_channel": ["in_app", "email", "sms", "whatsapp"],"notification_recipient": ["customer", "member", "address"],"notification_status": ["queued", "sending", "sent", "delivered", "failed", "cancelled"],"phone_number_status": ["active", "inactive", "porting"],"phone_number_type": ["local", "toll_free", "mobile", "hotline"],"provider_type": ["telephony", "calendar", "payment", "llm", "voice", "messaging", "accounting", "multi"],"recording_consent_mode": ["never", "ask", "announce"],"relationship_kind": ["family", "parent", "guardian", "partner", "friend", "colleague", "referral", "other"],"review_analysis_status": ["not_needed", "queued", "done", "failed"],"review_sentiment": ["positive", "neutral", "negative", "mixed"],"subscription_status": ["trialing", "active", "past_due", "cancelled"],"topup_method": ["stripe", "bank_transfer", "admin_credit", "promotional"],"topup_status": ["pending", "processing", "completed", "failed", "refunded"],"turn_speaker": ["caller", "assistant"],"waitlist_status": ["waiting", "offered", "booked", "expired", "cancelled"]
          }
        }
} as const
