import {type Document, isNode, LineCounter, parseDocument} from "yaml";
import {z} from "zod";
import {type Fault, faultsOf} from "../../schemas/allowed-keys.ts";
import {UserError} from "../../schemas/errors.ts";
import {exampleOf} from "../../schemas/key-examples.ts";
import {ABSENT} from "../../schemas/why-not-fitting.ts";
import {type CityText, defaultText, ownText} from "./city-folder.ts";
import {contentOf, yamlFault} from "./yaml-fault.ts";

/**
 * What a YAML file of the city says, with the program's answers to what it leaves out; lists are taken as they stand. A file that
 * nobody has written says nothing. UserError with file, line and reason for what does not fit.
 */
export function readCityYaml<Schema extends z.ZodType>(
  city: string,
  name: string,
  schema: Schema,
  {placeOf = (_, path) => path, usual = name}: Reading = {},
): z.infer<Schema> {
  const written = [ownText(city, name), defaultText(usual)].flatMap((text) => (text ? [read(text)] : []));
  const contents = written.map(({document, place, lines}) => contentOf(document, place, lines));
  const content = contents.reduceRight(completed, {});
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const faults = result.error.issues
    .flatMap((issue) => faultsOf(issue, schema))
    .map(({path, message}) => {
      const place = placeOf(content, path);
      return {path: place, message: message === ABSENT ? `${message}${exampleOf(place)}` : message};
    });
  throw new UserError(faults.map((fault) => faultText(name, written, fault)).join("\n"));
}

interface Reading {
  /** Where the file's content has what the schema finds at a path; the same place unless told. */
  placeOf?: (content: unknown, path: PropertyKey[]) => PropertyKey[];
  /** The file of the program that answers what this one leaves out, where it has another name. */
  usual?: string;
}

interface Written extends CityText {
  document: Document;
  lines: LineCounter;
}

/** What was read last under each name: one command asks the same files many times. Nobody changes a document. */
const lastRead = new Map<string, Written>();

function read(written: CityText): Written {
  const last = lastRead.get(written.place);
  if (last?.text === written.text) return last;
  const read = parsed(written);
  lastRead.set(written.place, read);
  return read;
}

function parsed(written: CityText): Written {
  const lines = new LineCounter();
  const document = parseDocument(written.text, {lineCounter: lines, prettyErrors: false});
  const [error] = document.errors;
  if (error) throw yamlFault(error, written.place, lines);
  return {...written, document, lines};
}

/** The one with what it leaves out taken from the other. */
function completed(base: unknown, own: unknown): unknown {
  if (own === null || own === undefined) return base;
  if (!isMap(base) || !isMap(own)) return own;
  const keys = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, completed(base[key], own[key])]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where the city has written what is wrong, or nearest to it what should be there. */
function faultText(name: string, written: Written[], {path, message}: Fault): string {
  const [own] = written;
  if (!own) return `city/${name} がありません。${message}`;
  const keys = path.length > 0 ? `（${z.core.toDotPath(path)}）` : "";
  return `${own.place} の${lineOf(own, path)}行目が正しくありません${keys}: ${message}`;
}

/** "city/kpis.yaml の123行目": where a city has written a part of a file that was read already. */
export function placeOfPart(city: string, name: string, path: PropertyKey[]): string {
  const own = ownText(city, name);
  return own ? `${own.place} の${lineOf(read(own), path)}行目` : `city/${name}`;
}

/** Whether the city's own file says anything at a path. */
export function hasPart(city: string, name: string, path: PropertyKey[]): boolean {
  const own = ownText(city, name);
  return own !== undefined && read(own).document.hasIn(path);
}

function lineOf({document, lines}: Written, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
