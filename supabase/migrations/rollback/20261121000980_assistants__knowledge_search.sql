-- Undoes assistants · knowledge search.

drop function if exists backend.search_knowledge(uuid, text, integer);
drop function if exists public.search_knowledge(uuid, text, text, integer);
drop function if exists private.search_knowledge(uuid, text, text, integer);
drop table if exists public.knowledge_articles;
drop table if exists public.knowledge_notebooks;
drop function if exists private.knowledge_words(text, text, text);
drop function if exists private.grammar_of(text);
