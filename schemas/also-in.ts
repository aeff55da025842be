import {z} from "zod";
import {nearest} from "./nearest.ts";
import {isMap, type Map_, type SpreadEntry} from "./spread-entry.ts";

/*
 * An entry with `also_in` stands in other programmes, too: there it is an indicator of its own, with its own place, base and
 * target, that takes the values of the entry.
 */

const said = z.unknown().optional();

/** One of them. What it does not write is as in the entry; how it is measured is never its own. */
const writtenPlace = z.strictObject({
  programme: z.string().min(1),
  listed: z.array(z.unknown(), {
    error: 'その計画での課題と番号を書いてください（例: listed: [{ task: "1", label: 目標1 }]）',
  }),
  name: said,
  short_name: said,
  comparator: said,
  base: said,
  pace_from: said,
  target: said,
  milestones: said,
  target_revisions: said,
  accepted_deviations: said,
  near_band: said,
  law: said,
  owner: said,
  /** What of the entry's segments is otherwise, by their ids. */
  segments: z.array(z.looseObject({id: z.string().min(1)})).optional(),
});

/** `also_in:` of an entry of which none could be made another indicator. */
export const unspreadPlaces = z
  .array(writtenPlace)
  .min(1, "ほかの計画（also_in）を一つ以上書いてください")
  .optional();

type Place = z.infer<typeof writtenPlace>;

/** An entry that is in other programmes as one for each of them. What does not fit is left for the entry's own schema. */
export function byProgramme({entry, place}: SpreadEntry): SpreadEntry[] {
  if (!isMap(entry) || !unspreadPlaces.unwrap().safeParse(entry.also_in).success) return [{entry, place}];
  const {also_in, ...own} = entry;
  if (placeFaults(entry).length > 0) return [{entry, place}];
  const others = (also_in as Place[]).map((there, number) => ({
    entry: elsewhere(own, there),
    place: (path: PropertyKey[]) => place(placeIn(path, there, number, entry)),
  }));
  return [{entry: own, place}, ...others];
}

/** The indicator that it is in the other programme: parental_leave_women. */
function elsewhere(entry: Map_, {programme, segments, ...own}: Place): Map_ {
  return {
    ...entry,
    ...own,
    id: `${String(entry.id)}_${programme}`,
    programme,
    counted_as: entry.id,
    ...(segments && {
      segments: idsOf(entry).map(([segment, id]) => ({
        ...segment,
        ...segments.find((other) => other.id === id),
      })),
    }),
  };
}

function placeIn(path: PropertyKey[], there: Place, number: number, entry: Map_): PropertyKey[] {
  const [key, at, word, ...rest] = path;
  if (key === undefined) return ["also_in", number];
  if (key !== "segments") return Object.hasOwn(there, key) ? ["also_in", number, ...path] : path;
  const id = typeof at === "number" ? idsOf(entry)[at]?.[1] : undefined;
  const own = there.segments?.findIndex((segment) => segment.id === id) ?? -1;
  const isOwn = own >= 0 && (word === undefined || Object.hasOwn(there.segments?.[own] ?? {}, word));
  return isOwn ? ["also_in", number, "segments", own, ...(word === undefined ? [] : [word, ...rest])] : path;
}

/** Of an entry its segments, each with its id. */
function idsOf({segments}: {segments?: unknown}): [segment: Map_, id: unknown][] {
  return Array.isArray(segments) ? segments.filter(isMap).map((segment) => [segment, segment.id]) : [];
}

/** What is wrong with the programmes that an entry is also in, as far as the entry can tell, in Japanese. */
export function placeFaults(entry: unknown): {path: PropertyKey[]; message: string}[] {
  if (!isMap(entry)) return [];
  const {success, data: also_in = []} = unspreadPlaces.safeParse(entry.also_in);
  if (!success) return [];
  const ids = idsOf(entry).map(([, id]) => String(id));
  return also_in.flatMap((there, number) => {
    const path = ["also_in", number];
    const others = [entry, ...also_in.slice(0, number)];
    const isTwice = others.some(({programme}) => programme === there.programme);
    const strangers = (there.segments ?? []).flatMap(({id}, index) =>
      ids.includes(id) ? [] : [{id, path: [...path, "segments", index, "id"]}],
    );
    return [
      ...(isTwice
        ? [
            {
              path: [...path, "programme"],
              message: `${String(entry.id)}: 計画「${there.programme}」には、もう入っています。一つの計画には一度だけ書いてください`,
            },
          ]
        : []),
      ...strangers.map(({id, path: at}) => ({
        path: at,
        message:
          ids.length === 0
            ? `${String(entry.id)}: 内訳「${id}」がありますが、この指標に segments がありません`
            : `${String(entry.id)}: 内訳「${id}」が、この指標の segments にありません。近いもの: ${nearest(id, ids).join("、")}`,
      })),
    ];
  });
}
