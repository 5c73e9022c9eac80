-- Undoes usage · goals.

drop view if exists public.company_goal_progress;
