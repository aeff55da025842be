import {addAll} from "../schemas/add-all.ts";
import {rosterDays} from "./calendar.ts";
import {femaleSectionChiefPercent, postsAdded, staffing} from "./calibration.ts";
import {bureaus} from "./city.ts";
import {
  createHiring,
  departmentIn,
  firstStaff,
  fiscalYearAppointeePosts,
  type Post,
  teacherPosts,
  vacantPost,
  type Worker,
} from "./hiring.ts";
import type {Person} from "./person.ts";
import {promote} from "./promotion.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";

const MID_YEAR_LAST_DAYS = ["06-30", "08-31", "09-30"];
const TRANSFERRED = ["事務", "技術", "福祉", "保健師"];
const YEARS_OF_SERVICE = 38;

interface Career {
  everyone: Person[];
  workers: Worker[];
  hire: (post: Post, hiredOn: string) => Worker;
  random: Random;
  published: Published;
}

/** Everyone who was on any roster from April 2016 to October 2024, in order of staff number. */
export function makeCareers(published: Published): Person[] {
  const random = createRandom("careers");
  const career: Career = {everyone: [], workers: [], hire: createHiring(random), random, published};
  career.workers = firstStaff(career.hire, random);
  appointSchoolHeads(career);
  promote(career.workers, random, wantedWomen(published, 0));
  enter(career, career.workers, 0);
  for (let roster = 1; roster < rosterDays.length; roster++) halfYear(career, roster);
  return career.everyone.sort((one, two) => (one.staffNumber < two.staffNumber ? -1 : 1));
}

/** From the roster before to this one: departures, promotions, transfers, hires. */
function halfYear(career: Career, roster: number): void {
  const isApril = roster % 2 === 0;
  const vacant = depart(career, roster);
  promote(career.workers, career.random, isApril ? wantedWomen(career.published, roster) : undefined);
  appointSchoolHeads(career);
  transfer(career, isApril ? staffing.transferPercentApril : staffing.transferPercentOctober);
  const refilled = vacant.map((worker) => vacantPost(worker, career.random));
  const added = [...changeSize(career, refilled, roster), ...newPosts(career, roster)];
  const hired = added.map((post) => career.hire(post, hiringDay(roster, career.random)));
  enter(career, career.workers, roster);
  enter(career, hired, roster);
  addAll(career.workers, hired);
}

function enter(career: Career, workers: readonly Worker[], roster: number): void {
  for (const {person, now} of workers) {
    if (person.assignments.length === 0) career.everyone.push(person);
    person.assignments[roster] = now;
  }
}

/** Takes out those who left since the roster before; they are listed once more, where they were. */
function depart(career: Career, roster: number): Worker[] {
  const leaving = career.workers.filter(({person}) => leaves(person, roster, career.random));
  for (const {person, now} of leaving) {
    person.leftOn = lastDay(roster, career.random);
    person.assignments[roster] = now;
  }
  const gone = new Set(leaving);
  career.workers = career.workers.filter((worker) => !gone.has(worker));
  return leaving;
}

function leaves(person: Person, roster: number, random: Random): boolean {
  const year = Number(rosterDays[roster]?.slice(0, 4));
  if (roster % 2 === 1) return random.chance(staffing.midYearLeavingPercent / 100);
  const isOld = year - Number(person.hiredOn.slice(0, 4)) >= YEARS_OF_SERVICE;
  const isOver = person.employmentType === "再任用" && year - Number(person.hiredOn.slice(0, 4)) >= 5;
  return isOld || isOver || random.chance(staffing.leavingPercent / 100);
}

/** Nobody leaves in April or May, so that 1 June is what the roster of 1 April says. */
function lastDay(roster: number, random: Random): string {
  const year = Number(rosterDays[roster]?.slice(0, 4));
  if (roster % 2 === 1) return `${year}-${random.pick(MID_YEAR_LAST_DAYS)}`;
  return random.chance(0.92) ? `${year}-03-31` : `${year - 1}-12-31`;
}

function hiringDay(roster: number, random: Random): string {
  const day = rosterDays[roster] ?? "";
  return roster % 2 === 1 && random.chance(0.6) ? `${day.slice(0, 4)}-07-01` : day;
}

/** The city grows and shrinks a little: some vacant posts are not filled, or some clerical posts are new. */
function changeSize({random}: Career, posts: Post[], roster: number): Post[] {
  const change = roster % 2 === 0 ? (postsAdded[Number(rosterDays[roster]?.slice(0, 4))] ?? 0) : 0;
  const flexible = posts.filter(({bureau, occupation}) => occupation === "事務" && isLargeMayoral(bureau));
  const unfilled = new Set(random.shuffled(flexible).slice(0, Math.max(0, -change)));
  const large = bureaus.flatMap((_, bureau) => (isLargeMayoral(bureau) ? [bureau] : []));
  const added = Array.from({length: Math.max(0, change)}, (): Post => {
    return {bureau: random.pick(large), occupation: "事務", employmentType: "正規"};
  });
  return [...posts.filter((post) => !unfilled.has(post)), ...added];
}

function isLargeMayoral(bureau: number): boolean {
  const {group, quotas = []} = bureaus[bureau] ?? {};
  return group === "市長事務部局" && quotas.reduce((sum, [, count]) => sum + count, 0) > 100;
}

function newPosts({random}: Career, roster: number): Post[] {
  if (rosterDays[roster] === "2017-04-01")
    return teacherPosts(staffing.teachersAfter2017 - staffing.teachersBefore2017);
  if (rosterDays[roster] === "2020-04-01") return fiscalYearAppointeePosts(random);
  return [];
}

/** Women among the section chiefs of the roster of 1 April, which shows the year before it. */
function wantedWomen(published: Published, roster: number): number {
  const fiscalYear = Number(rosterDays[roster]?.slice(0, 4)) - 1;
  const percent =
    published.indicator("female_section_chief_ratio", fiscalYear) ?? femaleSectionChiefPercent[fiscalYear];
  if (percent === undefined) throw new Error(`no share of women for ${fiscalYear}`);
  const chiefs = bureaus.reduce((sum, {sectionChiefs}) => sum + sectionChiefs, 0);
  return Math.round((chiefs * percent) / 100);
}

function appointSchoolHeads({workers, random}: Career): void {
  const teachers = workers.filter(({person}) => person.occupation === "教員");
  const wanted = Math.round((teachers.length * staffing.schoolHeads) / staffing.teachersAfter2017);
  const missing = wanted - teachers.filter(({now}) => now.grade === "校長・教頭").length;
  const others = random.shuffled(teachers.filter(({now}) => now.grade !== "校長・教頭"));
  for (const worker of others.slice(0, Math.max(0, missing)))
    worker.now = {...worker.now, grade: "校長・教頭"};
}

/** Pairs of the same occupation and grade change places, so that bureaus keep their size and structure. */
function transfer({workers, random}: Career, percent: number): void {
  const groups = Map.groupBy(
    workers.filter(({person}) => TRANSFERRED.includes(person.occupation) && person.employmentType === "正規"),
    ({person, now}) => `${person.occupation}|${now.grade}`,
  );
  for (const group of groups.values()) {
    const movers = random.shuffled(group).slice(0, Math.floor((group.length * percent) / 200) * 2);
    for (let index = 0; index < movers.length; index += 2) swap(movers[index], movers[index + 1], random);
  }
}

function swap(one: Worker | undefined, two: Worker | undefined, random: Random): void {
  if (!one || !two) return;
  const [first, second] = [one.now, two.now];
  one.now = {
    ...first,
    bureau: second.bureau,
    department: departmentIn({...one.person, bureau: second.bureau}, random),
  };
  two.now = {
    ...second,
    bureau: first.bureau,
    department: departmentIn({...two.person, bureau: first.bureau}, random),
  };
}
