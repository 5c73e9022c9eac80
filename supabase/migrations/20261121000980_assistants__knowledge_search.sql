-- assistants · knowledge: what assistants may answer from, and how it is found

create table public.knowledge_notebooks (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  name text not null constraint knowledge_notebooks_name_not_blank check (btrim(name) <> '' and char_length(name) <= 120),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (company_id, id)
);
comment on table public.knowledge_notebooks is 'A bundle of articles that assistants answer from. Admins edit, members read.';

create index knowledge_notebooks_company on public.knowledge_notebooks (company_id, name);
create trigger _100_touch_updated_at before update on public.knowledge_notebooks
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.knowledge_notebooks
  for each row execute function private.tg__tenant_stays();

-- How words of a language are cut down to what they have in common.
create function private.grammar_of(p_language text) returns regconfig
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case p_language
    when 'de' then 'pg_catalog.german'::regconfig
    when 'sv' then 'pg_catalog.swedish'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    else 'pg_catalog.simple'::regconfig
  end
$$;
comment on function private.grammar_of(text) is 'The text search configuration of a language: German, Swedish, English, else none but whole words.';

-- Twice: as written, where stop words and endings are known, and for somebody who has no umlauts on the keyboard. In small
-- letters, as not every database knows that Ö is a large ö when it cuts words.
create function private.knowledge_words(p_language text, p_title text, p_content text) returns tsvector
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select setweight(to_tsvector(private.grammar_of(p_language), lower(p_title)), 'A')
    || setweight(to_tsvector(private.grammar_of(p_language), private.search_form(p_title)), 'A')
    || setweight(to_tsvector(private.grammar_of(p_language), lower(p_content)), 'B')
    || setweight(to_tsvector(private.grammar_of(p_language), private.search_form(p_content)), 'B')
$$;
comment on function private.knowledge_words(text, text, text) is 'What an article is found by; its title counts for more.';
grant execute on function private.grammar_of(text), private.knowledge_words(text, text, text) to authenticated, service_role;

create table public.knowledge_articles (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.companies (id) on delete cascade,
  notebook_id uuid not null,
  topic text not null default 'general' constraint knowledge_articles_topic_plain check (topic ~ '^[a-z][a-z_]{0,59}$'),
  title text not null constraint knowledge_articles_title_not_blank check (btrim(title) <> '' and char_length(title) <= 200),
  content text not null constraint knowledge_articles_content_not_blank check (btrim(content) <> '' and char_length(content) <= 20000),
  language public.language_code not null default 'de',
  is_published boolean not null default true,
  search tsvector not null generated always as (private.knowledge_words(language, title, content)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (company_id, notebook_id) references public.knowledge_notebooks (company_id, id) on delete cascade
);
comment on table public.knowledge_articles is 'One thing an assistant may say when asked. Admins edit, members read; callers hear it.';
comment on column public.knowledge_articles.search is 'The words of title and content by the grammar of the article''s language; for search_knowledge.';
comment on column public.knowledge_articles.topic is 'A stable word such as hours, directions, parking, payment; general for the rest.';

create index knowledge_articles_notebook on public.knowledge_articles (company_id, notebook_id);
create index knowledge_articles_search on public.knowledge_articles using gin (search);
create trigger _100_touch_updated_at before update on public.knowledge_articles
  for each row execute function private.tg__touch_updated_at();
create trigger _200_tenant_stays before update of company_id on public.knowledge_articles
  for each row execute function private.tg__tenant_stays();

alter table public.knowledge_notebooks enable row level security;
alter table public.knowledge_notebooks force row level security;
create policy select_as_member on public.knowledge_notebooks for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.knowledge_notebooks for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.knowledge_notebooks for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.knowledge_notebooks for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.knowledge_notebooks to authenticated, service_role;

alter table public.knowledge_articles enable row level security;
alter table public.knowledge_articles force row level security;
create policy select_as_member on public.knowledge_articles for select to authenticated
  using (company_id = any ((select private.company_ids())::uuid[]));
create policy insert_as_admin on public.knowledge_articles for insert to authenticated
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy update_as_admin on public.knowledge_articles for update to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]))
  with check (company_id = any ((select private.company_ids('admin'))::uuid[]));
create policy delete_as_admin on public.knowledge_articles for delete to authenticated
  using (company_id = any ((select private.company_ids('admin'))::uuid[]));
grant select, insert, update, delete on public.knowledge_articles to authenticated, service_role;

create function private.search_knowledge(p_company_id uuid, p_query text, p_language text, p_limit integer)
returns table (id uuid, notebook_id uuid, topic text, title text, headline text, language text, is_published boolean, rank numeric)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  -- As typed into a search box: "a phrase", or, -without. Whatever else stands in it is words; nothing of it is an error.
  v_query text := lower(left(p_query, 400));
begin
  perform private.require_role(auth.uid(), p_company_id, 'viewer');
  return query
  select a.id, a.notebook_id, a.topic, a.title,
    ts_headline(private.grammar_of(a.language), a.content, w.words, 'StartSel=**, StopSel=**, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "'),
    a.language::text, a.is_published, ts_rank(a.search, w.words)::numeric
  from (select distinct k.language from public.knowledge_articles k where k.company_id = p_company_id and k.language = coalesce(p_language, k.language)) l
  cross join lateral (select websearch_to_tsquery(private.grammar_of(l.language), v_query)
    || websearch_to_tsquery(private.grammar_of(l.language), private.search_form(v_query)) as words) w
  join public.knowledge_articles a on a.company_id = p_company_id and a.language = l.language and a.search @@ w.words
  order by 8 desc, a.title, a.id
  limit least(greatest(p_limit, 1), 100);
end $$;
comment on function private.search_knowledge(uuid, text, text, integer) is 'Articles of a company that match a search, best first. Refuses company_not_found.';
grant execute on function private.search_knowledge(uuid, text, text, integer) to authenticated;

create function public.search_knowledge(p_company_id uuid, p_query text, p_language text default null, p_limit integer default 20)
returns table (id uuid, notebook_id uuid, topic text, title text, headline text, language text, is_published boolean, rank numeric)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select s.id, s.notebook_id, s.topic, s.title, s.headline, s.language, s.is_published, s.rank
  from private.search_knowledge(p_company_id, p_query, p_language, p_limit) s;
end;
comment on function public.search_knowledge(uuid, text, text, integer) is
  'Searches a company''s articles, drafts too, each by the grammar of its language; p_language keeps to one. Understands "a phrase", or, and -without; umlauts may be missing. Best first, at most 100; headline has the found words between ** and is plain text otherwise. Refuses company_not_found.';
grant execute on function public.search_knowledge(uuid, text, text, integer) to authenticated;

create function backend.search_knowledge(p_call_id uuid, p_query text, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_query text := lower(left(p_query, 400));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('title', f.title, 'content', f.content, 'topic', f.topic) order by f.rank desc, f.title), '[]')
    from (
      select a.title, a.content, a.topic, ts_rank(a.search, w.words) as rank
      from public.calls c
      cross join lateral (select distinct k.language from public.knowledge_articles k where k.company_id = c.company_id) l
      -- Any of the words: nobody on the telephone speaks in keywords, and the ranking prefers what has more of them.
      cross join lateral (
        select coalesce(string_agg(plainto_tsquery('pg_catalog.simple', t.word)::text, ' | ')::tsquery, '') as words
        from unnest(tsvector_to_array(to_tsvector(private.grammar_of(l.language), v_query)
          || to_tsvector(private.grammar_of(l.language), private.search_form(v_query)))) as t (word)
        where numnode(plainto_tsquery('pg_catalog.simple', t.word)) > 0) w
      join public.knowledge_articles a on a.company_id = c.company_id and a.language = l.language and a.is_published and a.search @@ w.words
      join public.knowledge_notebooks n on n.company_id = a.company_id and n.id = a.notebook_id and n.is_active
      where c.id = p_call_id
      order by 4 desc, a.title
      limit least(greatest(p_limit, 1), 20)
    ) f);
end $$;
comment on function backend.search_knowledge(uuid, text, integer) is
  'What the company that was called has published on a caller''s question, best first, as JSON; empty if nothing fits or there is no such call.';
grant execute on function backend.search_knowledge(uuid, text, integer) to fn_voice;
