"""What a function with the customary parts imports: FastAPI with one typed route, Mangum, psycopg. A yardstick only."""

from __future__ import annotations

import psycopg
from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


class Delivery(BaseModel):
    key: str


@app.post("/webhooks/{token}")
def take(token: str, delivery: Delivery) -> dict[str, str]:
    return {"token": token, "key": delivery.key, "driver": psycopg.__version__}


handler = Mangum(app, lifespan="off")
