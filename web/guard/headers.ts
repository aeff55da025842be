import type {Ctx} from "../visit.ts";

/** Everything comes from here; nothing runs that stands in a page; nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** The dictionary is one document that carries its own style and script, which nobody but the program writes. */
const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox allow-scripts";

const USUAL = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Added to every answer. What is about people or figures is kept by no cache. */
export function addHeaders(context: Ctx, {isSecure}: {isSecure: boolean}): void {
  const set = (name: string, value: string) => context.res.headers.set(name, value);
  for (const [name, value] of Object.entries(USUAL)) set(name, value);
  set("content-security-policy", context.res.headers.get("x-own-document") ? DOCUMENT_POLICY : POLICY);
  context.res.headers.delete("x-own-document");
  if (!context.res.headers.has("cache-control")) set("cache-control", "no-store");
  if (isSecure) set("strict-transport-security", "max-age=31536000");
}
