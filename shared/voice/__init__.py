"""One turn of a call, whichever endpoint it came in by: recall, think, record. The only room that knows all the others."""
