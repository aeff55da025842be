import {parse} from "yaml";
import {UserError} from "../../schemas/errors.ts";
import {readPlainFile} from "./plain-file.ts";

const LARGEST_BYTES = 10_000_000;

/** What a YAML file says, unchecked. UserError with place and reason when it cannot be read. */
export function readYamlFile(file: string): unknown {
  try {
    return parse(readPlainFile(file, LARGEST_BYTES).toString("utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${file} を読めません: ${why}`, {cause});
  }
}
