"""Supabase as the house sees it from outside: who a token speaks for, and the REST door under that person's own rights."""
