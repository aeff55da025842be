/**
 * `npm run attack [-- --seed N --cities N]`: cities made of a seed publish every quarter for four years, with corrections and mergers,
 * and every fourth release is attacked together with all before it. `--months`: what they tell of a month's overtime by bureau instead.
 */
import {commandOptions} from "../command-options.ts";
import {attacked, seenWithoutProtection} from "./attacked-city.ts";
import {attackedMonths, monthsSeenWithoutProtection} from "./attacked-months.ts";
import {publishedBy} from "./published-city.ts";
import {publishedMonths} from "./published-months.ts";
import {randomCity} from "./random-city.ts";
import {randomMonths} from "./random-months.ts";

const HELP = `npm run attack -- [options]: attacks what random cities publish over four years

  --seed N      the first city (1)
  --cities N    how many (1000)
  --months      of people over a monthly limit, by bureaus with people enough, instead of an indicator's counts`;

const {values} = commandOptions(HELP, {
  seed: {type: "string", default: "1"},
  cities: {type: "string", default: "1000"},
  months: {type: "boolean", default: false},
});
const NUMBERS = [4, 8, 9, 12, 13, 16];
const total = {undone: 0, exact: 0, narrowed: 0, planted: 0, seen: 0};
const [first, count] = [Number(values.seed), Number(values.cities)];
for (let seed = first; seed < first + count; seed += 1) {
  const {undone, exact, narrowed} = values.months ? await ofMonths(seed) : await ofIndicator(seed);
  const open = await (values.months ? monthsSeenWithoutProtection : seenWithoutProtection)(seed);
  for (const line of new Set([...undone, ...exact])) process.stdout.write(`✗ city ${seed}, ${line}\n`);
  total.undone += undone.length;
  total.exact += exact.length;
  total.narrowed += narrowed;
  total.planted += open.planted;
  total.seen += open.seen;
  if ((seed - first + 1) % 100 === 0) process.stdout.write(`${seed - first + 1}\n`);
}
process.stdout.write(`${count} cities, 16 releases each
given away by a release: ${total.undone}
known exactly: ${total.exact}
below the bar since the city's own number was corrected: ${total.narrowed}
with each count withheld by itself: ${total.seen} of ${total.planted} seen
`);

async function ofIndicator(seed: number) {
  const city = randomCity(seed);
  return attacked(city, await publishedBy(city), NUMBERS);
}

/** Nothing but what is known exactly counts as given away. */
async function ofMonths(seed: number) {
  const exact = await attackedMonths(await publishedMonths(randomMonths(seed)), NUMBERS);
  return {undone: [], exact, narrowed: 0};
}

process.exitCode = total.undone + total.exact === 0 && total.seen >= 0.9 * total.planted ? 0 : 1;
