"""OpenRouter: one key to many vendors' models, and keys with a limit made by another key."""

BASE_URL = "https://openrouter.ai/api/v1"
