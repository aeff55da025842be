import type {Sandbox} from "../../schemas/settings.ts";

/** What to do when no browser starts. */
export function noBrowser(lastWords: string, sandbox: Sandbox): string {
  return [
    "PDFを作るブラウザーを起動できません。",
    ...(sandbox === "required" ? [SANDBOX] : []),
    process.env.KAIKAKU_CHROME ? ASKED_FOR : BUNDLED,
    lastLine(lastWords),
  ].join("");
}

const SANDBOX = [
  "設定（settings.yaml の printing）で保護（サンドボックス）を必須にしているので、保護なしでは起動しません。",
  "保護が使えないのが原因なら、機械の管理者に、ユーザー名前空間の許可（Linux では sysctl の kernel.unprivileged_userns_clone=1、",
  "Ubuntu ではさらに kernel.apparmor_restrict_unprivileged_userns=0）を頼むか、管理者（root）でない利用者で動かすか、",
  "sandbox: required を消してください。",
].join("");
const ASKED_FOR =
  "環境変数 KAIKAKU_CHROME が Chrome か Chromium の実行ファイルを指しているか確かめてください。Linux（x64）では、消せば同梱のものを使います。";
const BUNDLED =
  "同梱のブラウザーが壊れていることがあります。部品を入れ直すか（node_modules を消して npm start）、環境変数 KAIKAKU_CHROME に別の Chrome か Chromium の場所を設定してください。";

const LONGEST = 300;

function lastLine(words: string): string {
  const line = words.trim().split("\n").at(-1)?.trim() ?? "";
  return line === "" ? "" : `（ブラウザーの最後の出力: ${line.slice(0, LONGEST)}）`;
}
