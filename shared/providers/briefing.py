"""What a vendor's own agent is told of a call as it begins, as the plain texts that its prompts can name."""

from __future__ import annotations

from shared.domain.calls import Reply
from shared.providers.turns import Surroundings

_MOST_NAMES = 60


def briefing(reply: Reply, around: Surroundings) -> dict[str, str]:
    """Texts by name; what is not known is empty, because a prompt would else be read out with its braces."""
    business, caller = around.business, around.caller
    return {
        "greeting": reply.text,
        "language": reply.language,
        "business_name": business.name if business else "",
        "business_address": business.address if business else "",
        "services": ", ".join(each.name for each in business.services[:_MOST_NAMES]) if business else "",
        "staff": ", ".join(each.name for each in business.staff[:_MOST_NAMES]) if business else "",
        "transfer_number": (business.transfer_number if business else reply.transfer_to) or "",
        "caller_name": (caller.name if caller else None) or "",
        "caller_number": (caller.number if caller else None) or "",
    }
