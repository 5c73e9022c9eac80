"""Retell: carries the call, speaks and thinks with its own agent; asks us whom to connect and for what tools do."""
