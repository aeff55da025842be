import {DRAFT_MARK, type Expectation, type Fault, SAMPLE_MARK} from "./expectation.ts";
import type {OutlineEntry, PdfFile, PdfPage} from "./read-pdf.ts";
import {withoutSpaces} from "./without-spaces.ts";

/** Page count, bookmarks, contents, tags, language, release and the mark of sample data. */
export function checkStructure(file: PdfFile, expectation: Expectation): Fault[] {
  return [
    ...pageFaults(file, expectation),
    ...outlineFaults(file, expectation),
    ...contentsFaults(file, expectation),
    ...tagFaults(file, expectation),
    ...releaseFaults(file, expectation),
  ];
}

function pageFaults({pages}: PdfFile, expected: Expectation): Fault[] {
  if (expected.pages === null || expected.pages === pages.length) return [];
  const text = `${pages.length}ページあります。${expected.pages}ページのはずです。`;
  return [{check: "pages", page: null, text}];
}

function outlineFaults({outline}: PdfFile, expected: Expectation): Fault[] {
  const outermost = outline.filter(({level}) => level === 1);
  const titles = outermost.map(({title}) => withoutSpaces(title));
  const differs = expected.outline.findIndex((title, index) => withoutSpaces(title) !== titles[index]);
  if (differs >= 0 || titles.length !== expected.outline.length) {
    const place = differs >= 0 ? differs : expected.outline.length;
    const text = `しおりの${place + 1}番目が「${titles[place] ?? "なし"}」です。「${expected.outline[place] ?? "なし"}」のはずです。`;
    return [{check: "contents", page: null, text}];
  }
  return outline
    .filter(({page}) => page === null)
    .map(({title}) => fault("contents", null, `しおり「${title}」の行き先がありません。`));
}

function contentsFaults(file: PdfFile, {contents}: Expectation): Fault[] {
  if (contents === null) return [];
  const printed = linesUnder(file, contents.bookmark);
  const places = new Map(file.outline.toReversed().map(({title, page}) => [withoutSpaces(title), page]));
  return contents.titles.flatMap((title) => {
    const page = places.get(withoutSpaces(title));
    if (page == null) return [fault("contents", null, `目次の「${title}」にあたるしおりがありません。`)];
    const line = new RegExp(`${RegExp.escape(withoutSpaces(title))}[.…・‥]*${page}$`, "u");
    return printed.some((text) => line.test(text))
      ? []
      : [fault("contents", page, `目次の「${title}」が${page}ページを指していません。`)];
  });
}

/** All text from a bookmark's page to the one before the next outermost bookmark's. */
export function textUnder(file: PdfFile, bookmark: string): string {
  return pagesUnder(file, bookmark)
    .map(({text}) => text)
    .join("");
}

/** The same by printed line: a page number is the end of its line, whatever digits the next line begins with. */
function linesUnder(file: PdfFile, bookmark: string): string[] {
  return pagesUnder(file, bookmark).flatMap(({runs}) =>
    [...Map.groupBy(runs, ({bottom}) => Math.round(bottom * LINE_STEPS_PER_MM)).values()].map((line) =>
      withoutSpaces(line.map(({text}) => text).join("")),
    ),
  );
}

const LINE_STEPS_PER_MM = 2;

function pagesUnder({pages, outline}: PdfFile, bookmark: string): PdfPage[] {
  const outermost = outline.filter(({level}) => level === 1);
  const index = outermost.findIndex(({title}) => withoutSpaces(title) === withoutSpaces(bookmark));
  const from = outermost[index]?.page ?? null;
  if (from === null) return [];
  const until = nextPage(outermost, index) ?? pages.length + 1;
  return pages.slice(from - 1, Math.max(until - 1, from));
}

function nextPage(outermost: OutlineEntry[], index: number): number | null {
  return outermost[index + 1]?.page ?? null;
}

function tagFaults({isTagged, language, title, pages}: PdfFile, expected: Expectation): Fault[] {
  const untagged = pages.findIndex(({isTagged: hasTags, text}) => text !== "" && !hasTags);
  return [
    ...(isTagged ? [] : [fault("tags", null, "読み上げのための構造（タグ）がありません。")]),
    ...(isTagged && untagged >= 0 ? [fault("tags", untagged + 1, "構造（タグ）のないページです。")] : []),
    ...pages.flatMap(({alternatives}, index) =>
      alternatives.includes("") ? [fault("tags", index + 1, "代わりの文（代替テキスト）のない図です。")] : [],
    ),
    ...(language === "ja"
      ? []
      : [fault("tags", null, `言語が「${language ?? "なし"}」です。ja のはずです。`)]),
    ...(title === expected.title
      ? []
      : [fault("tags", null, `文書の題名が「${title}」です。「${expected.title}」のはずです。`)]),
  ];
}

function releaseFaults({pages}: PdfFile, {releaseId, isSample, isDraft = false}: Expectation): Fault[] {
  return pages.flatMap(({text}, index) => {
    const wrong = (why: string) => fault("release", index + 1, why);
    const isNamed = text.includes(withoutSpaces(releaseId));
    const marks = [
      {mark: SAMPLE_MARK, isDue: isSample, from: "見本データ"},
      {mark: DRAFT_MARK, isDue: isDraft, from: "公開前の候補"},
    ];
    return [
      ...(isNamed ? [] : [wrong(`公開版「${releaseId}」の名前がありません。`)]),
      ...marks
        .filter(({mark, isDue}) => text.includes(mark) !== isDue)
        .map(({mark, isDue, from}) =>
          wrong(
            `「${mark}」の表示が${isDue ? `ありません。${from}から作った文書です。` : `あります。${from}ではありません。`}`,
          ),
        ),
    ];
  });
}

function fault(check: Fault["check"], page: number | null, text: string): Fault {
  return {check, page, text};
}
