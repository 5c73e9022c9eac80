-- Undoes customers · search.

drop function if exists public.search_calls(uuid, text, integer);
drop function if exists private.search_calls(uuid, text, integer);
drop trigger if exists _500_keep_words on public.calls;
drop trigger if exists _500_keep_words_at_once on public.calls;
drop function if exists private.tg_calls__keep_words();
drop table if exists private.call_words;
drop function if exists private.spoken_text(text);
drop function if exists public.search_leads(uuid, text, integer);
drop function if exists private.search_leads(uuid, text, integer);
drop function if exists public.search_customers(uuid, text, integer);
drop function if exists private.search_customers(uuid, text, integer);
drop function if exists private.name_rank(text, text);
drop function if exists private.dialled_digits(text);
drop function if exists private.literal_pattern(text);
