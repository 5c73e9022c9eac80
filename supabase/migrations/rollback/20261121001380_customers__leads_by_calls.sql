-- Undoes customers · leads by calls.

drop function if exists backend.create_lead(uuid, text, text, text);
