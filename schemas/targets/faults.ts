import {nearest} from "../nearest.ts";
import {amountOf} from "./amount.ts";
import {type Direction, formOf, standardIn} from "./target.ts";
import {FORMS, type TargetForm, type WrittenLevel, type WrittenTarget} from "./written.ts";

/** What is wrong with a target, and at which key of the indicator's entry. */
export interface TargetFault {
  path: PropertyKey[];
  message: string;
}

/** What of an indicator's entry a target has to fit. */
export interface Entry {
  base: {value: number | null};
  unit: string;
  direction: Direction;
  comparator?: string | undefined;
  milestones: WrittenLevel[];
  target_revisions: WrittenLevel[];
  target: WrittenTarget;
}

/** Everything that a target lacks or has too much of, in Japanese, with what to write. */
export function targetFaults(entry: Entry): TargetFault[] {
  const {target, direction} = entry;
  const known = Object.keys(FORMS);
  if (target.form !== undefined && !known.includes(target.form))
    return [
      at(
        "form",
        `目標の形（form）「${target.form}」はありません。近いもの: ${nearest(target.form, known).slice(0, 3).join("、")}`,
      ),
    ];
  const form = formOf(target, direction);
  return [
    ...directionFaults(entry, form),
    ...comparatorFaults(entry, form),
    ...valueFaults(target, entry, form).map(({path, message}) => ({path: ["target", ...path], message})),
    ...againstFaults(entry, form),
    ...toleranceFaults(target, direction, form),
    ...yearFaults(target, form),
    ...levelFaults(entry, form),
    ...textFaults(target, form),
  ];
}

function at(key: string, message: string): TargetFault {
  return {path: ["target", key], message};
}

const DIRECTIONS = {
  up: "up（増えるほどよい）",
  down: "down（減るほどよい）",
  within: "within（範囲に収まるのがよい）",
};
const TWO_SIDED: TargetForm[] = ["about", "between", "keep", "follows"];

function directionFaults({target, direction}: Entry, form: TargetForm): TargetFault[] {
  const {side} = FORMS[form];
  if (target.form === undefined && (direction === "within" || direction === "none"))
    return [
      at("form", `direction が ${direction} のときは、目標の形（form）を書いてください。例: form: between`),
    ];
  if (side !== null && side !== direction)
    return [
      {
        path: ["direction"],
        message: `目標の形（form）が ${form} のときは、direction を ${DIRECTIONS[side]} にしてください`,
      },
    ];
  if (direction === "none" && form !== "stated")
    return [
      {path: ["direction"], message: `direction の none は、文で書く目標（form: stated）だけに使えます`},
    ];
  if (direction === "within" && !TWO_SIDED.includes(form) && form !== "stated")
    return [
      {
        path: ["direction"],
        message: `direction の within は、目標の形（form）が ${TWO_SIDED.join("、")} のときに使えます`,
      },
    ];
  return [];
}

const OWN_COMPARATORS: Partial<Record<TargetForm, string[]>> = {
  at_least: ["以上", ""],
  at_most: ["以下", ""],
};

function comparatorFaults({target, comparator}: Entry, form: TargetForm): TargetFault[] {
  if (target.form === undefined)
    return comparator === undefined
      ? [
          {
            path: ["comparator"],
            message: 'comparator（以上、以下、""）がありません。目標の形を form で書くときは要りません',
          },
        ]
      : [];
  if (comparator === undefined || OWN_COMPARATORS[form]?.includes(comparator)) return [];
  return [
    {
      path: ["comparator"],
      message: `目標の形（form: ${form}）が目標値に添える言葉を決めるので、comparator は消してください`,
    },
  ];
}

/** Of the target, a milestone or a revision; paths within it. */
function valueFaults({value}: WrittenLevel, {base, unit, target}: Entry, form: TargetForm): TargetFault[] {
  const fault = (message: string) => [{path: ["value"], message: `目標の形（form: ${form}）${message}`}];
  switch (form) {
    case "between":
      if (!Array.isArray(value)) return fault("には、value に範囲を書いてください。例: value: [1180, 1220]");
      return value[0] > value[1]
        ? fault(`の範囲は、小さいほうを先に書いてください。例: value: [${value[1]}, ${value[0]}]`)
        : [];
    case "reduce_by":
    case "increase_by":
      if (amountOf(value) === null)
        return fault(
          "には、value に割合か数を、0より大きく書いてください。例: value: 30%、value: 3割、value: 5",
        );
      if (form === "reduce_by" && (amountOf(value)?.share ?? 0) > 1) return fault("の割合は100%までです");
      return target.against !== "previous" && base.value === null
        ? fault("は基準値と比べるので、base に value を書いてください")
        : [];
    case "keep":
      if (value === undefined)
        return base.value === null
          ? fault("は、保つ値を value に書くか、base に value を書いてください")
          : [];
      return typeof value === "number" ? [] : fault("の value には、数を書いてください。例: value: 100");
    case "all":
      if (unit !== "%")
        return fault('は、単位（unit）が "%" の指標だけに使えます。数で書くなら at_least にしてください');
      return value === undefined ? [] : fault("は100%のことなので、value は消してください");
    case "zero":
      return value === undefined ? [] : fault("は0のことなので、value は消してください");
    case "better_than_previous":
    case "not_worse_than":
    case "follows":
    case "stated":
      return value === undefined ? [] : fault("は数を持たないので、value は消してください");
    default:
      return typeof value === "number" ? [] : fault("には、value に数を書いてください。例: value: 30");
  }
}

function againstFaults({target: {against, on}}: Entry, form: TargetForm): TargetFault[] {
  const wrong = (message: string) => [at("against", `目標の形（form: ${form}）${message}`)];
  const misplaced =
    on !== undefined && form !== "follows" ? [at("on", "on は、form: follows の目標だけに書けます")] : [];
  switch (form) {
    case "reduce_by":
    case "increase_by":
      if (against === undefined || against === "base" || against === "previous") return misplaced;
      return [...misplaced, ...wrong("の against は、base（基準値）か previous（前年度）です")];
    case "not_worse_than":
      if (against !== undefined && against !== "base" && standardIn(against) === undefined) return misplaced;
      return [
        ...misplaced,
        ...wrong(
          "には、比べるものを against に書いてください。例: against: previous（前年度）、against: ほかの指標の id",
        ),
      ];
    case "follows":
      if (standardIn(against) !== undefined) return [];
      return wrong(
        "には、従う基準を against に書いてください。例: against: standards.disability_legal_rate（法定雇用率）。市の基準は city/standards.csv に書きます",
      );
    default:
      return against === undefined || (form === "better_than_previous" && against === "previous")
        ? misplaced
        : [...misplaced, ...wrong("に against は要りません。消してください")];
  }
}

const TOLERANT: TargetForm[] = ["about", "keep", "follows"];

function toleranceFaults({tolerance}: WrittenTarget, direction: Direction, form: TargetForm): TargetFault[] {
  if (tolerance === undefined)
    return form === "about"
      ? [
          at(
            "tolerance",
            "目標の形（form: about）には、幅を tolerance に書いてください。例: tolerance: 2（±2）",
          ),
        ]
      : [];
  if (tolerance < 0) return [at("tolerance", "幅（tolerance）は0以上の数にしてください")];
  if (TOLERANT.includes(form) && direction === "within") return [];
  return [
    at("tolerance", `幅（tolerance）は、direction が within の ${TOLERANT.join("、")} の目標だけに書けます`),
  ];
}

function yearFaults({by, fiscal_year, each_year, against}: WrittenTarget, form: TargetForm): TargetFault[] {
  if (by !== undefined && fiscal_year !== undefined)
    return [at("by", "by と fiscal_year は同じことなので、どちらかを消してください")];
  const isTimeless = each_year || !FORMS[form].hasRoad || against === "previous";
  if (by !== undefined || fiscal_year !== undefined || isTimeless) return [];
  return [
    at(
      "fiscal_year",
      "いつまでの目標かを書いてください。例: by: 2029、by: 2029-12-31。毎年度の目標なら each_year: true",
    ),
  ];
}

/** Milestones and revisions have the target's form; what holds in every year has no way to pass them on. */
function levelFaults(entry: Entry, form: TargetForm): TargetFault[] {
  const {target, milestones, target_revisions: revisions} = entry;
  const isRoadless = target.each_year || !FORMS[form].hasRoad || target.against === "previous";
  const why = target.each_year ? "毎年度の目標（each_year: true）" : `目標の形（form: ${form}）`;
  const hasValue = FORMS[form].needs.startsWith("value") || form === "keep";
  return [
    ...(isRoadless && milestones.length > 0
      ? [{path: ["milestones"], message: `${why}には途中がないので、milestones は消してください`}]
      : []),
    ...(revisions.length > 0 && (!hasValue || target.against === "previous")
      ? [
          {
            path: ["target_revisions"],
            message: `目標の形（form: ${form}）は数を持たないので、target_revisions は書けません`,
          },
        ]
      : []),
    ...ofEach("milestones", milestones),
    ...(hasValue ? ofEach("target_revisions", revisions) : []),
  ];

  function ofEach(key: string, levels: WrittenLevel[]): TargetFault[] {
    return levels.flatMap((level, index) => [
      ...valueFaults(level, entry, form).map(({path, message}) => ({path: [key, index, ...path], message})),
      ...(level.fiscal_year === undefined && level.by === undefined
        ? [{path: [key, index], message: "いつの水準かを書いてください。例: fiscal_year: 2027"}]
        : []),
    ]);
  }
}

function textFaults({text, judged}: WrittenTarget, form: TargetForm): TargetFault[] {
  if (form === "stated")
    return text === undefined
      ? [at("text", "目標の形（form: stated）には、目標の文を text に書いてください")]
      : [];
  return [
    ...(text === undefined
      ? []
      : [at("text", "text は、form: stated の目標だけに書けます。印刷する言葉は words に書いてください")]),
    ...(judged.length === 0
      ? []
      : [at("judged", "judged（人による判定）は、form: stated の目標だけに書けます")]),
  ];
}
