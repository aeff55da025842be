import {existsSync} from "node:fs";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {withPrinter} from "./pdf.ts";
import type {Printing} from "./with-browser.ts";

interface PrintingTrouble {
  state: "warning" | "fault";
  what: string;
  mend: string;
}

/** Typefaces that documents are printed with. */
export function examineFonts(): PrintingTrouble[] {
  return DOCUMENT_FONTS.filter(({file}) => !existsSync(file)).map(({name}) => ({
    state: "fault",
    what: `書体 ${name} のファイルがありません`,
    mend: "部品を入れ直してください（node_modules を消して npm start、または docs/offline-install.md の媒体から）",
  }));
}

/** Starts the browser as it is started for documents, and prints one page. */
export async function examineBrowser(printing: Printing): Promise<PrintingTrouble[]> {
  const document = {
    html: "<!doctype html><title>点検</title><p>点検",
    assets: [],
    date: "2020-01-01",
    keywords: "",
  };
  try {
    return await withPrinter(async (printer) => {
      await printer.print(document);
      return (await printer.hasSandbox()) ? [] : [withoutSandbox()];
    }, printing);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      {
        state: "fault",
        what: `印刷用のブラウザーが動きません: ${message}`,
        mend: "言われたとおりに直してから、もう一度 npx kaikaku doctor を実行してください",
      },
    ];
  }
}

function withoutSandbox(): PrintingTrouble {
  const what =
    "保護（サンドボックス）なしで印刷しています。印刷するのはこのプログラムが作ったページだけで、スクリプトは動かさず、ネットワークにもほかのファイルにも届きません";
  const isRoot = process.getuid?.() === 0;
  const mend = isRoot
    ? "管理者（root）でない利用者で動かしてください"
    : "機械の管理者にユーザー名前空間の許可を頼んでください（Linux では sysctl の kernel.unprivileged_userns_clone=1、Ubuntu ではさらに kernel.apparmor_restrict_unprivileged_userns=0）";
  return {
    state: "warning",
    what,
    mend: `${mend}。保護なしで印刷したくないときは、settings.yaml に printing: {sandbox: required} と書いてください`,
  };
}
