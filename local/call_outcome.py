"""What a call left in the database, in the notation of a script: (kind, fields), and how it is compared with what was expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Fact = tuple[str, tuple[str, ...]]
Read = Callable[..., list[dict[str, Any]]]

# What may be left several times or not at all: whatever is there has to be expected, and the other way round.
ROWS = ("appointment", "cancelled", "message", "lead", "waitlist", "transfer")
# What is there once, and is compared where a script says something about it.
STATES = ("customer", "language", "status", "recording", "summary", "sentiment", "outcome")
# Found out once the call is over: by our rules, unless the provider says it itself.
FINDINGS = ("summary", "sentiment", "outcome")
ANYTHING = "*"

_APPOINTMENTS = """
select a.status, v.name as service, s.display_name as staff,
  to_char(a.start_time at time zone c.timezone, 'YYYY-MM-DD HH24:MI') as start
from public.calls k
join public.companies c on c.id = k.company_id
join public.appointments a on a.company_id = k.company_id and (a.call_id = k.id or a.customer_id = k.customer_id)
left join public.services v on v.id = a.service_id
left join public.staff s on s.id = a.staff_id
where k.provider_call_id = %s and (a.status in ('pending', 'scheduled', 'confirmed') and a.start_time > now() or a.status = 'cancelled')
order by a.start_time
"""
_MESSAGES = """
select i.content, i.callback_number, i.recording_url
from public.calls k join public.customer_interactions i on i.call_id = k.id and i.type = 'message'
where k.provider_call_id = %s order by i.created_at
"""
_LEADS = """
select l.notes, l.contact_person, l.phone_normalized
from public.calls k join public.leads l on l.source_call_id = k.id
where k.provider_call_id = %s order by l.created_at
"""
_WAITLIST = """
select v.name as service, s.display_name as staff, array_to_string(w.days, ' ') as days,
  to_char(w.not_before, 'HH24:MI') as not_before, to_char(w.before, 'HH24:MI') as before
from public.calls k
join public.waitlist_entries w on w.call_id = k.id
join public.services v on v.id = w.service_id
left join public.staff s on s.id = w.staff_id
where k.provider_call_id = %s order by w.created_at
"""
_CALL = """
select k.status, k.language, k.recording_consent, u.full_name,
  case when k.summary_by = 'provider' then '*' else coalesce(k.summary, 'none') end as summary,
  case when k.sentiment_by = 'provider' then '*' else coalesce(k.sentiment, 'none') end as sentiment,
  concat_ws(' and ', case when k.conversion then 'converted' end, case when k.lead_qualified then 'lead' end) as outcome
from public.calls k left join public.customers u on u.id = k.customer_id
where k.provider_call_id = %s
"""


def outcome(read: Read, call: str, transfers: Sequence[str] = ()) -> list[Fact]:
    """What the call with that id at the provider left. `read` runs a query with its parameters."""
    facts: list[Fact] = []
    for row in read(_APPOINTMENTS, call):
        kind = "cancelled" if row["status"] == "cancelled" else "appointment"
        facts.append((kind, (str(row["service"]), str(row["staff"]), row["start"])))
    facts += [
        ("message", (row["content"] or row["recording_url"], row["callback_number"] or "no number"))
        for row in read(_MESSAGES, call)
    ]
    facts += [
        ("lead", (row["notes"] or "", row["contact_person"] or "nobody", row["phone_normalized"] or "no number"))
        for row in read(_LEADS, call)
    ]
    facts += [
        (
            "waitlist",
            (
                row["service"],
                row["staff"] or "anybody",
                row["days"] or "any day",
                f"from {row['not_before'] or 'opening'}",
                f"until {row['before'] or 'closing'}",
            ),
        )
        for row in read(_WAITLIST, call)
    ]
    facts += [("transfer", (number,)) for number in transfers]
    for row in read(_CALL, call):
        agreed = {None: "not asked", True: "yes", False: "no"}[row["recording_consent"]]
        facts += [
            ("customer", (row["full_name"] or "nobody",)),
            ("language", (str(row["language"]),)),
            ("status", (str(row["status"]),)),
            ("recording", (agreed,)),
            ("summary", (row["summary"],)),
            ("sentiment", (row["sentiment"],)),
            ("outcome", (row["outcome"] or "nothing",)),
        ]
    return facts


def differences(expected: Sequence[Fact], left: Sequence[Fact]) -> list[str]:
    """What was expected and is not there, and what is there that nobody expected. Empty if all is well."""
    wrong: list[str] = []
    unexpected = [fact for fact in left if fact[0] in ROWS]
    for fact in expected:
        pool = unexpected if fact[0] in ROWS else [each for each in left if each[0] == fact[0]]
        found = next((each for each in pool if _fits(fact, each)), None)
        if found is None:
            there = ", ".join(told(each) for each in left if each[0] == fact[0]) or "nothing of the kind"
            wrong.append(f"expected {told(fact)}; there is {there}")
        elif fact[0] in ROWS:
            unexpected.remove(found)
    return wrong + [f"nobody expected {told(fact)}" for fact in unexpected]


def told(fact: Fact) -> str:
    """A fact as a script writes it."""
    return f"{fact[0]}: {'; '.join(fact[1])}"


def _fits(expected: Fact, left: Fact) -> bool:
    """Field by field, as far as fields are expected; words of a message, lead or summary need only be contained."""
    if expected[0] != left[0] or len(expected[1]) > len(left[1]):
        return False
    for place, (wanted, there) in enumerate(zip(expected[1], left[1], strict=False)):
        a, b = wanted.casefold(), there.casefold()
        contained = place == 0 and left[0] in ("message", "lead", "summary") and a in b
        if ANYTHING not in (wanted, there) and a != b and not contained:
            return False
    return True
