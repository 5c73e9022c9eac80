-- Undoes usage · model prices.

drop function if exists private.vendor_price_of_speech(text, text, integer, date);
drop function if exists private.vendor_price(text, text, integer, integer, integer, date);
drop table if exists public.model_prices;
drop type if exists public.model_price_kind;
