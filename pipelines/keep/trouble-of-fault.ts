import type {FaultKind} from "../installation/fault-kind.ts";
import type {Fault} from "../installation/faults.ts";

interface TroubleOfFault {
  state: "warning" | "fault";
  what: string;
  mend: string;
}

/** What each kind of fault is to an office. What is in use is not ill: it could only not be looked at. */
const TROUBLES: Record<FaultKind, TroubleOfFault> = {
  locked: {
    state: "warning",
    what: "使用中なので、確かめていません。run などの処理が動いています",
    mend: "その処理が終わってから、もう一度 npx kaikaku doctor を実行してください",
  },
  damaged: {
    state: "fault",
    what: "壊れているか、途中で切れているので、読めません",
    mend: "控えから戻してください（npx kaikaku restore）",
  },
  full: {
    state: "fault",
    what: "ディスクに空きがないので、確かめられません",
    mend: "不要なファイルを消すか、KAIKAKU_HOME で広いディスクに移してください",
  },
  forbidden: {
    state: "fault",
    what: "読み書きする権限がありません",
    mend: "この処理を動かす利用者に、ファイルとフォルダーの権限を付けてください",
  },
  missing: {
    state: "fault",
    what: "あるはずのファイルがありません",
    mend: "移したものを元に戻すか、控えから戻してください（npx kaikaku restore）",
  },
  newer: {
    state: "fault",
    what: "このプログラムより新しいプログラムで書かれているので、読めません",
    mend: "新しいほうのプログラムで開いてください。壊れてはいないので、控えから戻す必要はありません",
  },
  exhausted: {
    state: "warning",
    what: "開けるファイルの数か、使えるメモリーが足りないので、確かめていません",
    mend: "ほかのプログラムを終わらせてから、もう一度 npx kaikaku doctor を実行してください",
  },
  failed: {
    state: "fault",
    what: "このコンピューターが読み書きに失敗しました",
    mend: "ディスクやネットワークのつながりを確かめてから、もう一度 npx kaikaku doctor を実行してください",
  },
};

export function troubleOf({kind, said}: Fault): TroubleOfFault {
  const {state, what, mend} = TROUBLES[kind];
  return {state, what: kind === "locked" ? what : `${what}（${said}）`, mend};
}
