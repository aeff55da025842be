import {z} from "zod";
import {nearest} from "./nearest.ts";
import {isMap, type Map_, type SpreadEntry} from "./spread-entry.ts";

/* An entry with `segments` (男性・女性, 校長・副校長, each authority) stands for several series, each an indicator of its own. */

const word = z.string().min(1);

/** One of an entry's segments; every other key of an indicator that it writes holds in the place of the entry's. */
const writtenSegment = z.looseObject(
  {
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    label: word,
    /** Whom it counts, in the place of the entry's population. */
    population: word.optional(),
  },
  {error: "内訳は一つずつ { id: men, label: 男性, population: men } の形で書いてください"},
);

/** Where an indicator stands that is a segment of an entry. */
export const segmentOf = z.strictObject({of: word, name: word, label: word});

/** `segments:` of an entry of which none could be made an indicator of. */
export const unspreadSegments = z
  .array(writtenSegment)
  .min(2, "内訳（segments）は、二つ以上書いてください")
  .optional();

/** An entry with segments as one for each of these; what does not fit is left for the entry's own schema. */
export function bySegment({entry, place}: SpreadEntry): SpreadEntry[] {
  if (!isMap(entry) || !unspreadSegments.unwrap().safeParse(entry.segments).success) return [{entry, place}];
  const segments = entry.segments as Segment[];
  return segments.map((segment, number) => ({
    entry: seriesOf(entry, segment, segments),
    place: ([key, ...rest]: PropertyKey[]) => {
      const isOwn = key === undefined || Object.hasOwn(segment, key) || !Object.hasOwn(entry, key);
      const at: PropertyKey[] = isOwn ? ["segments", number] : [];
      return place(key === undefined ? at : [...at, key, ...rest]);
    },
  }));
}

type Segment = z.infer<typeof writtenSegment>;

/** The indicator that a segment stands for: parental_leave_men, "育児休業（男性）". */
function seriesOf(entry: Map_, segment: Segment, segments: Segment[]): Map_ {
  const {segments: _, ...common} = entry;
  const {id, label, population, ...own} = segment;
  const named = (text: unknown) => (typeof text === "string" ? `${text}（${label}）` : text);
  const merged: Map_ = {...common, ...(hasOwnForm(own) && {comparator: undefined}), ...own};
  return {
    ...merged,
    id: `${String(entry.id)}_${id}`,
    name: named(merged.name),
    short_name: named(merged.short_name),
    listed: Array.isArray(merged.listed)
      ? merged.listed.map((place: unknown) => (isMap(place) ? {...place, label: named(place.label)} : place))
      : merged.listed,
    ...countedOf(merged, segment, population),
    ...(isMap(merged.target) && {target: comparedWithin(merged.target, {of: String(entry.id), segments})}),
    ...(typeof entry.counted_as === "string" && {counted_as: `${entry.counted_as}_${id}`}),
    segment: {of: entry.id, name: merged.short_name, label},
  };
}

/** A form has its own words, whatever the entry's comparator is for the others. */
function hasOwnForm({target}: Map_): boolean {
  return isMap(target) && target.form !== undefined;
}

/** Whom a measure counts, which segment of 指標実績 it takes, or which scope of a model's values. */
function countedOf({measure}: Map_, {label}: Segment, population: string | undefined): Map_ {
  if (!isMap(measure)) return population === undefined ? {} : {scope: population};
  if (measure.kind === "figures") return {measure: {segment: label, ...measure}};
  if (population === undefined) return {};
  if (measure.kind !== "ratio") return {measure: {...measure, population}};
  const side = (of: unknown) => (isMap(of) ? {...of, population} : of);
  return {measure: {...measure, of: side(measure.of), over: side(measure.over)}};
}

const AGAINST = /^segments\.(.+)$/;

/** "segments.general" → the id of that segment's series. */
function comparedWithin(target: Map_, {of, segments}: {of: string; segments: Segment[]}): Map_ {
  const wanted = AGAINST.exec(String(target.against))?.[1];
  const found = segments.some(({id}) => id === wanted);
  return found ? {...target, against: `${of}_${wanted}`} : target;
}

/** Why a target that is compared with `against` names no segment of the entry `of`; nothing where it names none. */
export function unknownSegment(
  against: string,
  of: string | undefined,
  kpiIds: string[],
): string | undefined {
  const wanted = AGAINST.exec(against)?.[1];
  if (wanted === undefined) return undefined;
  const siblings = kpiIds.flatMap((id) => (id.startsWith(`${of}_`) ? [id.slice(`${of}_`.length)] : []));
  const near = nearest(wanted, siblings).join("、");
  return `比べる内訳「${wanted}」が、この指標の segments にありません。${near === "" ? "" : `近いもの: ${near}`}`;
}
