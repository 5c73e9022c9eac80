-- Undoes tenancy · companies.

drop table if exists public.companies;
drop table if exists public.countries;
drop type if exists public.recording_consent_mode;
drop type if exists public.caller_proof;
