-- Undoes notices · reviews.

drop function if exists backend.record_review_insight(uuid, text, text, text[], text);
drop function if exists backend.claim_reviews(integer);
drop table if exists public.review_insights;
drop table if exists public.reviews;
drop function if exists private.trigger_review_analysis();
drop function if exists private.tg_reviews__sign_response();
drop type if exists public.review_sentiment;
drop type if exists public.review_analysis_status;
