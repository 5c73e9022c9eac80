-- Undoes usage · model prices.

drop table if exists public.model_prices;
drop type if exists public.model_price_kind;
