import {
  dueText,
  dueTyped,
  nameTyped,
  programmeTyped,
  type SourceDue,
} from "../../pipelines/catalog/settings-typed.ts";
import {UserError} from "../../schemas/errors.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {statedText} from "../../schemas/stated-text.ts";

interface SettingsSaid {
  /** What is wrong, by field. */
  errors: Record<string, string>;
  /** Options of the command for what is another than it stands. */
  words: string[];
}

/** What the form of settings says, as options of `init` and `city`; what cannot be read is told by field, in the command's words. */
export function settingsSaid(
  typed: URLSearchParams,
  standing: URLSearchParams,
  isNew: boolean,
): SettingsSaid {
  const errors: Record<string, string> = {};
  const words: string[] = [];
  const said = (name: string) => (typed.get(name) ?? "").trim();
  const isOther = (...names: string[]) => names.some((name) => said(name) !== (standing.get(name) ?? ""));
  const read = (field: string, work: () => string[]): void => {
    try {
      words.push(...work());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors[field] = error.message;
    }
  };
  read("name", () => (isOther("name") || isNew ? [`--name=${nameTyped(said("name"))}`] : []));
  if (isOther("kind") && said("kind") !== "") words.push(`--kind=${said("kind")}`);
  if (isOther("unit")) words.push(`--unit=${said("unit")}`);
  read("programme", () => {
    if (!isNew && !isOther("programme", "first", "last")) return [];
    const {name, first, last} = programmeTyped(`${said("programme")}=${said("first")}-${said("last")}`);
    return [`--programme=${name}=${first}-${last}`];
  });
  for (const {source} of shippedContracts)
    read(`due.${source}`, () => {
      const [now, before] = [dueIn(typed, source), dueIn(standing, source)];
      if (now === before) return [];
      return now === "" ? [`--not-due=${source}`] : [`--due=${dueText(dueTyped(now))}`];
    });
  if (!isNew && words.length > 0)
    read("reason", () => {
      statedText(said("reason"), "理由を書いてください。記録に残ります。");
      return [];
    });
  return {errors, words};
}

/** The option's text of what a form says of one source; "" where it is not waited for. */
function dueIn(form: URLSearchParams, source: string): string {
  const said = (name: string) => (form.get(`${name}.${source}`) ?? "").trim();
  const [section, every] = [said("section"), said("every") as SourceDue["every"] | ""];
  if (every === "") return "";
  if (section === "") throw new UserError("提出元の課を書くか、「待たない」にしてください。");
  if (every === "change") return `${source}=${section}:change`;
  const when =
    every === "days"
      ? said("days")
          .split(/[,、\s]+/)
          .join(",")
      : every;
  return `${source}=${section}:${when}:${whole(said("months"), "何か月後")}:${whole(said("day"), "第何開庁日")}`;
}

function whole(typed: string, what: string): string {
  const text = typed.normalize("NFKC");
  if (/^-?\d{1,3}$/.test(text)) return text;
  throw new UserError(`「${what}」は数字で書いてください。`);
}

interface Deciding {
  isNew: boolean;
  was: string;
  by: string;
  reason: string;
}

/** The command that a person would type. */
export function wordsOf(said: string[], {isNew, was, by, reason}: Deciding): string[] {
  return isNew ? ["init", ...said] : ["city", ...said, `--was=${was}`, `--by=${by}`, `--reason=${reason}`];
}
