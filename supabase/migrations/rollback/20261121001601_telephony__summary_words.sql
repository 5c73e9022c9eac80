-- Undoes telephony · summary words.

drop function if exists private.as_sentence(text[], text);
drop function if exists private.listed(text[], text);
drop function if exists private.shortened(text, integer);
drop function if exists private.written_start(timestamptz, text, jsonb);
drop function if exists private.named_day(date, jsonb);
drop function if exists private.summary_words(text);
