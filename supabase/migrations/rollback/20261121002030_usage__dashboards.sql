-- Undoes usage · dashboards.

drop table if exists public.dashboard_widgets;
drop table if exists public.dashboards;
drop function if exists private.tg_dashboards__one_default();
