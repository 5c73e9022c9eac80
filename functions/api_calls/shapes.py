"""What is asked and what is answered, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Number = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]
OrderKey = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Order(BaseModel):
    """A call to make. `to` is E.164; `phone_number_id` one of the company's numbers, else its primary one."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    company_id: UUID
    to: Number
    phone_number_id: UUID | None = None


class Placed(BaseModel):
    """An order of a call: `call_id` once the provider took it, `error` as one word if it did not."""

    id: UUID
    status: Literal["ordered", "placed", "failed"]
    call_id: UUID | None = None
    error: str | None = None
    is_new: bool = Field(default=True, exclude=True)


class Ended(BaseModel):
    """The call that is over, or is being hung up."""

    id: UUID
