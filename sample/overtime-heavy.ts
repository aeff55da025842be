import {
  excludedPerMille,
  over480Shape,
  over480Total,
  over720Percent,
  over1000MayorPercent,
  over1000Total,
} from "./calibration.ts";
import {bureaus} from "./city.ts";
import {splitWhole} from "./largest-remainder.ts";
import {bureauOfYear, type PersonYear, scopeKey} from "./overtime-person-year.ts";
import type {Published} from "./published.ts";
import type {Random} from "./random.ts";

const OVER_480 = 480 * 60;
const OVER_720 = 720 * 60;
const OVER_1000 = 1000 * 60;
const ALL_GROUPS = "全任命権者";

interface Settings {
  fiscalYear: number;
  published: Published;
  random: Random;
}

/** Chooses who is over 480, 720 and 1000 hours and sets their minutes of the year. Returns them by band. */
export function chooseHeavy(years: readonly PersonYear[], settings: Settings): void {
  const targets = bureauTargets(settings);
  const ranked = rank(years, settings.random);
  const heavy = bureaus.flatMap(({name, code}, bureau) => {
    const staff = ranked.filter((year) => year.bureau === bureau);
    return pickOfBureau(staff, {code, count: targets.get(name) ?? 0, published: settings.published});
  });
  for (const year of heavy) year.isHeavy = true;
  const over1000 = chooseOver1000(heavy, settings);
  const over720 = chooseOver720(
    heavy.filter((year) => !over1000.has(year)),
    over1000,
    settings,
  );
  for (const year of heavy) year.ordinary = yearMinutes(band(year, over720, over1000), settings.random);
}

/** People over 480 hours wanted in each bureau. */
function bureauTargets({fiscalYear, published}: Settings): ReadonlyMap<string, number> {
  const table = published.over480(fiscalYear);
  if (table) return table;
  const total = published.overThreshold(fiscalYear, ALL_GROUPS, 480) ?? over480Total[fiscalYear] ?? 0;
  const names = Object.keys(over480Shape);
  const counts = splitWhole(total, Object.values(over480Shape));
  return new Map(names.map((name, index) => [name, counts[index] ?? 0]));
}

/** Those there all year as non-managers, the most driven first; the order changes a little from year to year. */
function rank(years: readonly PersonYear[], random: Random): PersonYear[] {
  return years
    .map((year) => ({year, score: year.person.drive * 2 + random.unit()}))
    .filter(({year}) => year.countedMonths.length === 12)
    .sort((one, two) => two.score - one.score)
    .map(({year}) => year);
}

/** In the bureaus with an occupation outside the programme's scope a fixed share comes from it. */
interface Place {
  code: string;
  count: number;
  published: Published;
}

function pickOfBureau(staff: PersonYear[], {code, count, published}: Place): PersonYear[] {
  const excludedCount = Math.round((count * (excludedPerMille[code] ?? 0)) / 1000);
  const excluded = staff.filter((year) => published.programmeExclusions.has(scopeKey(year)));
  const others = staff.filter((year) => !published.programmeExclusions.has(scopeKey(year)));
  return [...excluded.slice(0, excludedCount), ...others.slice(0, count - excludedCount)];
}

function chooseOver1000(
  heavy: readonly PersonYear[],
  {fiscalYear, published, random}: Settings,
): Set<PersonYear> {
  const total = published.overThreshold(fiscalYear, ALL_GROUPS, 1000) ?? over1000Total[fiscalYear] ?? 0;
  const mayor =
    published.overThreshold(fiscalYear, "市長事務部局", 1000) ??
    Math.round((total * over1000MayorPercent) / 100);
  const shuffled = random.shuffled(heavy);
  const inGroup = (group: string) => shuffled.filter((year) => bureauOfYear(year).group === group);
  return new Set([
    ...inGroup("市長事務部局").slice(0, mayor),
    ...inGroup("その他任命").slice(0, total - mayor),
  ]);
}

/** 720 hours: the programme's number where it was published (R2: 206), a share elsewhere. */
function chooseOver720(
  rest: readonly PersonYear[],
  over1000: ReadonlySet<PersonYear>,
  {fiscalYear, published, random}: Settings,
): Set<PersonYear> {
  const isProgramme = (year: PersonYear) => !published.programmeExclusions.has(scopeKey(year));
  const shuffled = random.shuffled(rest);
  const [inside, outside] = [shuffled.filter(isProgramme), shuffled.filter((year) => !isProgramme(year))];
  const known = published.indicator("overtime_over_720h", fiscalYear);
  const share = (list: readonly PersonYear[]) => Math.floor((list.length * over720Percent) / 100);
  const insideCount = known === undefined ? share(inside) : known - [...over1000].filter(isProgramme).length;
  return new Set([...inside.slice(0, insideCount), ...outside.slice(0, share(outside))]);
}

type Band = "over480" | "over720" | "over1000";

function band(year: PersonYear, over720: ReadonlySet<PersonYear>, over1000: ReadonlySet<PersonYear>): Band {
  if (over1000.has(year)) return "over1000";
  return over720.has(year) ? "over720" : "over480";
}

/** Many are just over a threshold, few far over it; the highest is about 1,500 hours. */
function yearMinutes(of: Band, random: Random): number {
  const share = random.unit();
  if (of === "over480")
    return OVER_480 + 1 + Math.floor((OVER_720 - OVER_480) * share * (0.35 + 0.65 * share));
  if (of === "over720") return OVER_720 + 1 + Math.floor((OVER_1000 - OVER_720) * share * share);
  return OVER_1000 + 1 + Math.floor(500 * 60 * share * share * share);
}
