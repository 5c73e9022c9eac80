"""The REST and auth stand-in: it behaves as the platform where we lean on it, and leaves the grants alone."""

from __future__ import annotations

import time
import tomllib
from typing import Any, cast

import httpx
import jwt
import pytest
from postgrest import ReturnMethod, SyncQueryRequestBuilder
from postgrest.exceptions import APIError
from supabase import Client
from supabase_auth.errors import AuthApiError

from local.demo_credentials import DEMONSTRATIONS, PASSWORD
from local.paths import ROOT
from tests.support.catalogue import catalogue
from tests.support.database import Connection, Database
from tests.support.rest import Rest

OWNER = DEMONSTRATIONS[0].owner_email

PROBE = """
create table public.probes (
  id uuid primary key default gen_random_uuid(),
  owner uuid not null default auth.uid(),
  word text not null unique check (word <> 'forbidden'),
  about jsonb,
  amount numeric(14, 6),
  at timestamptz not null default '2026-01-02 03:04:05.678+00'
);
alter table public.probes enable row level security;
create policy select_own on public.probes for select to authenticated using (owner = (select auth.uid()));
create policy insert_own on public.probes for insert to authenticated with check (owner = (select auth.uid()));
revoke all on public.probes from anon, authenticated, service_role;
grant select, insert (owner, word, about, amount) on public.probes to authenticated;
grant all on public.probes to service_role;

create table public.partly_hidden (shown int, hidden int);
alter table public.partly_hidden enable row level security;
create policy select_all on public.partly_hidden for select to authenticated using (true);
revoke all on public.partly_hidden from anon, authenticated, service_role;
grant select (shown) on public.partly_hidden to authenticated;

create function public.kind_of(p_value jsonb) returns text language sql as 'select jsonb_typeof(p_value)';
create function public.refuse(p_state text) returns void language plpgsql as $$
begin
  raise exception using errcode = p_state, message = 'slot_taken', detail = '{"staff_id": 1}', hint = 'Ask again.';
end $$;
create function public.who() returns jsonb language sql stable as $$
  select jsonb_build_object('role', current_user, 'uid', auth.uid(), 'email', auth.email(), 'claim', auth.jwt() ->> 'role')
$$;
grant execute on all functions in schema public to anon, authenticated, service_role;
"""


@pytest.fixture
def probed(database: Database) -> Database:
    """The test's database with a table and functions made for asking questions, owned as migrations would own them."""
    with database.connect("postgres") as conn:
        conn.execute(PROBE)
    return database


@pytest.fixture
def api(probed: Database, rest: Rest) -> Rest:
    return rest


@pytest.fixture
def owner(api: Rest) -> Client:
    return api.signed_in(OWNER, PASSWORD)


def _refusal(error: APIError) -> dict[str, Any]:
    return {name: getattr(error, name) for name in ("code", "message", "details", "hint")}


def _row(query: SyncQueryRequestBuilder) -> dict[str, Any]:
    return cast("dict[str, Any]", query.execute().data[0])


def test_an_access_token_lives_as_long_as_on_the_platform(owner: Client) -> None:
    session = owner.auth.get_session()
    assert session
    claims = jwt.decode(session.access_token, options={"verify_signature": False})
    settings = tomllib.loads((ROOT / "supabase" / "config.toml").read_text())
    assert claims["exp"] - claims["iat"] == settings["auth"]["jwt_expiry"] == 15 * 60


def _token(client: Client) -> str:
    session = client.auth.get_session()
    assert session is not None
    return session.access_token


def test_using_it_changes_no_grant_no_function_and_no_policy(api: Rest, probed: Database) -> None:
    with probed.connect() as conn:
        before = _what_ours_are(conn)
        owner = api.signed_in(OWNER, PASSWORD)
        owner.table("probes").insert({"word": "one"}, returning=ReturnMethod.minimal).execute()
        owner.table("companies").select("*").execute()
        owner.rpc("who", {}).execute()
        api.client(api.secret_key).table("probes").select("*").execute()
        api.signed_up("new@example.org").table("probes").select("id").execute()
        assert _what_ours_are(conn) == before
        # It could give away what it creates itself; so it may create nothing here.
        may_create = "select has_schema_privilege('lite_api', nspname, 'create') as may from pg_namespace where nspname = any(%s)"
        assert conn.execute(may_create, (["public", "private", "backend"],)).fetchall() == [{"may": False}] * 3


def _what_ours_are(conn: Connection) -> list[tuple[Any, ...]]:
    return [row for row in catalogue(conn) if not (row[0] == "default privileges" and row[2] == "lite_api")]


def test_revoked_columns_stay_revoked_after_use(api: Rest, owner: Client) -> None:
    owner.table("partly_hidden").select("shown").execute()
    with pytest.raises(APIError) as refused:
        owner.table("partly_hidden").select("hidden").execute()
    assert refused.value.code == "42501"


def test_instants_are_iso_8601(owner: Client) -> None:
    row = _row(owner.table("probes").insert({"word": "one"}))
    assert row["at"] == "2026-01-02T03:04:05.678+00:00"


@pytest.mark.parametrize(
    ("value", "kind"),
    [({"a": [1]}, "object"), ([1, 2], "array"), ("plain words", "string"), (7, "number"), (True, "boolean")],
)
def test_a_json_argument_arrives_as_it_was_sent(owner: Client, value: object, kind: str) -> None:
    assert owner.rpc("kind_of", {"p_value": value}).execute().data == kind


def test_a_json_column_keeps_its_value(owner: Client) -> None:
    about = {"nested": [1, {"a": "ä"}], "none": None}
    assert _row(owner.table("probes").insert({"word": "one", "about": about}))["about"] == about


@pytest.mark.parametrize(
    ("state", "status"),
    [("PT402", 402), ("PT409", 409), ("PT422", 422), ("P0001", 400), ("22023", 400), ("42501", 403), ("53300", 503)],
)
def test_a_refusal_keeps_its_word_and_has_postgrests_status(api: Rest, owner: Client, state: str, status: int) -> None:
    response = api.request("POST", "/rest/v1/rpc/refuse", token=_token(owner), json={"p_state": state})
    assert response.status_code == status
    told = {"code": state, "message": "slot_taken", "details": '{"staff_id": 1}', "hint": "Ask again."}
    assert response.json() == told


def test_what_is_forbidden_to_a_stranger_is_401(api: Rest) -> None:
    assert api.request("GET", "/rest/v1/probes?select=id").status_code == 401


def test_a_check_violation_is_400_with_its_sqlstate(owner: Client) -> None:
    with pytest.raises(APIError) as refused:
        owner.table("probes").insert({"word": "forbidden"}).execute()
    assert refused.value.code == "23514"


def test_a_duplicate_is_409_and_details_go_to_those_who_see_every_row(api: Rest, owner: Client) -> None:
    owner.table("probes").insert({"word": "one"}).execute()
    row = {"word": "one", "owner": "00000000-0000-4000-8000-000000000001"}
    for headers, details in (({}, None), ({"apikey": api.secret_key}, "Key (word)=(one) already exists.")):
        token = None if headers else _token(owner)
        sent = row if headers else {"word": "one"}
        response = api.request("POST", "/rest/v1/probes", token=token, json=sent, headers=headers)
        assert (response.status_code, response.json()["code"], response.json()["details"]) == (409, "23505", details)


def test_a_row_for_somebody_else_is_refused(owner: Client) -> None:
    with pytest.raises(APIError) as refused:
        owner.table("probes").insert({"word": "one", "owner": "00000000-0000-4000-8000-000000000001"}).execute()
    assert refused.value.code == "42501"


def test_claims_are_those_of_the_hosted_platform(api: Rest, owner: Client) -> None:
    secret = api.cluster.keys.jwt_secret
    claims = jwt.decode(_token(owner), secret, algorithms=["HS256"], audience="authenticated")
    assert claims["iss"] == f"{api.url}/auth/v1"
    assert (claims["role"], claims["email"], claims["aal"], claims["is_anonymous"]) == (
        "authenticated",
        OWNER,
        "aal1",
        False,
    )
    assert claims["app_metadata"]["provider"] == "email"
    assert {"sub", "session_id", "amr", "user_metadata", "iat", "exp", "phone"} <= set(claims)


def test_the_database_knows_who_asks(owner: Client, api: Rest) -> None:
    user = owner.auth.get_user()
    assert user is not None
    known = {"role": "authenticated", "uid": user.user.id, "email": OWNER, "claim": "authenticated"}
    assert owner.rpc("who", {}).execute().data == known
    for key, role in ((api.publishable_key, "anon"), (api.secret_key, "service_role")):
        seen = cast("dict[str, Any]", api.client(key).rpc("who", {}).execute().data)
        assert seen["role"] == role


def test_a_refreshed_token_is_complete_too(owner: Client, api: Rest) -> None:
    session = owner.auth.refresh_session().session
    assert session is not None
    claims = jwt.decode(
        session.access_token, api.cluster.keys.jwt_secret, algorithms=["HS256"], audience="authenticated"
    )
    assert claims["app_metadata"]["provider"] == "email"


def _minted(api: Rest, secret: str | None = None, **claims: object) -> str:
    now = int(time.time())
    standard = {"sub": "00000000-0000-4000-8000-000000000001", "aud": "authenticated", "iat": now, "exp": now + 60}
    return jwt.encode(standard | claims, secret or api.cluster.keys.jwt_secret, "HS256")


def _call_who(api: Rest, token: str) -> httpx.Response:
    return api.request("POST", "/rest/v1/rpc/who", token=token, json={})


def test_a_token_cannot_name_a_role_outside_the_api(api: Rest) -> None:
    for role in ("postgres", "supabase_admin", "fn_api", "no_such_role"):
        assert _call_who(api, _minted(api, role=role)).status_code in (400, 401, 403), role


def test_a_token_signed_by_somebody_else_or_expired_is_401(api: Rest) -> None:
    assert _call_who(api, _minted(api, secret="x" * 64, role="authenticated")).status_code == 401
    assert _call_who(api, _minted(api, role="authenticated", exp=int(time.time()) - 10)).status_code == 401


def test_a_request_without_a_key_is_refused(api: Rest) -> None:
    assert httpx.get(f"{api.url}/rest/v1/probes?select=id").status_code == 401


def test_a_schema_that_is_not_exposed_is_not_served(api: Rest) -> None:
    response = api.request("GET", "/rest/v1/integrations_secrets", headers={"accept-profile": "private"})
    assert (response.status_code, response.json()["code"]) == (406, "PGRST106")


def test_a_new_table_is_served_after_a_notification(api: Rest, probed: Database, owner: Client) -> None:
    owner.table("probes").select("id").execute()
    with probed.connect("postgres") as conn:
        conn.execute("create table public.later (n int); alter table public.later enable row level security")
        conn.execute("create policy p on public.later for select to authenticated using (true)")
        conn.execute("grant select on public.later to authenticated; insert into public.later values (7)")
        conn.execute("notify pgrst, 'reload schema'")
    # The notification is on its way through another connection; the answer changes when it has arrived.
    end = time.monotonic() + 5
    while (response := api.request("GET", "/rest/v1/later?select=n", token=_token(owner))).status_code == 404:
        assert time.monotonic() < end, response.text
    assert response.json() == [{"n": 7}]


class TestAdminApi:
    """Users made, changed and removed with the secret key."""

    def test_a_user_is_made_changed_and_removed(self, api: Rest) -> None:
        admin = api.client(api.secret_key).auth.admin
        made = admin.create_user(
            {"email": "New@Example.org", "password": "first-password", "email_confirm": True, "app_metadata": {"a": 1}}
        ).user
        assert (made.email, made.app_metadata["a"], made.app_metadata["provider"]) == ("new@example.org", 1, "email")
        assert api.signed_in("new@example.org", "first-password").auth.get_user() is not None
        assert admin.get_user_by_id(made.id).user.id == made.id
        assert made.id in {user.id for user in admin.list_users()}

        changed = admin.update_user_by_id(made.id, {"password": "second-password", "user_metadata": {"name": "N"}}).user
        assert (changed.user_metadata["name"], changed.app_metadata["a"]) == ("N", 1)
        with pytest.raises(AuthApiError):
            api.signed_in("new@example.org", "first-password")
        api.signed_in("new@example.org", "second-password")

        admin.delete_user(made.id)
        with pytest.raises(AuthApiError):
            api.signed_in("new@example.org", "second-password")

    def test_an_unconfirmed_user_cannot_sign_in(self, api: Rest) -> None:
        api.client(api.secret_key).auth.admin.create_user({"email": "new@example.org", "password": "a-password"})
        with pytest.raises(AuthApiError):
            api.signed_in("new@example.org", "a-password")

    def test_a_banned_user_is_turned_away_and_leaves_no_session(self, api: Rest, probed: Database) -> None:
        admin = api.client(api.secret_key).auth.admin
        user = admin.create_user({"email": "new@example.org", "password": "a-password", "email_confirm": True}).user
        admin.update_user_by_id(user.id, {"ban_duration": "24h"})
        with pytest.raises(AuthApiError, match="banned"):
            api.signed_in("new@example.org", "a-password")
        assert probed.all("select id from auth.sessions where user_id = %s", user.id) == []
        admin.update_user_by_id(user.id, {"ban_duration": "none"})
        api.signed_in("new@example.org", "a-password")

    def test_the_same_address_twice_is_refused(self, api: Rest) -> None:
        admin = api.client(api.secret_key).auth.admin
        with pytest.raises(AuthApiError) as refused:
            admin.create_user({"email": OWNER, "password": "a-password"})
        assert refused.value.code == "email_exists"

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_nobody_else_may(self, api: Rest, owner: Client, method: str) -> None:
        for token in (None, _token(owner), _minted(api, role="authenticated")):
            response = api.request(method, "/auth/v1/admin/users", token=token, json={"email": "x@example.org"})
            assert response.status_code == 403


def test_a_custom_claim_hook_is_run(probed: Database) -> None:
    from local.services import start_rest

    with probed.connect("postgres") as conn:
        conn.execute("""
            create function public.add_claim(event jsonb) returns jsonb language sql as $$
              select jsonb_set(event, '{claims,company}', to_jsonb('t_salon'::text))
            $$;
            grant execute on function public.add_claim(jsonb) to authenticated""")
    service = start_rest(probed.cluster, probed.name, attached=True, hook="public.add_claim")
    try:
        hooked = Rest(probed.cluster, service, probed)
        claims = jwt.decode(_token(hooked.signed_in(OWNER, PASSWORD)), options={"verify_signature": False})
        assert claims["company"] == "t_salon"
    finally:
        service.stop()
