// Answers in the two dialects of the platform: plain JSON, and the auth server's errors.

export const reply = (status, body, headers = {}) =>
  new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });

export const refuse = (status, errorCode, message) => reply(status, { code: status, error_code: errorCode, msg: message });
