import type {ToldProposal} from "../../pipelines/intake/learn/told-proposal.ts";

/** A proposal as a form: what was taken for what, and what only a person can say. */
export interface LessonView {
  name: string;
  mark: string;
  source: string;
  title: string;
  why: string;
  result: string;
  isOpen: boolean;
  headings: {field: string; heading: string; why: string; columns: Choice[]}[];
  missing: {field: string; title: string}[];
  words: {
    title: string;
    isOpen: boolean;
    words: {field: string; word: string; count: string; labels: Choice[]; own: string}[];
  }[];
  shapes: {field: string; title: string; hint: string}[];
  odd: string[];
  changes: {place: string; isNew: boolean}[];
  judgedBefore: string;
}

interface Choice {
  value: string;
  name: string;
  isChosen: boolean;
}

const BLANK = "（空欄）";

export function lessonView(proposal: ToldProposal | undefined, name: string): LessonView {
  const file = proposal?.files[0];
  const count = (value: number) => value.toLocaleString("ja-JP");
  return {
    ...{name, mark: proposal?.mark ?? "", source: file?.source ?? "", title: file?.title ?? ""},
    ...{why: file ? whyOf(file) : "", result: file?.result ?? "", isOpen: file?.is_open ?? true},
    headings: (file?.headings ?? []).map(({heading, column, why}, index) => ({
      ...{field: `heading.${index}`, heading, why},
      columns: (file?.columns ?? []).map(({name: value, title}) => ({
        ...{value, name: title, isChosen: value === column},
      })),
    })),
    missing: (file?.missing ?? []).flatMap(({may_be_default, title}, index) =>
      may_be_default ? [{field: `default.${index}`, title}] : [],
    ),
    words: (file?.words ?? []).map(({title, labels, is_open, words}, at) => ({
      ...{title, isOpen: is_open},
      words: words.map(({word, count: times, taken}, index) => ({
        ...{field: `value.${at}.${index}`, own: `own.${at}.${index}`},
        ...{word: word === "" ? BLANK : word, count: count(times)},
        labels: labels.map((label) => ({value: label, name: label, isChosen: label === taken})),
      })),
    })),
    shapes: (file?.shapes ?? []).map(({title, said, lengths}, index) => ({
      ...{field: `pattern.${index}`, title},
      hint: said ?? lengths.map((length) => `${length}桁`).join("、"),
    })),
    odd: file?.odd ?? [],
    changes: (proposal?.changes ?? []).map(({place, is_new}) => ({place, isNew: is_new})),
    judgedBefore: proposal && proposal.judged_before > 0 ? count(proposal.judged_before) : "",
  };
}

/** What is missing is chosen on the page: how it is typed behind the command says nothing here. */
function whyOf({why, missing}: ToldProposal["files"][number]): string {
  if (missing.length === 0) return why;
  const titles = missing.map(({title}) => `「${title}」`).join("、");
  return `列${titles}に当たる見出しが見つかりません。下の表で、その列の見出しを選んでください。どの行も同じなら、その値を書きます。なければ、送り主に列を加えてもらってください。`;
}

/** Options of `map` for what a form answers otherwise than proposed, by what each answers. Names come from the proposal, never from the form. */
export function answersIn(form: URLSearchParams, proposal: ToldProposal | undefined): Map<string, string> {
  const answers = new Map<string, string>();
  const said = (name: string) => (form.get(name) ?? "").trim();
  const file = proposal?.files[0];
  const source = said("source");
  if (source !== "" && source !== file?.source) {
    answers.set("source", `--source=${source}`);
    // What was asked of another kind of file is not asked any more.
    return answers;
  }
  if (!file) return answers;
  for (const [index, {heading, column}] of file.headings.entries()) {
    const chosen = said(`heading.${index}`);
    const isKnown = file.columns.some(({name}) => name === chosen);
    if (isKnown && chosen !== column) answers.set(`heading ${heading}`, `--heading=${heading}=${chosen}`);
  }
  for (const [index, {name}] of file.missing.entries())
    if (said(`default.${index}`) !== "")
      answers.set(`default ${name}`, `--default=${name}=${said(`default.${index}`)}`);
  for (const [at, {title, labels, words}] of file.words.entries())
    for (const [index, {word, taken}] of words.entries()) {
      const [chosen, own] = [said(`value.${at}.${index}`), said(`own.${at}.${index}`)];
      const meaning = own !== "" ? `own:${own}` : labels.includes(chosen) && chosen !== taken ? chosen : "";
      if (meaning !== "") answers.set(`value ${title} ${word}`, `--value=${title}:${word}=${meaning}`);
    }
  for (const [index, {title}] of file.shapes.entries())
    if (said(`pattern.${index}`) !== "")
      answers.set(`pattern ${title}`, `--pattern=${title}=${said(`pattern.${index}`)}`);
  return answers;
}
