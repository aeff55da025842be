import {UserError} from "../../schemas/errors.ts";
import {type Jobs, jobs} from "../../schemas/jobs.ts";
import {monthsOfPeriod} from "../../schemas/period-months.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {readCityYaml} from "../catalog/city-yaml.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {SCHEDULE_FILE} from "../catalog/sql-files.ts";

/** Reads and checks the city's jobs.yaml. UserError with place and reason when it does not fit. */
export function readJobs(city: string): Jobs {
  const found = readCityYaml(city, SCHEDULE_FILE, jobs);
  const known = shippedContracts.map(({source}) => source);
  const strangers = found.sources.filter(({source}) => !known.includes(source));
  if (strangers.length === 0) return mustFitPeriods(city, found);
  const names = strangers.map(({source}) => source).join("、");
  throw new UserError(
    `city/${SCHEDULE_FILE} の sources に、知らない種類「${names}」があります。あるもの: ${known.join("、")}`,
  );
}

const MONTHS = {month: 1, quarter: 3, fiscal_year: 12};

/** Files of a quarter cannot be waited for month by month. */
function mustFitPeriods(city: string, found: Jobs): Jobs {
  const contracts = contractsOf(city);
  for (const {source, every} of found.sources) {
    const contract = contracts.find((each) => each.source === source);
    const months = contract ? monthsOfPeriod(contract) : null;
    if (!contract || months === null || every === "days" || every === "change" || MONTHS[every] >= months)
      continue;
    const remedy =
      contract.byMonth === undefined
        ? `every を ${EVERY[months]} にしてください。`
        : `every を ${EVERY[months]} にするか、月ごとに届くなら city/sources/${source}.yaml に period: month と書いてください。`;
    throw new UserError(
      `city/${SCHEDULE_FILE} の ${source}: ${contract.title}の期間は${months}か月なので、every: ${every} では待てません。${remedy}`,
    );
  }
  return found;
}

const EVERY: Record<number, string> = {3: "quarter", 12: "fiscal_year"};
