// How values travel between Postgres and JSON, where the driver's own ways differ from PostgREST's.

const INSTANT = 1184, LOCAL_TIME = 1114, JSON_TEXT = 114, JSON_BINARY = 3802, NUMERIC = 1700;

// Postgres writes "2026-01-01 00:00:00+00"; PostgREST, and strict readers such as pydantic, want ISO 8601.
const isoTime = (text) => text.replace(" ", "T");
const isoInstant = (text) => isoTime(text).replace(/([+-]\d\d)$/, "$1:00");
const timeToText = (value) => (value instanceof Date ? value.toISOString() : value);

// An argument of rpc() arrives here as JSON text already; encoded once more, it would be stored as a JSON string.
// The price: a JSON string that itself reads as JSON ("123") becomes what it reads as.
const encodeOnce = (value) => (typeof value === "string" && readsAsJson(value) ? value : JSON.stringify(value));

function readsAsJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const json = (oid) => ({ to: oid, from: [oid], serialize: encodeOnce, parse: JSON.parse });

// PostgREST writes a numeric as a JSON number, the driver as a string. NaN, which JSON lacks, stays a string there too.
const toNumber = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);

export const types = {
  timestamptz: { to: INSTANT, from: [INSTANT], serialize: timeToText, parse: isoInstant },
  timestamp: { to: LOCAL_TIME, from: [LOCAL_TIME], serialize: timeToText, parse: isoTime },
  numeric: { to: NUMERIC, from: [NUMERIC], serialize: String, parse: toNumber },
  json: json(JSON_TEXT),
  jsonb: json(JSON_BINARY),
};
