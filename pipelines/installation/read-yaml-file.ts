import {readFileSync} from "node:fs";
import {parse} from "yaml";
import {UserError} from "../../schemas/errors.ts";

/** What a YAML file says, unchecked. UserError with place and reason when it cannot be read. */
export function readYamlFile(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${file} を読めません: ${why}`, {cause});
  }
}
