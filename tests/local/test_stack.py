"""The commands that a newcomer types, in a state folder of their own: up, env, down, demo, and after a crash."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from local.demo_credentials import DEMONSTRATIONS, PASSWORD
from local.paths import ROOT
from tests.support.rest import make_client

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in place of `.frontdesk`; what still runs in it is stopped at the end."""
    folder = tmp_path_factory.mktemp("state")
    yield folder
    _run(folder, "down")


@pytest.fixture
def command(state: Path) -> Command:
    return lambda *arguments: _run(state, *arguments)


def _run(state: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FRONTDESK_STATE": str(state), "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "local", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def env(command: Command) -> dict[str, str]:
    """What `make env` prints while the stack is up."""
    up = command("up")
    assert up.returncode == 0, up.stderr
    printed = command("env")
    assert printed.returncode == 0, printed.stderr
    return dict(line.split("=", 1) for line in printed.stdout.splitlines())


def _services(state: Path) -> dict[str, dict[str, int]]:
    services: dict[str, dict[str, int]] = json.loads((state / "dev" / "services.json").read_text())
    return services


def test_env_is_enough_for_any_client(env: dict[str, str]) -> None:
    general = {"FUNCTIONS_URL", "RELAY_URL", "DATABASE_URL"}
    general |= {"SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"}
    about = ["NUMBER", "OWNER_EMAIL", "OWNER_PASSWORD", "TWILIO_AUTH_TOKEN"]
    about += ["TWILIO_VOICE_URL", "TWILIO_STATUS_URL", "TWILIO_MESSAGES_URL"]
    assert set(env) == general | {f"{company.name}_{word}" for company in DEMONSTRATIONS for word in about}
    with psycopg.connect(env["DATABASE_URL"]) as conn:
        assert conn.execute("select rolsuper from pg_roles where rolname = current_user").fetchone() == (True,)
    owner = make_client(env["SUPABASE_URL"], env["SUPABASE_PUBLISHABLE_KEY"])
    owner.auth.sign_in_with_password({"email": env["DENTIST_OWNER_EMAIL"], "password": PASSWORD})
    assert owner.table("companies").select("name").execute().data == [{"name": "Zahnarztpraxis am See"}]
    assert httpx.post(env["SALON_TWILIO_VOICE_URL"], data={"CallSid": "CA1"}).status_code == 403


def test_up_again_changes_nothing(env: dict[str, str], command: Command, state: Path) -> None:
    before = _services(state)
    assert command("up").returncode == 0
    assert _services(state) == before


def test_up_again_with_other_settings_restarts_what_they_concern(
    env: dict[str, str], command: Command, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _services(state)
    monkeypatch.setenv("OPENAI_MODEL", "another")
    assert command("up").returncode == 0
    after = _services(state)
    assert after["rest"] == before["rest"]
    assert after["functions"]["pid"] != before["functions"]["pid"]
    assert after["functions"]["port"] == before["functions"]["port"]


def test_what_crashed_comes_back_on_the_same_address(env: dict[str, str], command: Command, state: Path) -> None:
    before = _services(state)
    for service in before.values():
        os.kill(service["pid"], signal.SIGKILL)
    assert command("env").returncode == 1
    assert command("up").returncode == 0
    after = _services(state)
    assert {name: service["port"] for name, service in after.items()} == {
        name: service["port"] for name, service in before.items()
    }
    assert httpx.get(f"{env['FUNCTIONS_URL']}/_local/ready").status_code == 200


def test_down_keeps_the_data_and_reset_does_not(env: dict[str, str], command: Command) -> None:
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as conn:
        conn.execute("create table public.mine (n int)")
    assert command("down").stdout.startswith("stopped: rest, functions, postgres")
    with pytest.raises(httpx.ConnectError):
        httpx.get(env["FUNCTIONS_URL"])

    assert command("up").returncode == 0
    with psycopg.connect(env["DATABASE_URL"]) as conn:
        assert conn.execute("select to_regclass('public.mine')").fetchone() == ("mine",)

    assert command("reset").returncode == 0
    with psycopg.connect(env["DATABASE_URL"]) as conn:
        assert conn.execute("select to_regclass('public.mine')").fetchone() == (None,)


def test_the_demonstration_books_charges_and_leaves_nothing_running(command: Command, state: Path) -> None:
    command("down")
    demo = command("demo")
    assert demo.returncode == 0, demo.stdout + demo.stderr
    booked, called, charged, balance, stranger = demo.stdout.splitlines()[-5:]
    assert re.fullmatch(r"appointment: \d{6} \d{4}-\d\d-\d\dT14:30:00\+0[12]:00 Herrenhaarschnitt \w+ \w+", booked)
    assert re.fullmatch(r"call: completed [1-9]\d*s", called)
    charge = re.fullmatch(r"charge: (\d+\.\d{2,}) EUR", charged)
    left = re.fullmatch(r"balance: (\d+\.\d{2,}) EUR", balance)
    assert charge
    assert left
    assert float(charge[1]) > 0
    assert float(charge[1]) + float(left[1]) == pytest.approx(50)
    assert stranger == "stranger: 0 rows"
    assert not (state / "dev" / "data" / "postmaster.pid").exists()
    assert command("down").stdout.strip() == "stopped: nothing was running"


def test_a_demonstration_beside_a_running_stack_leaves_it_alone(
    env: dict[str, str], command: Command, state: Path
) -> None:
    services = _services(state)
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as conn:
        calls = conn.execute("select count(*) from public.calls").fetchone()
        assert command("demo").returncode == 0
        assert _services(state) == services
        assert conn.execute("select count(*) from public.calls").fetchone() == calls
        assert conn.execute("select count(*) from pg_database where datname like 'demo%'").fetchone() == (0,)
