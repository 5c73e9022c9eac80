-- Undoes assistants · deployment.

drop function if exists public.create_assistant_from_template(uuid, uuid, text);
drop function if exists private.create_assistant_from_template(uuid, uuid, text);
drop function if exists public.archive_assistant(uuid);
drop function if exists private.archive_assistant(uuid);
drop function if exists public.roll_back_assistant(uuid, integer);
drop function if exists private.roll_back_assistant(uuid, integer);
drop function if exists public.deploy_assistant(uuid);
drop function if exists private.deploy_assistant(uuid);
drop trigger if exists _200_no_speech_from_the_archive on public.assistants;
drop function if exists private.tg_assistants__no_speech_from_the_archive();
drop function if exists private.own_assistant(uuid);
drop function if exists private.freeze_assistant(uuid, uuid);
