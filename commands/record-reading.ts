import type {Home} from "../pipelines/installation/home.ts";
import {homeHere} from "./home-here.ts";

/**
 * Commands that let out no figures, no data of people and nothing of the log, each with the reason. Every other command is
 * recorded before it does anything; a new one is, unless it gets a line here.
 */
export const READS_NOTHING: Record<string, string> = {
  start: "makes and publishes as run does",
  init: "makes the city's folder",
  city: "tells what the city itself has written",
  run: "loads and publishes; it tells only of files that were just handed in, and what it prints it records itself",
  serve: "opens the window, which records who reads what by itself",
  schedule: "does what run does, by itself; what it prints it records itself",
  approve: "publishes; who did stands in the release",
  "send-back": "decides; who did stands in the candidate's note",
  rollback: "publishes; who did stands in the release",
  restore: "puts back; the log itself stays",
  seal: "encrypts the archive where it lies",
  doctor: "names files and places, no content",
  ingest: "loads; it tells only of files that were just handed in",
  accept: "decides; who did stands in the ledger",
  reject: "decides; who did stands in the ledger",
  acknowledge: "decides; who did stands in the ledger",
  template: "writes an empty form",
  queries: "lists the questions that came with the program",
  models: "lists names of tables and columns, and when they were computed",
  releases: "lists names and days",
  due: "lists names of files and days",
  health: "tells whether the service works",
  sample: "writes a made-up city",
  person: "records itself, with the person whom it is about",
  access: "records itself: it must also work on a log to which nothing can be added",
};

/** Writes down who is about to read what. UserError, and nothing is read, where that cannot be done. */
export async function recordReading(command: string, options: Record<string, unknown>): Promise<void> {
  if (Object.hasOwn(READS_NOTHING, command) && !comparesWithOthers(command, options)) return;
  await record(homeHere(), command, given(options));
}

/** The same for a command of that list that is about to print: what it prints is read by whoever opens the folder. */
export async function recordPrinting(
  home: Home,
  command: "run" | "schedule",
  printed: object,
): Promise<void> {
  await record(home, command, printed);
}

async function record(home: Home, command: string, options: object): Promise<void> {
  const {recordAccess} = await import("../pipelines/access/record.ts");
  recordAccess(home, {event: "read", command, options, staffNumber: null}, new Date());
}

/** `ingest --check` tells what is the same and what is not in files of others. */
function comparesWithOthers(command: string, {check}: Record<string, unknown>): boolean {
  return command === "ingest" && check === true;
}

/** As they were typed; yargs adds each name with a hyphen a second time. */
function given(options: Record<string, unknown>): object {
  const typed = Object.entries(options).filter(
    ([name, value]) => !/^[_$]|-/.test(name) && value !== undefined && value !== false,
  );
  return Object.fromEntries(typed);
}
