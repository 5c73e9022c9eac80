-- Undoes notices · routes.

drop function if exists private.message_route(uuid, text, uuid);
