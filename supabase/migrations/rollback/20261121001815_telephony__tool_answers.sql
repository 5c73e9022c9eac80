-- Undoes telephony · tool answers.

drop function if exists backend.keep_tool_answer(uuid, text, text);
drop function if exists backend.find_tool_answers(uuid, text[]);
