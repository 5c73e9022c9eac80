// Database errors as PostgREST tells them: its status for each SQLSTATE, and code, message, details and hint in the body.
import { AsyncLocalStorage } from "node:async_hooks";

import { reply } from "./replies.mjs";

const request = new AsyncLocalStorage();

// The library forgets the SQLSTATE of most errors before it answers; the original is kept beside the request.
export function rememberErrors(connection) {
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error) => {
    const store = request.getStore();
    if (store && error?.code) store.error = error;
    return normalize(error);
  };
}

// Answer with `respond`; where that lost what the database said, say it after all.
export async function withDatabaseErrors(isAnonymous, respond) {
  const store = {};
  const response = await request.run(store, respond);
  const { error } = store;
  if (!error || response.status < 400) return response;
  const told = { code: error.code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null };
  if (response.status === 500) return reply(statusOf(error.code, isAnonymous), told);
  const body = await response.clone().json().catch(() => null);
  if (body?.code !== error.code || (body.details ?? null) !== null) return response;
  return reply(response.status, { ...body, details: told.details, hint: body.hint ?? told.hint });
}

// https://docs.postgrest.org/en/stable/references/errors.html, "HTTP Status Codes"
const EXACT = {
  23503: 409, 23505: 409, 25006: 405, 42883: 404, "42P01": 404, "42P17": 500, 53400: 500, 57014: 504, P0001: 400,
};
const BY_CLASS = {
  "08": 503, "09": 500, "0L": 403, "0P": 403, 21: 400, 22: 400, 23: 400, 25: 500, 28: 403, "2D": 500, 38: 500, 39: 500, "3B": 500,
  40: 500, 53: 503, 54: 500, 55: 500, 57: 500, 58: 500, F0: 500, HV: 500, P0: 500, XX: 500,
};

export function statusOf(sqlstate, isAnonymous) {
  const chosen = /^PT(\d{3})$/.exec(sqlstate);
  if (chosen) return Number(chosen[1]);
  if (sqlstate === "42501") return isAnonymous ? 401 : 403;
  return EXACT[sqlstate] ?? BY_CLASS[sqlstate.slice(0, 2)] ?? 400;
}
