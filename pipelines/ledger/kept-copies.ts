import {readdirSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {namedPlainly} from "../../schemas/plain-name.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {copyDurably} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";

/** Where a ledger lies that was kept before it was changed; `name` is that of `copyName`. UserError for another: a ledger may name anything. */
export function keptCopy(home: Home, name: string): string {
  const plain = namedPlainly(name);
  if (!COPY.test(plain))
    throw new UserError(`台帳が写しとして名指している「${plain}」は、台帳の写しの名前ではありません。`);
  return join(home.root, plain);
}

/** The copy's name; a number follows where a copy of that name belongs to an earlier change. */
export function copyName(what: string, taken: string[]): string {
  const name = (number: number) => `ledger.before-${what}${number === 1 ? "" : `-${number}`}.duckdb`;
  let number = 1;
  while (taken.includes(name(number))) number += 1;
  return name(number);
}

/** Names of the copies that the ledger knows of. */
export async function copiesNoted(ledger: Warehouse): Promise<string[]> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  if (!tables.some(({table_name}) => table_name === "upgrades")) return [];
  return (await ledger.rows(statement("ledger.upgrades"))).map(({kept_as}) => String(kept_as));
}

/** Keeps a copy of a closed ledger. */
export function keepCopy(home: Home, name: string): void {
  copyDurably(home.ledger, keptCopy(home, name));
}

const COPY = /^ledger\.(before-.*|after-.*|version-\d+)\.duckdb$/;

/** Removes copies that were kept before then, but never the latest one; returns their names. */
export function dropOldCopies(home: Home, before: Date): string[] {
  const copies = readdirSync(home.root)
    .filter((name) => COPY.test(name))
    .map((name) => ({name, keptAt: statSync(join(home.root, name)).mtimeMs}))
    .sort((one, other) => one.keptAt - other.keptAt);
  const old = copies.slice(0, -1).filter(({keptAt}) => keptAt < before.getTime());
  for (const {name} of old) rmSync(join(home.root, name), {force: true});
  return old.map(({name}) => name);
}
