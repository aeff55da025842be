/** What a heading says of its numbers beside their month: no actual value yet, one that may still move, or an actual one. */
export type State = "expected" | "provisional" | "actual";

/** The words by which a person answers whether numbers count. */
export const AS_ACTUAL = "実績";
export const LEAVE_OUT = "除く";

const TAIL = "[値額数分]{0,2}(?:集計)?";
const WORDS: Record<State, string> = {
  expected: `(?:(?:決算|実績|年度末)?見込み?|見通し|予定|計画|予測|予想|推計|推定|試算|目標|予算|当初予算)${TAIL}`,
  provisional: `(?:速報|暫定|概数|概算|仮集計|仮|未確定|集計中|未確認)${TAIL}`,
  actual: `(?:実績|確定|確報|決算|実数)${TAIL}`,
};
const OPEN = "[(（[〔［【<＜]?";
const CLOSE = "[)）\\]〕］】>＞]?";
const STATES = (["expected", "provisional", "actual"] as const).map((state) => ({
  state,
  alone: new RegExp(`^${OPEN}${WORDS[state]}${CLOSE}$`),
  within: new RegExp(`${OPEN}${WORDS[state]}${CLOSE}$|^${OPEN}${WORDS[state]}${CLOSE}`),
}));

/** The state that a text without spaces consists of: 見込, （速報値）; undefined for any other text. */
export function stateOf(text: string): State | undefined {
  return STATES.find(({alone}) => alone.test(text))?.state;
}

/** "1月(見込)" → 1月 and "expected"; a text without a state as it is. */
export function splitState(text: string): {rest: string; state: State | undefined} {
  const found = STATES.find(({within}) => within.test(text));
  return found ? {rest: text.replace(found.within, ""), state: found.state} : {rest: text, state: undefined};
}
