-- Undoes telephony · relays.

drop function if exists backend.call_of_relay(text);
drop function if exists backend.leave_relay(uuid, text, integer);
drop function if exists backend.close_relay(text);
drop function if exists backend.take_relay_keys(text, text);
drop function if exists backend.press_relay_key(text, text, timestamptz);
drop function if exists private.keys_in_order(text[]);
drop function if exists backend.interrupt_relay(text, text, timestamptz);
drop function if exists backend.may_speak(text, integer);
drop function if exists backend.take_silence(text, timestamptz);
drop function if exists backend.note_sound(text, boolean, boolean, timestamptz);
drop function if exists backend.relay_turn(text, timestamptz, text, text);
drop function if exists backend.begin_relay(text, jsonb);
drop function if exists backend.open_relay(text, uuid);
drop function if exists private.note_interruption(private.relay_connections);
drop function if exists private.is_beginning(text, text);
drop function if exists private.sweep_relays();
drop table if exists private.relay_connections;
