import {createCipheriv, createDecipheriv, randomBytes} from "node:crypto";
import {existsSync} from "node:fs";
import {z} from "zod";
import {keepersMode} from "../installation/group-home.ts";
import type {Home} from "../installation/home.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import type {Closed} from "./entry.ts";
import {peopleFile} from "./key-folder.ts";

/** Everybody who stands in the log, with the key to what is written of each. Whoever is taken out of it cannot be read any more. */
const people = z.object({
  people: z.array(
    z.object({
      person: z.string(),
      key: z.string().regex(/^[0-9a-f]{64}$/),
      /** "account tanaka", "staff 012345". */
      who: z.string(),
    }),
  ),
});

type Person = z.infer<typeof people>["people"][number];

export function knownPeople(home: Home): Person[] {
  const file = peopleFile(home);
  if (!existsSync(file)) return [];
  return readJsonFile(
    file,
    people,
    "鍵の写しから戻してください。写しがなければ、別の所に移してください。先に進めますが、これまでの行を書いた人は読めなくなります（npx kaikaku doctor が知らせます）。",
  ).people;
}

/** Closes content with the key of a person, who gets one when it is the first time. Runs while the log is locked. */
export function closeFor(home: Home, who: string, content: object): Closed {
  const {person, key} = knownPeople(home).find((known) => known.who === who) ?? welcome(home, who);
  return {person, sealed: sealed(content, Buffer.from(key, "hex"))};
}

function welcome(home: Home, who: string): Person {
  const person = {person: `p-${randomBytes(8).toString("hex")}`, key: randomBytes(32).toString("hex"), who};
  keep(home, [...knownPeople(home), person]);
  return person;
}

/** Takes people out of those whose lines can be read. What was written of them stays in the log, closed for good. */
export function destroyKeys(home: Home, persons: string[]): void {
  keep(
    home,
    knownPeople(home).filter(({person}) => !persons.includes(person)),
  );
}

function keep(home: Home, known: Person[]): void {
  writeWhole(
    peopleFile(home),
    `${JSON.stringify({people: known}, null, 1)}\n`,
    keepersMode(peopleFile(home), home.root),
  );
}

/** What was closed for a person; undefined when the key is gone, or another. */
export function opened({person, sealed}: Closed, known: Person[]): Record<string, unknown> | undefined {
  const key = known.find((one) => one.person === person)?.key;
  if (key === undefined) return undefined;
  const bytes = Buffer.from(sealed, "base64");
  const [nonce, tag, text] = [bytes.subarray(0, NONCE), bytes.subarray(NONCE, HEAD), bytes.subarray(HEAD)];
  try {
    const decipher = createDecipheriv(CIPHER, Buffer.from(key, "hex"), nonce).setAuthTag(tag);
    const content = Buffer.concat([decipher.update(text), decipher.final()]).toString();
    return JSON.parse(content) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

const CIPHER = "aes-256-gcm";
const NONCE = 12;
const HEAD = NONCE + 16;

function sealed(content: object, key: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
}
