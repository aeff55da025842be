import {existsSync} from "node:fs";
import {dirname, join} from "node:path";
import type {BackupNote} from "../../schemas/backup.ts";
import {UserError} from "../../schemas/errors.ts";
import {copyDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {
  fingerprintOfSealed,
  isSealedName,
  sealDurably,
  sealedName,
  unsealedName,
} from "../installation/seal.ts";

interface Place {
  /** The backup's. */
  folder: string;
  /** Every copy is sealed with it; null for copies that lie open. */
  key: Buffer | null;
}

/** The service and readers go on writing to their logs: what grew while it was copied is copied again. */
const COPY_ATTEMPTS = 5;

/** Copies one file of an installation into a backup, under that name, and reads it again from its new place. UserError where it does not come out right. */
export function copyOf(path: string, name: string, {folder, key}: Place): BackupNote["files"][number] {
  const isSealing = key !== null && !isSealedOriginal(name);
  const stored = isSealing ? sealedName(name) : name;
  const target = join(folder, "files", stored);
  makeFolders(dirname(target), 0o700);
  for (let attempt = 1; attempt <= COPY_ATTEMPTS; attempt += 1) {
    const isRight = isSealing ? isSealedRight(path, target, key) : isCopiedRight(path, target);
    if (isRight) return {path: stored, ...fingerprintOf(target)};
  }
  throw new UserError(`「${target}」に正しく書けませんでした。別の媒体に取り直してください。`);
}

/** A file of the archive that is sealed where it lies goes along as it is. */
function isSealedOriginal(name: string): boolean {
  return name.startsWith("archive/") && isSealedName(name);
}

function isCopiedRight(path: string, target: string): boolean {
  copyDurably(path, target);
  return fingerprintOf(target).sha256 === fingerprintOf(path).sha256;
}

function isSealedRight(path: string, target: string, key: Buffer): boolean {
  try {
    sealDurably(path, {to: target, key});
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
  return existsSync(target) && fingerprintOfSealed(target, key).sha256 === fingerprintOf(path).sha256;
}

/** Where a file of a backup lies in an installation. What was sealed in the archive stays so. */
export function restoredPath({originals}: Pick<BackupNote, "originals">, path: string): string {
  return originals === "sealed" && !isSealedOriginal(path) ? unsealedName(path) : path;
}
