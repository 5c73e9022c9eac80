-- Undoes credentials · encryption.

drop function if exists private.decrypt_text(bytea, text);
drop function if exists private.encrypt_text(text, text);
