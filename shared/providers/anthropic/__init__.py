"""Anthropic: its messages, streamed."""
