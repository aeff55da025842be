import {dirname, join} from "node:path";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {cacheFolder} from "./cache-folder.ts";

/**
 * A configuration for fontconfig (Linux) that knows the documents' typeface and no other, under names of its own
 * ("kaikaku BIZUDPGothic-Bold"): style sheets ask for them first. An installed font is opened in place, where one that a page
 * loads is copied and examined anew by every page (0.2 s each), and no font of the machine can take its place. Without
 * hinting: a full Chromium knows no other way not to round the width of every letter to whole pixels.
 */
export function fontConfiguration(env: NodeJS.ProcessEnv, spare?: string): string {
  return [
    '<?xml version="1.0"?>',
    "<fontconfig>",
    ...DOCUMENT_FONTS.map(({file}) => `  <dir>${escaped(dirname(file))}</dir>`),
    `  <cachedir>${escaped(join(cacheFolder(env, spare), "fonts"))}</cachedir>`,
    ...DOCUMENT_FONTS.map(({name}) => renaming(name)),
    NO_HINTING,
    "</fontconfig>",
    "",
  ].join("\n");
}

const NO_HINTING = `  <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>`;

function renaming(name: string): string {
  const test = `<test name="postscriptname"><string>${name}</string></test>`;
  const edit = `<edit name="postscriptname" mode="assign"><string>kaikaku ${name}</string></edit>`;
  return `  <match target="scan">${test}${edit}</match>`;
}

function escaped(path: string): string {
  return path.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
