// Access tokens with the claims the hosted auth server puts in, passed through the project's own hook if there is one.
import { SignJWT, decodeJwt, jwtVerify } from "jose";

import { refuse, reply } from "./replies.mjs";

const SIGN_INS = /^\/auth\/v1\/(token|signup|verify)$/;

export const issuesToken = (request, url) => request.method === "POST" && SIGN_INS.test(url.pathname);

export class Tokens {
  // `hook` is "schema.function", as `[auth.hook.custom_access_token]` names it in supabase/config.toml.
  constructor({ sql, jwtSecret, issuer, hook }) {
    Object.assign(this, { sql, issuer, hook, key: new TextEncoder().encode(jwtSecret) });
  }

  // The role a bearer token stands for, or null if it was not signed here or has run out.
  async roleOf(bearer) {
    return jwtVerify(bearer ?? "", this.key, { algorithms: ["HS256"] }).then((found) => found.payload.role ?? null, () => null);
  }

  // A sign-in's answer with a complete token in place of the bare one; a refusal if the user is banned or the hook says no.
  async complete(response) {
    if (!response.ok) return response;
    const body = await response.json();
    if (!body.access_token) return reply(response.status, body);
    const bare = decodeJwt(body.access_token);
    if (await this.isBanned(bare.sub)) {
      await this.sql`delete from auth.sessions where id = ${bare.session_id}`;
      return refuse(400, "user_banned", "User is banned");
    }
    const hosted = {
      iss: this.issuer, phone: body.user.phone ?? "", aal: "aal1", is_anonymous: false,
      amr: [{ method: "password", timestamp: bare.iat }],
      app_metadata: body.user.app_metadata, user_metadata: body.user.user_metadata, ...bare,
    };
    const { claims, error } = await this.hooked(hosted);
    if (error) return refuse(error.http_code ?? 403, "hook_error", error.message);
    body.access_token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(this.key);
    return reply(response.status, body);
  }

  async isBanned(userId) {
    const [user] = await this.sql`select banned_until > now() as banned from auth.users where id = ${userId}`;
    return user?.banned === true;
  }

  async hooked(claims) {
    if (!this.hook) return { claims };
    const [schema, name] = this.hook.split(".");
    const event = { user_id: claims.sub, claims, authentication_method: "password" };
    const [row] = await this.sql`select ${this.sql(schema)}.${this.sql(name)}(${JSON.stringify(event)}::text::jsonb) as out`;
    return row.out;
  }
}
