import {existsSync} from "node:fs";
import {DOCUMENT_FONTS} from "./fonts.ts";
import {withPrinter} from "./pdf.ts";

interface PrintingTrouble {
  state: "fault";
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

/** Starts the browser and prints one empty page. */
export async function examineBrowser(): Promise<PrintingTrouble[]> {
  const document = {
    html: "<!doctype html><title>点検</title><p>点検",
    assets: [],
    date: "2020-01-01",
    keywords: "",
  };
  try {
    await withPrinter((printer) => printer.print(document));
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      {
        state: "fault",
        what: `印刷用のブラウザーが動きません: ${message}`,
        mend: "Chrome か Chromium を入れるか、環境変数 KAIKAKU_CHROME でその場所を指定してください",
      },
    ];
  }
}
