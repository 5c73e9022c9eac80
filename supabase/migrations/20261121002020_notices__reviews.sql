-- notices · reviews: what customers say afterwards, what the company answers, and what a model made of it

create type public.review_analysis_status as enum ('not_needed', 'queued', 'done', 'failed');
create type public.review_sentiment as enum ('positive', 'neutral', 'negative', 'mixed');
comment on type public.review_analysis_status is 'not_needed: stars without words; queued: waits for job_reviews; done: read; failed: given up.';
comment on type public.review_sentiment is 'The tone of a review as a whole.';

create table public.reviews (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  customer_id uuid,
  appointment_id uuid,
  rating smallint not null constraint reviews_rating_1_to_5 check (rating between 1 and 5),
  comment text constraint reviews_comment_not_too_long check (char_length(comment) <= 10000),
  language public.language_code,
  source text not null default 'phone' constraint reviews_source_plain check (source ~ '^[a-z][a-z0-9_]{0,49}$'),
  external_id text constraint reviews_external_id_not_too_long check (char_length(external_id) <= 200),
  published_at timestamptz not null default now(),

  response text constraint reviews_response_not_too_long check (char_length(response) <= 5000),
  responded_by uuid,
  responded_at timestamptz,

  analysis_status public.review_analysis_status not null default 'not_needed',
  analysis_attempts integer not null default 0 constraint reviews_analysis_attempts_not_negative check (analysis_attempts >= 0),
  analysis_next_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  unique (company_id, id),
  constraint reviews_taken_once_per_source unique (company_id, source, external_id),
  constraint reviews_response_has_its_time check ((response is null) = (responded_at is null)),
  constraint reviews_queued_has_a_time check ((analysis_status = 'queued') = (analysis_next_at is not null)),
  foreign key (company_id, customer_id) references public.customers (company_id, id) on delete set null (customer_id),
  foreign key (company_id, appointment_id) references public.appointments (company_id, id) on delete set null (appointment_id),
  foreign key (company_id, responded_by) references public.company_members (company_id, profile_id) on delete set null (responded_by)
);
comment on table public.reviews is
  'What a customer thought of a visit. Noted by members or taken over from a portal, answered by members, analysed by job_reviews; stars and words are never changed. Gone with the company.';
comment on column public.reviews.source is 'Where it was given: phone, web, google …';
comment on column public.reviews.external_id is 'Its id at the portal, taken over once.';
comment on column public.reviews.analysis_next_at is 'When job_reviews may take it, or take it again.';

create index reviews_published on public.reviews (company_id, published_at desc);
create index reviews_customer on public.reviews (company_id, customer_id);
create index reviews_appointment on public.reviews (company_id, appointment_id);
create index reviews_responded_by on public.reviews (company_id, responded_by);
create index reviews_to_analyse on public.reviews (analysis_next_at) where analysis_status = 'queued';

create trigger _100_touch_updated_at before update on public.reviews
  for each row execute function private.tg__touch_updated_at();

-- Definer, because the eraser, who takes a response away, may not ask who is signed in.
create function private.tg_reviews__sign_response() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.response := nullif(btrim(new.response), '');
  if new.response is distinct from old.response then
    new.responded_by := case when new.response is not null then auth.uid() end;
    new.responded_at := case when new.response is not null then now() end;
  end if;
  return new;
end $$;
comment on function private.tg_reviews__sign_response() is 'Notes who answered a review and when; a blank answer takes it back.';
create trigger _100_sign_response before update of response on public.reviews
  for each row execute function private.tg_reviews__sign_response();
create trigger _200_tenant_stays before update of company_id on public.reviews
  for each row execute function private.tg__tenant_stays();

-- The queue is the row itself: what the transaction keeps is queued, and nothing else.
create function private.trigger_review_analysis() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.comment is distinct from old.comment then
    new.analysis_status := case when btrim(coalesce(new.comment, '')) = '' then 'not_needed' else 'queued' end;
    new.analysis_attempts := 0;
    new.analysis_next_at := case when new.analysis_status = 'queued' then now() end;
  end if;
  return new;
end $$;
comment on function private.trigger_review_analysis() is 'Queues the analysis of a new review that has words, and of one whose words have changed.';
create trigger _900_trigger_review_analysis before insert or update of comment on public.reviews
  for each row execute function private.trigger_review_analysis();

alter table public.reviews enable row level security;
alter table public.reviews force row level security;
create policy select_as_member on public.reviews for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_member on public.reviews for insert to authenticated
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
create policy update_as_member on public.reviews for update to authenticated
  using (company_id = any ((select private.company_ids('member'))::uuid[]))
  with check (company_id = any ((select private.company_ids('member'))::uuid[]));
grant select on public.reviews to authenticated;
grant insert (company_id, customer_id, appointment_id, rating, comment, language, source, external_id, published_at) on public.reviews to authenticated;
grant update (response) on public.reviews to authenticated;
grant select, insert, update, delete on public.reviews to service_role;
-- No other UPDATE and no DELETE by people: a review is somebody else's word.

create table public.review_insights (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  review_id uuid not null,
  model text not null constraint review_insights_model_is_named check (char_length(model) between 1 and 200),
  sentiment public.review_sentiment not null,
  topics text[] not null default '{}' constraint review_insights_topics_few check (cardinality(topics) <= 20),
  summary text not null constraint review_insights_summary_not_too_long check (char_length(summary) <= 2000),
  analysed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint review_insights_one_per_model unique (company_id, review_id, model),
  foreign key (company_id, review_id) references public.reviews (company_id, id) on delete cascade
);
comment on table public.review_insights is
  'What a model made of a review, one row a model; the same model again replaces what it said. Written by job_reviews, read by members; gone with the review.';

create index review_insights_review on public.review_insights (company_id, review_id);
create index review_insights_analysed on public.review_insights (company_id, analysed_at desc);

create trigger _100_touch_updated_at before update on public.review_insights
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.review_insights
  for each row execute function private.tg__tenant_stays();

alter table public.review_insights enable row level security;
alter table public.review_insights force row level security;
create policy select_as_member on public.review_insights for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
grant select on public.review_insights to authenticated, service_role;
-- No writing by people: an analysis is the job's.

-- A claim is a lease and counts as a try; the next is allowed after 5, 10, 20, 40 minutes. After the fifth it is given up.
create function backend.claim_reviews(p_limit integer)
returns table (id uuid, company_id uuid, rating smallint, comment text, language text, attempt integer)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update public.reviews r
  set analysis_status = 'failed', analysis_next_at = null
  where r.id in (
    select d.id from public.reviews d
    where d.analysis_status = 'queued' and d.analysis_next_at <= now() and d.analysis_attempts >= 5
    limit 500 for update skip locked);

  update public.reviews r
  set analysis_attempts = r.analysis_attempts + 1, analysis_next_at = now() + make_interval(mins => 5 * power(2, r.analysis_attempts)::integer)
  where r.id in (
    select d.id from public.reviews d
    where d.analysis_status = 'queued' and d.analysis_next_at <= now()
    order by d.analysis_next_at limit least(p_limit, 100) for update skip locked)
  returning r.id, r.company_id, r.rating, r.comment, r.language::text, r.analysis_attempts
$$;
comment on function backend.claim_reviews(integer) is
  'Takes reviews to analyse for five minutes or longer. Two workers never get the same one; one that five workers gave no answer for is given up.';
grant execute on function backend.claim_reviews(integer) to fn_jobs;

create function backend.record_review_insight(p_review_id uuid, p_model text, p_sentiment text, p_topics text[], p_summary text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_company_id uuid;
  v_id uuid;
begin
  update public.reviews r set analysis_status = 'done', analysis_next_at = null where r.id = p_review_id returning r.company_id into v_company_id;
  if v_company_id is null then
    raise exception using errcode = 'PT404', message = 'review_not_found';
  end if;
  insert into public.review_insights as i (company_id, review_id, model, sentiment, topics, summary)
  values (v_company_id, p_review_id, p_model, p_sentiment::public.review_sentiment, coalesce(p_topics[1:20], '{}'), left(p_summary, 2000))
  on conflict on constraint review_insights_one_per_model do update
    set sentiment = excluded.sentiment, topics = excluded.topics, summary = excluded.summary, analysed_at = now()
  returning i.id into v_id;
  return v_id;
end $$;
comment on function backend.record_review_insight(uuid, text, text, text[], text) is
  'Keeps what a model made of a review and ends its waiting; again replaces it. Refuses review_not_found.';
grant execute on function backend.record_review_insight(uuid, text, text, text[], text) to fn_jobs;
