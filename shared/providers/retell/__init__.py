"""Retell: carries the call, speaks and thinks with its own agent; asks us whom to connect and for what tools do.

Over its socket for a custom LLM a transfer is always cold: that names a number and knows no words for who answers. Retell's
own agents transfer with their own tool, warm if they are set up so.
"""
