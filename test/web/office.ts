import {writeFileSync} from "node:fs";
import {connect, type Socket} from "node:net";
import {join} from "node:path";
import {afterAll, beforeAll} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {ROLES, type Role} from "../../schemas/window-account.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {type OpenWindow, openWindow, type WindowOptions} from "../../web/open-window.ts";
import {publishedCity} from "../figures/small-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

export const PASSWORD = "a long harbour sentence";

/** The section that city/jobs.yaml of the sample city names for overtime, leave and rosters. */
const SECTION = "人事課";

/** A window on the small city, with an account for each role that is called as its role. */
export interface Office {
  home: Home;
  address: string;
  /** What the window told of faults. */
  faults: string[];
  book: AccountBook;
  signedIn(id: string): Promise<Browserless>;
}

/** Somebody's browser without a screen: keeps what the window gives it. */
export interface Browserless {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    fields: Record<string, string> | FormData,
    headers?: Record<string, string>,
  ): Promise<Response>;
  cookie(): string;
}

/** Opened before the tests of a file, with what the file wants of it, closed after them. */
export function officeForTests(
  wanted: () => Promise<Partial<WindowOptions>> = () => Promise.resolve({}),
): () => Office {
  const {folder, remove} = lastingFolder();
  let office: Office | undefined;
  let window: OpenWindow | undefined;
  beforeAll(async () => {
    const home = await publishedCity(join(folder, "home"));
    // The city's release is old: a person has said that the machine's clock is right.
    const at = new Date().toISOString();
    writeFileSync(home.clockNote, JSON.stringify({at, despite: at}));
    const faults: string[] = [];
    window = await openWindow({
      ...{home, host: "127.0.0.1", port: 0, tls: undefined, proxied: undefined},
      log: {error: (line, error) => faults.push(`${line} ${error}`)},
      ...(await wanted()),
    });
    const book = new AccountBook(home);
    for (const role of ROLES) await addAccount(book, role, [role]);
    office = officeAt(window.address, {home, faults, book});
  }, 180_000);
  afterAll(async () => {
    await window?.end();
    remove();
  });
  return () => {
    if (!office) throw new Error("the office is not open yet");
    return office;
  };
}

export async function addAccount(
  book: AccountBook,
  id: string,
  roles: Role[],
  section = SECTION,
  providerName: string | null = null,
): Promise<void> {
  const now = new Date();
  const secret = book.add(
    {id, name: `${id}さん`, section, roles, until: null, provider_name: providerName, reads_early: false},
    {by: "test", now},
  );
  await book.setPassword(secret, {password: PASSWORD, first: undefined, now});
}

function officeAt(address: string, rest: Pick<Office, "home" | "faults" | "book">): Office {
  return {
    ...rest,
    address,
    signedIn: async (id) => {
      const visitor = browserless(address);
      await visitor.post("/sign-in", {id, password: PASSWORD, next: "/"});
      return visitor;
    },
  };
}

/** Somebody who has not signed in. */
export function browserless(address: string): Browserless {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0 && !headers.has("cookie")) headers.set("cookie", cookieText(cookies));
    const response = await fetch(new URL(path, address), {...init, headers, redirect: "manual"});
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    get: (path, headers = {}) => send(path, {headers}),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: "POST",
        headers: {origin: new URL(address).origin, ...headers},
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
    cookie: () => cookieText(cookies),
  };
}

function cookieText(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** A file of which the first hundred kilobytes of ten megabytes were sent. */
export function halfUpload(address: string, cookie: string): Socket {
  const {host, hostname, port, origin} = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const head = [
    "POST /files HTTP/1.1",
    ...[`Host: ${host}`, `Origin: ${origin}`, `Cookie: ${cookie}`],
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Length: 10000000",
    "",
    '--x\r\nContent-Disposition: form-data; name="file"; filename="half.csv"\r\n\r\n',
  ];
  socket.write(head.join("\r\n") + "a".repeat(100_000));
  return socket;
}
