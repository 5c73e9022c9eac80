// One Supabase-like project over one Postgres database: @supabase/lite for REST and auth, with its gaps closed.
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import postgres from "postgres";

import { UserAdmin, isAdminPath } from "./admin.mjs";
import { rememberErrors, withDatabaseErrors } from "./errors.mjs";
import { Tokens, issuesToken } from "./tokens.mjs";
import { types } from "./values.mjs";

const quiet = { onnotice: () => {}, types };

// Ready to answer when the promise resolves. `url` names the role lite_api (see local/bootstrap.sql for why).
export async function openProject({ url, baseUrl, siteUrl, jwtSecret, publishableKey, secretKey, hook }) {
  const connection = createPostgresConnection({ url, postgresOptions: { ...quiet, max: 10 } });
  rememberErrors(connection);
  const sql = postgres(url, { ...quiet, max: 2 });
  const mails = [];
  const app = new App({
    connection,
    api: { schemas: ["public"], max_rows: 1000 },
    auth: {
      enabled: true, enable_signup: true, site_url: siteUrl, jwt_secret: jwtSecret, jwt_expiry: 900,
      publishable_key: publishableKey, secret_key: secretKey, email: { enable_confirmations: false },
    },
    options: {
      server: { admin: false }, // on, it would serve requests without any key as service_role
      drivers: { email: { send: async (mail) => void mails.push({ at: new Date().toISOString(), ...mail }) } },
    },
  });
  const tokens = new Tokens({ sql, jwtSecret, issuer: `${baseUrl}/auth/v1`, hook });
  const admin = new UserAdmin({ sql, tokens, secretKey });

  // Its own way to make schema auth (`ensureSystemSchema`) would replace auth.uid() and its sisters by versions that do not
  // read the claims as JSON; local/auth.sql has made everything already.
  await app.init();
  // As PostgREST: `notify pgrst, 'reload schema'` makes changed tables and policies known.
  const listening = await sql.listen("pgrst", async () => {
    connection.rlsState = "unknown";
    await connection.clearSchemaCache?.();
  });

  return {
    mails,
    async fetch(request, peerAddress) {
      const asked = new URL(request.url);
      if (isAdminPath(asked)) return admin.answer(request, asked);
      const key = request.headers.get("apikey");
      const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "");
      const isAnonymous = key !== secretKey && (!bearer || bearer === key);
      const response = await withDatabaseErrors(isAnonymous, () => app.fetch(request, { peerAddress }));
      return issuesToken(request, asked) ? tokens.complete(response) : response;
    },
    async close() {
      await listening.unlisten();
      await Promise.all([connection.close(), sql.end({ timeout: 1 })]);
    },
  };
}
