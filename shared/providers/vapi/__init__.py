"""Vapi: carries the call and speaks; asks us for an assistant, for words (its custom model) and for what tools do."""
