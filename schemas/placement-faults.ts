import type {z} from "zod";
import {nearest} from "./nearest.ts";

type Place<Programme> = {programme: Programme};

interface Parts<Programme> {
  tasks: ({no: string} & Place<Programme>)[];
  kpis: ({
    id: string;
    listed: {task: string; label: string}[];
    segment?: {of: string; label: string} | undefined;
  } & Place<Programme>)[];
}

type Placed = Parts<string>;

type Fault = Pick<z.core.$ZodIssue, "message"> & {path: PropertyKey[]};

/**
 * Indicators and tasks that are there twice, or at a place of a programme that is not there or is another's, in Japanese. What
 * names no programme is of the first.
 */
export function placementFaults(
  parts: Parts<string | undefined>,
  programmes: [string, ...string[]],
): Fault[] {
  const placed = <Part extends Place<string | undefined>>(part: Part) => ({
    ...part,
    programme: part.programme ?? programmes[0],
  });
  const [tasks, kpis] = [parts.tasks.map(placed), parts.kpis.map(placed)];
  return [
    ...programmeFaults({tasks, kpis}, programmes),
    ...tasks.flatMap(({no, programme}, index) =>
      tasks.slice(0, index).some((other) => other.no === no && other.programme === programme)
        ? [
            {
              path: ["tasks", index],
              message: `課題「${no}」が二度書かれています。片方を消すか、番号を変えてください`,
            },
          ]
        : [],
    ),
    ...kpis.flatMap(({id}, index) =>
      kpis.slice(0, index).some((other) => other.id === id)
        ? [{path: ["kpis", index], message: `${id}: 同じ指標が二度書かれています`}]
        : [],
    ),
    ...listingFaults({tasks, kpis}, programmes),
  ];
}

function programmeFaults(parts: Placed, programmes: string[]): Fault[] {
  return (["tasks", "kpis"] as const).flatMap((list) =>
    parts[list].flatMap(({programme}, index) =>
      programmes.includes(programme)
        ? []
        : [
            {
              path: [list, index, "programme"],
              message: `計画「${programme}」が city/city.yaml の programmes にありません。近いもの: ${nearest(programme, programmes).join("、")}`,
            },
          ],
    ),
  );
}

function listingFaults({tasks, kpis}: Placed, programmes: string[]): Fault[] {
  const claims = new Map<string, Claim[]>();
  return kpis.flatMap(({id, programme, listed, segment}, index) =>
    listed.flatMap(({task, label: said}, number) => {
      const path = ["kpis", index, "listed", number];
      const label = unsegmented(said, segment);
      const place = JSON.stringify([programme, task, label]);
      const claim = {id, entry: segment?.of ?? id, said};
      const earlier = claims.get(place) ?? [];
      const holder = earlier.find((other) => other.entry !== claim.entry || other.said === said);
      claims.set(place, [...earlier, claim]);
      const isThere = tasks.some((other) => other.no === task && other.programme === programme);
      return [
        ...(isThere ? [] : [{path, message: `${id}: ${missingTask(task, {programme, tasks, programmes})}`}]),
        ...(holder === undefined
          ? []
          : [
              {
                path,
                message: `${id}: ${ofProgramme(programme, programmes)}課題「${task}」の「${label}」は「${holder.id}」と同じです。どちらかの label（または task）を変えてください`,
              },
            ]),
      ];
    }),
  );
}

/** An indicator in a place of a task sheet. The segments of one entry share their place. */
interface Claim {
  id: string;
  entry: string;
  said: string;
}

/** 目標3（男性） → 目標3, the label that the plan has for all its segments. */
function unsegmented(label: string, segment: Placed["kpis"][number]["segment"]): string {
  const own = `（${segment?.label}）`;
  return label.endsWith(own) ? label.slice(0, -own.length) : label;
}

function missingTask(
  task: string,
  {programme, tasks, programmes}: {programme: string; tasks: Placed["tasks"]; programmes: string[]},
): string {
  const other = tasks.find(({no}) => no === task);
  if (!other) return `課題「${task}」が tasks にありません`;
  return `課題「${task}」は計画「${other.programme}」のものです。${ofProgramme(programme, programmes)}課題を書くか、指標に programme: ${other.programme} を書いてください`;
}

/** "計画「women」の" where there are several. */
function ofProgramme(programme: string, programmes: string[]): string {
  return programmes.length > 1 ? `計画「${programme}」の` : "";
}
