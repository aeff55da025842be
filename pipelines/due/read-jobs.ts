import {UserError} from "../../schemas/errors.ts";
import {type Jobs, jobs} from "../../schemas/jobs.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {readCityYaml} from "../catalog/city-yaml.ts";
import {SCHEDULE_FILE} from "../catalog/sql-files.ts";

/** Reads and checks the city's jobs.yaml. UserError with place and reason when it does not fit. */
export function readJobs(city: string): Jobs {
  const found = readCityYaml(city, SCHEDULE_FILE, jobs);
  const known = shippedContracts.map(({source}) => source);
  const strangers = found.sources.filter(({source}) => !known.includes(source));
  if (strangers.length === 0) return found;
  const names = strangers.map(({source}) => source).join("、");
  throw new UserError(
    `city/${SCHEDULE_FILE} の sources に、知らない種類「${names}」があります。あるもの: ${known.join("、")}`,
  );
}
