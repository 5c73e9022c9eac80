// The part of the auth server's admin API that tests and seeds use: create, list, get, update and delete users.
import { refuse, reply } from "./replies.mjs";

const USERS = "/auth/v1/admin/users";
const ONE_USER = /^\/auth\/v1\/admin\/users\/([0-9a-f-]{36})$/;
const NO_USER = () => refuse(404, "user_not_found", "User not found");

export const isAdminPath = (url) => url.pathname.startsWith("/auth/v1/admin/");

export class UserAdmin {
  constructor({ sql, tokens, secretKey }) {
    Object.assign(this, { sql, tokens, secretKey });
  }

  async answer(request, url) {
    if (!(await this.mayAdminister(request))) return refuse(403, "not_admin", "User not allowed");
    const id = ONE_USER.exec(url.pathname)?.[1];
    if (url.pathname === USERS && request.method === "GET") return this.list(url.searchParams);
    if (url.pathname === USERS && request.method === "POST") return this.create(await request.json());
    if (id && request.method === "GET") return this.get(id);
    if (id && request.method === "PUT") return this.update(id, await request.json());
    if (id && request.method === "DELETE") return this.remove(id);
    return refuse(501, "not_implemented", "The local auth server has no such admin call");
  }

  async mayAdminister(request) {
    if (request.headers.get("apikey") === this.secretKey) return true;
    const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "");
    return bearer === this.secretKey || (await this.tokens.roleOf(bearer)) === "service_role";
  }

  async list(parameters) {
    const perPage = Number(parameters.get("per_page") || 50);
    const page = Number(parameters.get("page") || 1);
    const rows = await this.sql`
      select *, count(*) over () as total from auth.users order by created_at desc limit ${perPage} offset ${(page - 1) * perPage}`;
    const users = await Promise.all(rows.map((row) => this.shown(row)));
    return reply(200, { users, aud: "authenticated" }, { "x-total-count": String(rows[0]?.total ?? 0) });
  }

  async get(id) {
    const [row] = await this.sql`select * from auth.users where id = ${id}`;
    return row ? reply(200, await this.shown(row)) : NO_USER();
  }

  async create({ id, email, phone, password, email_confirm, phone_confirm, user_metadata, app_metadata, role, ban_duration }) {
    if (!email && !phone) return refuse(400, "validation_failed", "Cannot create a user without either an email or phone");
    const provider = email ? "email" : "phone";
    const userId = id ?? crypto.randomUUID();
    const address = email?.toLowerCase() ?? null;
    try {
      await this.sql.begin(async (sql) => {
        await sql`
          insert into auth.users (instance_id, id, aud, role, email, phone, encrypted_password, email_confirmed_at, phone_confirmed_at,
            banned_until, confirmation_token, recovery_token, email_change, email_change_token_new, raw_app_meta_data,
            raw_user_meta_data, created_at, updated_at)
          values ('00000000-0000-0000-0000-000000000000', ${userId}, 'authenticated', ${role ?? "authenticated"}, ${address},
            ${phone ?? null}, ${password ? sql`extensions.crypt(${password}, extensions.gen_salt('bf', 10))` : null},
            ${email_confirm ? sql`now()` : null}, ${phone_confirm ? sql`now()` : null}, ${bannedUntil(sql, ban_duration)},
            '', '', '', '', ${asJson(sql, { provider, providers: [provider], ...app_metadata })}, ${asJson(sql, user_metadata ?? {})},
            now(), now())`;
        const about = { sub: userId, email: address, phone, email_verified: Boolean(email_confirm), phone_verified: false };
        await sql`
          insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
          values (gen_random_uuid(), ${userId}, ${provider}, ${userId}, ${asJson(sql, about)}, now(), now(), now())`;
      });
    } catch (error) {
      if (error.code === "23505") return refuse(422, `${provider}_exists`, `A user with this ${provider} address has already been registered`);
      return refuse(500, "unexpected_failure", `Database error creating new user: ${error.message}`);
    }
    return this.get(userId);
  }

  async update(id, { email, phone, password, email_confirm, user_metadata, app_metadata, role, ban_duration }) {
    const { sql } = this;
    // Metadata is merged key by key; null removes a key.
    const [row] = await sql`
      update auth.users set
        email = coalesce(${email?.toLowerCase() ?? null}, email),
        phone = coalesce(${phone ?? null}, phone),
        role = coalesce(${role ?? null}, role),
        encrypted_password = ${password ? sql`extensions.crypt(${password}, extensions.gen_salt('bf', 10))` : sql`encrypted_password`},
        email_confirmed_at = ${email_confirm ? sql`coalesce(email_confirmed_at, now())` : sql`email_confirmed_at`},
        banned_until = ${ban_duration ? bannedUntil(sql, ban_duration) : sql`banned_until`},
        raw_app_meta_data = jsonb_strip_nulls(coalesce(raw_app_meta_data, '{}') || ${asJson(sql, app_metadata ?? {})}),
        raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || ${asJson(sql, user_metadata ?? {})}),
        updated_at = now()
      where id = ${id} returning *`;
    if (!row) return NO_USER();
    if (email) {
      const about = asJson(sql, { email: row.email, email_verified: Boolean(email_confirm) });
      await sql`update auth.identities set identity_data = identity_data || ${about} where user_id = ${id} and provider = 'email'`;
    }
    return reply(200, await this.shown(row));
  }

  async remove(id) {
    const deleted = await this.sql`delete from auth.users where id = ${id}`;
    return deleted.count ? reply(200, {}) : NO_USER();
  }

  async shown(row) {
    const identities = await this.sql`
      select id as identity_id, user_id as id, user_id, provider, identity_data, last_sign_in_at, created_at, updated_at
      from auth.identities where user_id = ${row.id}`;
    return {
      id: row.id, aud: row.aud, role: row.role, email: row.email ?? "", phone: row.phone ?? "",
      email_confirmed_at: row.email_confirmed_at, phone_confirmed_at: row.phone_confirmed_at, confirmed_at: row.confirmed_at,
      last_sign_in_at: row.last_sign_in_at, banned_until: row.banned_until ?? undefined,
      app_metadata: row.raw_app_meta_data ?? {}, user_metadata: row.raw_user_meta_data ?? {}, identities,
      created_at: row.created_at, updated_at: row.updated_at, is_anonymous: row.is_anonymous,
    };
  }
}

const asJson = (sql, value) => sql`${JSON.stringify(value)}::text::jsonb`;

// A duration as the API takes it ("24h", "none").
const bannedUntil = (sql, duration) => (duration && duration !== "none" ? sql`now() + ${duration}::text::interval` : null);
