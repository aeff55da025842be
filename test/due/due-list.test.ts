import fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {JournalEntry} from "../../pipelines/due/journal.ts";
import type {DueList} from "../../schemas/due.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import {dueIn, ON_TIME, printed, type Sent, smallJobs} from "./due-city.ts";

function file(list: DueList, source: string, period: string): DueList["files"][number] | undefined {
  return list.files.find((one) => one.source === source && one.period === period);
}

function report(list: DueList, period: string): DueList["reports"][number] {
  const found = list.reports.find((one) => one.period === period);
  if (!found) throw new Error(`no report of ${period}`);
  return found;
}

describe("files", () => {
  test("a file is upcoming up to its due day and late from the next", () => {
    const on = (now: string) => file(dueIn({now}), "overtime", "2024-09");
    expect(on("2024-10-15T14:59:00Z")).toMatchObject({
      due_on: "2024-10-15",
      state: "upcoming",
      days_overdue: 0,
    });
    expect(on("2024-10-15T15:00:00Z")).toMatchObject({
      state: "late",
      days_overdue: 1,
      opening_days_overdue: 1,
    });
    expect(on("2024-10-20T03:00:00Z")).toMatchObject({days_overdue: 5, opening_days_overdue: 3});
  });

  test("a quarter has arrived when its last month has", () => {
    const jobs = smallJobs();
    const quarterly: Jobs = {
      ...jobs,
      sources: jobs.sources.map((job) =>
        job.source === "overtime" ? ({...job, every: "quarter"} as typeof job) : job,
      ),
    };
    const twoOfThree = ON_TIME.filter(({source, period}) => source === "overtime" && period !== "2024-09-01");
    const scene = {now: "2024-10-20T03:00:00Z", jobs: quarterly};
    expect(file(dueIn({...scene, sent: twoOfThree}), "overtime", "R6Q2")?.state).toBe("late");
    expect(file(dueIn({...scene, sent: ON_TIME}), "overtime", "R6Q2")).toMatchObject({
      state: "arrived",
      received_on: "2024-10-04",
    });
  });

  test("a held file is not late in silence: it is held and its days are counted", () => {
    const held = [
      {
        batch_id: 7,
        source: "overtime",
        file_name: "9月.csv",
        received_on: "2024-10-10",
        periods: ["2024-09-01"],
      },
    ];
    const list = dueIn({now: "2024-10-17T03:00:00Z", held});
    expect(file(list, "overtime", "2024-09")).toMatchObject({state: "held", days_overdue: 2});
    expect(list.held).toMatchObject([{batch_id: 7, section: "人事課", title: "時間外勤務実績"}]);
  });

  test("a day for which staff with disabilities are reported asks for a roster of that day, whatever the city wrote", () => {
    const due = {months_after: 0, opening_day: 10};
    const days = (source: string, ...of: string[]) => ({
      source,
      section: "人事課",
      follows: [] as string[],
      every: "days" as const,
      days: of,
      due,
    });
    const asked = (...sources: ReturnType<typeof days>[]) =>
      dueIn({now: "2024-10-20T03:00:00Z", dueFrom: "2024-04-01", jobs: {...smallJobs(), sources}})
        .files.filter(({source}) => source === "staff")
        .map(({period}) => period);
    const rosters = days("staff", "04-01", "10-01");
    expect(asked(rosters, days("disability", "06-01"))).toContain("2024-06-01");
    expect(asked(rosters)).toEqual(["2024-04-01", "2024-10-01", "2025-04-01"]);
  });

  test("what was due before the watch began is not asked for", () => {
    const list = dueIn({now: "2024-10-17T03:00:00Z", dueFrom: "2024-10-01"});
    expect(list.files.every(({due_on}) => due_on >= "2024-10-01")).toBe(true);
  });
});

describe("reports", () => {
  const on = (now: string, sent: Sent[], journal: JournalEntry[] = []) => dueIn({now, sent, journal});

  test("a report waits for missing files, then goes without them; without overtime it does not go", () => {
    const withoutLeave = ON_TIME.filter(({source, period}) => source !== "leave" || period < "2024-07-01");
    expect(report(on("2024-10-22T00:00:00Z", withoutLeave), "R6Q2")).toMatchObject({
      print_on: "2024-10-22",
      waits_until: "2024-10-29",
      state: "waiting",
      missing: ["leave"],
    });
    expect(report(on("2024-10-30T00:00:00Z", withoutLeave), "R6Q2").state).toBe("ready");
    const withoutSeptember = ON_TIME.filter(
      ({source, period}) => source !== "overtime" || period < "2024-09-01",
    );
    expect(report(on("2024-12-27T00:00:00Z", withoutSeptember), "R6Q2").state).toBe("waiting");
  });

  test("a file that comes after the printing makes the latest report due again, not the earlier ones", () => {
    const first = on("2024-11-01T00:00:00Z", ON_TIME);
    const journal = first.reports
      .filter(({state}) => state === "ready")
      .flatMap((one) => printed(one, "2024-11-01"));
    expect(on("2024-11-02T00:00:00Z", ON_TIME, journal).reports.map(({state}) => state)).toEqual([
      "done",
      "done",
      "upcoming",
    ]);
    const corrected = ON_TIME.map((sent) => ({...sent, content: sent.period === "2024-05-01" ? "2" : "1"}));
    expect(on("2024-11-02T00:00:00Z", corrected, journal).reports.map(({state}) => state)).toEqual([
      "done",
      "ready",
      "upcoming",
    ]);
  });

  test("whenever the service is awake and however the schedule is changed, every report is printed once, in order", () => {
    const wakings = fc.array(
      fc.record({gap: fc.integer({min: 1, max: 40}), openingDay: fc.integer({min: 1, max: 20})}),
      {minLength: 20, maxLength: 40},
    );
    fc.assert(
      fc.property(wakings, (looks) => {
        let day = Date.parse("2024-07-01T03:00:00Z");
        let journal: JournalEntry[] = [];
        for (const {gap, openingDay} of looks) {
          day += gap * 24 * 60 * 60 * 1000;
          const jobs = withPrintDay(openingDay);
          const now = new Date(Math.min(day, Date.parse("2025-01-10T03:00:00Z"))).toISOString();
          const ready = dueIn({now, sent: ON_TIME, journal, jobs}).reports.filter(
            ({state}) => state === "ready",
          );
          journal = [...journal, ...ready.flatMap((one) => printed(one, now))];
        }
        const periods = journal.flatMap((entry) => (entry.kind === "done" ? [entry.period] : []));
        expect(periods).toEqual([...new Set(periods)].toSorted());
        if (day > Date.parse("2024-11-01")) expect(periods).toEqual(["R6Q1", "R6Q2"]);
      }),
      {numRuns: 20},
    );
  });
});

function withPrintDay(openingDay: number): Jobs {
  const jobs = smallJobs();
  const reports = jobs.reports.map((job) => ({...job, print: {months_after: 1, opening_day: openingDay}}));
  return {...jobs, reports};
}
