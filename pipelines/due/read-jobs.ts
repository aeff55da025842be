import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type Jobs, jobs} from "../../schemas/jobs.ts";
import {contracts} from "../../schemas/sources.ts";
import {whyNotFitting} from "../../schemas/why-not-fitting.ts";
import {CATALOG_FOLDER, SCHEDULE_FILE} from "../catalog/sql-files.ts";
import {readYamlFile} from "../installation/read-yaml-file.ts";

/** Reads and checks data/catalog/jobs.yaml. UserError with place and reason when it does not fit. */
export function readJobs(file = join(CATALOG_FOLDER, SCHEDULE_FILE)): Jobs {
  const result = jobs.safeParse(readYamlFile(file));
  if (!result.success)
    throw new UserError(`data/catalog/${SCHEDULE_FILE} が正しくありません。${whyNotFitting(result.error)}`);
  const known = contracts.map(({source}) => source);
  const strangers = result.data.sources.filter(({source}) => !known.includes(source));
  if (strangers.length === 0) return result.data;
  const names = strangers.map(({source}) => source).join("、");
  throw new UserError(
    `data/catalog/${SCHEDULE_FILE} の sources に、知らない種類「${names}」があります。あるもの: ${known.join("、")}`,
  );
}
