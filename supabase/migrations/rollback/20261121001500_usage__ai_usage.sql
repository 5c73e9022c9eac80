-- Undoes usage · ai usage.

drop table if exists public.ai_usage_logs;
drop function if exists private.price_tokens(public.rate_cards, integer, integer, integer);
drop type if exists public.model_key_holder;
