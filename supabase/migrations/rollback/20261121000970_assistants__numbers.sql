-- Undoes assistants · numbers.

drop function if exists public.release_phone_number(uuid);
drop function if exists private.release_phone_number(uuid);
drop function if exists public.set_primary_number(uuid);
drop function if exists private.set_primary_number(uuid);
drop function if exists private.own_phone_number(uuid);
drop function if exists public.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type);
drop function if exists private.claim_phone_number(uuid, text, text, uuid, uuid, uuid, public.phone_number_type);
drop trigger if exists _200_archived_answers_nothing on public.assistants;
drop table if exists public.phone_numbers;
drop function if exists private.tg_assistants__archived_answers_nothing();
drop function if exists private.tg_phone_numbers__no_archived_assistant();
drop function if exists private.tg_phone_numbers__first_is_primary();
drop function if exists private.tg_phone_numbers__country();
drop function if exists private.country_of_number(text, text);
drop type if exists public.phone_number_status;
drop type if exists public.phone_number_type;
