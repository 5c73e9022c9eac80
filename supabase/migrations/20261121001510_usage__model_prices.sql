-- usage · model prices: what vendors ask for a million tokens or characters, so that a rate card can be compared with it

create type public.model_price_kind as enum ('input', 'cached', 'output', 'characters');
comment on type public.model_price_kind is 'input: tokens sent; cached: of those, what the vendor remembered; output: tokens answered; characters: of text, spoken.';

create table public.model_prices (
  id uuid primary key default gen_random_uuid(),
  provider text not null references public.integration_providers (provider),
  model text not null constraint model_prices_model_sensible check (btrim(model) <> '' and char_length(model) <= 200),
  kind public.model_price_kind not null,
  price_per_million numeric(14, 6) not null constraint model_prices_not_negative check (price_per_million >= 0 and price_per_million < 'NaN'),
  currency public.currency_code not null default 'USD',
  valid_from date not null constraint model_prices_from_is_a_day check (isfinite(valid_from)),
  valid_until date constraint model_prices_until_is_a_day check (isfinite(valid_until)),
  source text not null,
  created_at timestamptz not null default now(),
  constraint model_prices_end_after_start check (valid_until > valid_from),
  constraint model_prices_one_at_a_time exclude using gist (
    provider with =, model with =, kind with =, (currency::text) with =, daterange(valid_from, valid_until) with &&)
);
comment on table public.model_prices is
  'Vendors'' list prices per million tokens, of voices per million characters. Everybody signed in reads it, the operator adds to it; what a company pays is on its rate card. Kept for good.';
comment on column public.model_prices.valid_until is 'The first day on which it no longer holds; empty while it does.';
comment on column public.model_prices.source is 'Where the price was read. Look it up again before you bill by it.';

create index model_prices_model on public.model_prices (provider, model, kind, valid_from desc);

insert into public.model_prices (provider, model, kind, price_per_million, valid_from, valid_until, source)
select m.provider, m.model, p.kind::public.model_price_kind, p.price, m.valid_from, m.valid_until, m.source
from (values
  ('openai', 'gpt-4o', 5.00, null, 15.00, date '2024-05-13', date '2024-10-02', 'list price of OpenAI at its release'),
  ('openai', 'gpt-4o', 2.50, 1.25, 10.00, '2024-10-02', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-4o-mini', 0.15, 0.075, 0.60, '2024-07-18', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-4.1', 2.00, 0.50, 8.00, '2025-04-14', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-4.1-mini', 0.40, 0.10, 1.60, '2025-04-14', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-4.1-nano', 0.10, 0.025, 0.40, '2025-04-14', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-5', 1.25, 0.125, 10.00, '2025-08-07', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-5-mini', 0.25, 0.025, 2.00, '2025-08-07', null, 'list price of OpenAI, 2025'),
  ('openai', 'gpt-5-nano', 0.05, 0.005, 0.40, '2025-08-07', null, 'list price of OpenAI, 2025'),
  ('anthropic', 'claude-3-5-haiku-20241022', 0.80, 0.08, 4.00, '2024-12-05', null, 'list price of Anthropic, 2025; cached is a cache hit'),
  ('anthropic', 'claude-sonnet-4-20250514', 3.00, 0.30, 15.00, '2025-05-22', null, 'list price of Anthropic, 2025; cached is a cache hit'),
  ('anthropic', 'claude-opus-4-20250514', 15.00, 1.50, 75.00, '2025-05-22', null, 'list price of Anthropic, 2025; cached is a cache hit'),
  ('anthropic', 'claude-sonnet-4-5', 3.00, 0.30, 15.00, '2025-09-29', null, 'list price of Anthropic, 2025; cached is a cache hit'),
  ('anthropic', 'claude-haiku-4-5', 1.00, 0.10, 5.00, '2025-10-15', null, 'list price of Anthropic, 2025; cached is a cache hit'),
  ('openrouter', 'openai/gpt-4o-mini', 0.15, 0.075, 0.60, '2024-07-18', null, 'OpenRouter passes the vendor''s list price on'),
  ('openrouter', 'anthropic/claude-sonnet-4.5', 3.00, 0.30, 15.00, '2025-09-29', null, 'OpenRouter passes the vendor''s list price on')
) as m (provider, model, input, cached, output, valid_from, valid_until, source)
cross join lateral (values ('input', m.input), ('cached', m.cached), ('output', m.output)) as p (kind, price)
where p.price is not null;

insert into public.model_prices (provider, model, kind, price_per_million, valid_from, source) values
  ('elevenlabs', 'eleven_flash_v2_5', 'characters', 50, '2026-06-01', 'list price of ElevenLabs'' API, June 2026; some voices ask a multiple'),
  ('elevenlabs', 'eleven_turbo_v2_5', 'characters', 50, '2026-06-01', 'list price of ElevenLabs'' API, June 2026; some voices ask a multiple'),
  ('elevenlabs', 'eleven_multilingual_v2', 'characters', 100, '2026-06-01', 'list price of ElevenLabs'' API, June 2026; some voices ask a multiple'),
  ('elevenlabs', 'eleven_v3', 'characters', 100, '2026-06-01', 'list price of ElevenLabs'' API, June 2026; some voices ask a multiple');

alter table public.model_prices enable row level security;
alter table public.model_prices force row level security;
create policy select_as_anyone_signed_in on public.model_prices for select to authenticated
  using ((select auth.uid()) is not null);
grant select on public.model_prices to authenticated;
grant select, insert, update on public.model_prices to service_role;
-- No writing by people: a price is the vendor's.

create function private.vendor_price(p_provider text, p_model text, p_prompt integer, p_cached integer, p_completion integer, p_on date) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  v_input numeric;
  v_cached numeric;
  v_output numeric;
begin
  select max(m.price_per_million) filter (where m.kind = 'input'), max(m.price_per_million) filter (where m.kind = 'cached'),
    max(m.price_per_million) filter (where m.kind = 'output')
  into v_input, v_cached, v_output
  from public.model_prices m
  where m.provider = p_provider and m.model = p_model and m.currency = 'USD' and m.valid_from <= p_on and (m.valid_until is null or m.valid_until > p_on);
  -- A vendor without a price for what it remembered asks the full one.
  return round(((p_prompt - p_cached) * v_input + p_cached * coalesce(v_cached, v_input) + p_completion * v_output) / 1000000, 6);
end $$;
comment on function private.vendor_price(text, text, integer, integer, integer, date) is
  'What a vendor asks for these tokens on that day, in US dollars, six decimals; null for a model whose price is not known.';

create function private.vendor_price_of_speech(p_provider text, p_model text, p_characters integer, p_on date) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (
    select round(p_characters * m.price_per_million / 1000000, 6)
    from public.model_prices m
    where m.provider = p_provider and m.model = p_model and m.kind = 'characters' and m.currency = 'USD'
      and m.valid_from <= p_on and (m.valid_until is null or m.valid_until > p_on));
end $$;
comment on function private.vendor_price_of_speech(text, text, integer, date) is
  'What a vendor asks for speaking so many characters on that day, in US dollars, six decimals; null for a model whose price is not known.';
