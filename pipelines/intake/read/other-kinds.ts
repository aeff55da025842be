import {UserError} from "../../../schemas/errors.ts";

/** Files that are neither a table as text nor a workbook, told by their first bytes. */
const KINDS: {begins: RegExp; is: string; remedy: string}[] = [
  {begins: /^%PDF-/, is: "PDF", remedy: "PDFの元になったExcelかCSVのファイル"},
  {
    begins: /^(\x89PNG|\xff\xd8\xff|GIF8|II\*␀|MM␀\*|BM.{4}␀␀␀␀)/s,
    is: "画像",
    remedy: "画像の元になったExcelかCSVのファイル",
  },
  {
    begins: /^(␟\x8b|7z\xbc\xaf|Rar!|.{2}-lh[0-9d]-|MSCF)/s,
    is: "圧縮ファイル（まとめて縮めたもの）",
    remedy: "中のファイルを取り出して、一つずつ",
  },
  {begins: /^\{\\rtf/, is: "文書（リッチテキスト）", remedy: "表をExcelかCSVにしたファイル"},
  {
    begins: /^(\xef\xbb\xbf)?\s*<\?xml[^>]*>\s*(<\?mso-application|<[a-z]*:?Workbook)/i,
    is: "Excel 2003のXML（.xmlや.xlsの名前で出るもの）",
    remedy: "Excelで開いて「.xlsx」で保存し直したファイル",
  },
  {
    begins:
      /^(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)?<(!doctype html|html|head|meta|body|style|table|\?xml[^>]*>\s*<(!doctype )?html)/is,
    is: "Webページ（HTML。名前は.xlsでも、中身はHTMLのもの）",
    remedy: "Excelで開いて「.xlsx」で保存し直したファイル",
  },
  {
    begins: /^MIME-Version:/i,
    is: "Webページ（単一ファイル）",
    remedy: "Excelで開いて「.xlsx」で保存し直したファイル",
  },
];

/** Signs by which ISO-2022-JP changes between ASCII and Japanese. */
const JIS = /␛\$[@B]|␛\([BJI]/;

/** UserError that names what the file is where its first bytes say that it is no table, with what to send instead. */
export function refuseOtherKinds(head: Buffer): void {
  const bytes = withPictures(head.toString("latin1"));
  const kind = KINDS.find(({begins}) => begins.test(bytes));
  if (kind) {
    const sent = kind.remedy.endsWith("ファイル") ? `${kind.remedy}を` : kind.remedy;
    throw new UserError(`中身は${kind.is}で、表として読めません。${sent}送ってもらってください。`);
  }
  if (JIS.test(bytes))
    throw new UserError(
      "文字コードがISO-2022-JP（JIS）で、読めません。UTF-8かShift_JISで出し直すか、メモ帳などで開いて「UTF-8」で保存し直してもらってください。",
    );
}

/** Control signs as their pictures (ESC is ␛), so that patterns can be read. */
function withPictures(text: string): string {
  return text.replace(/[^\s -\uffff]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
}
