import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

const FOLDER = join(import.meta.dirname, "..");
/** The verifier reads pages and makes none. */
const NOT_TEMPLATES = /^verify\b/;

let version: string | undefined;

/** Short name of everything that turns a release into pages: a document printed again with the same name is the same. */
export function templateVersion(): string {
  version ??= hashOfTemplates();
  return version;
}

function hashOfTemplates(): string {
  const hash = createHash("sha256");
  const files = readdirSync(FOLDER, {recursive: true, encoding: "utf8"})
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(ts|hbs|css)$/.test(file) && !NOT_TEMPLATES.test(file));
  for (const file of files.sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(FOLDER, file)));
  return hash.digest("hex").slice(0, 8);
}
