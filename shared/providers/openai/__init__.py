"""OpenAI's chat completions, and whatever server speaks the same protocol."""
