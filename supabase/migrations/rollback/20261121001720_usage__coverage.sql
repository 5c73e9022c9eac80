-- Undoes usage · coverage.

drop view if exists public.v_phone_coverage_total;
drop view if exists public.v_integration_coverage_total;
drop view if exists public.v_phone_coverage;
drop view if exists public.v_integration_coverage;
