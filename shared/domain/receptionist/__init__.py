"""The deterministic receptionist: answers a call without any model, from the business's own facts and the tools."""

from shared.domain.receptionist.desk import greet, respond

__all__ = ["greet", "respond"]
