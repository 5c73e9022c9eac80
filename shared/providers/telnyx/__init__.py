"""Telnyx: events and documents of instructions, both signed with the account's Ed25519 key, and commands sent to its API."""
