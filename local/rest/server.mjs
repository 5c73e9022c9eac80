// Serve one local project on 127.0.0.1. Started by local/services.py:
//
//   node server.mjs PORT [attached]      attached, it ends when its standard input does
//
// Environment: DATABASE_URL (may be given later)  JWT_SECRET  PUBLISHABLE_KEY  SECRET_KEY
//              ACCESS_TOKEN_HOOK ("schema.function", optional)  SITE_URL (optional)
//
//   GET /_local/ready      200 once the database it was started with is served
//   PUT /_local/database   {"url": ...} serve another database from now on (tests); DELETE serves none; asks for the secret key
//   GET /_local/mails      mails that auth would have sent, newest last; DELETE forgets them; asks for the secret key
import http from "node:http";

import { openProject } from "./project.mjs";
import { reply } from "./replies.mjs";

const { DATABASE_URL, JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY, ACCESS_TOKEN_HOOK, SITE_URL } = process.env;
const [port, attached] = process.argv.slice(2);
let project = null;

async function serveDatabase(url) {
  const previous = project;
  project = await openProject({
    url, baseUrl, siteUrl: SITE_URL ?? "http://127.0.0.1:3000",
    jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY, hook: ACCESS_TOKEN_HOOK,
  });
  await previous?.close();
}

async function answer(request, url, peerAddress) {
  if (!url.pathname.startsWith("/_local/")) return project ? project.fetch(request, peerAddress) : reply(503, { message: "starting" });
  if (url.pathname === "/_local/ready") return reply((project || !DATABASE_URL) ? 200 : 503, { pid: process.pid });
  if (request.headers.get("apikey") !== SECRET_KEY) return reply(401, { message: "the secret key, please" });
  switch (`${request.method} ${url.pathname}`) {
    case "PUT /_local/database":
      await serveDatabase((await request.json()).url);
      return reply(200, {});
    case "DELETE /_local/database":
      await project?.close();
      project = null;
      return reply(200, {});
    case "DELETE /_local/mails":
      project.mails.length = 0;
      return reply(200, []);
    case "GET /_local/mails":
      return reply(200, project.mails);
    default:
      return reply(404, { message: "nothing here" });
  }
}

const server = http.createServer(async (incoming, outgoing) => {
  try {
    const response = await answer(await toRequest(incoming), new URL(incoming.url, baseUrl), incoming.socket.remoteAddress ?? null);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(response.body ? Buffer.from(await response.arrayBuffer()) : undefined);
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500).end();
  }
});

async function toRequest(incoming) {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = ["GET", "HEAD"].includes(incoming.method) || !chunks.length ? undefined : Buffer.concat(chunks);
  return new Request(new URL(incoming.url, baseUrl), { method: incoming.method, headers, body });
}

await new Promise((listening) => server.listen(Number(port), "127.0.0.1", listening));
const baseUrl = `http://127.0.0.1:${server.address().port}`;
if (DATABASE_URL) await serveDatabase(DATABASE_URL);
console.log(JSON.stringify({ ready: baseUrl, afterMs: Math.round(performance.now()) }));

async function stop() {
  server.close();
  server.closeAllConnections();
  await project?.close().catch(() => {});
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, stop);
if (attached) process.stdin.on("end", stop).on("error", stop).resume();
