-- Undoes credentials · rotation.

drop function if exists backend.reseal(text, uuid, text, text, text, text);
drop function if exists backend.sealed_under_other_keys(text, integer, text, uuid);
drop view if exists private.sealed;
