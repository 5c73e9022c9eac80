drop table public.data_requests;
drop type public.data_request_kind;
drop table public.opt_outs;
drop type public.contact_channel;
drop view public.current_consents;
drop function backend.record_consent(uuid, boolean, text);
drop table public.consents;
drop type public.consent_purpose;
