"""The vendors of language models, each a module that speaks the same few words. A new one is a folder and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from shared.providers.anthropic import chat as anthropic
from shared.providers.model_stream import Vendor
from shared.providers.openai import chat as openai
from shared.providers.openrouter import chat as openrouter

MODELS: Mapping[str, Vendor] = {"openai": openai, "anthropic": anthropic, "openrouter": openrouter}
