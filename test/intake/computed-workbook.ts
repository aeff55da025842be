import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {utils, type WorkBook} from "@e965/xlsx";
import init, {Model} from "@ironcalc/wasm";

await init({
  module_or_path: readFileSync(fileURLToPath(import.meta.resolve("@ironcalc/wasm/wasm_bg.wasm"))),
});

/** A workbook's first rows with every formula computed, as a spreadsheet program does when it is opened; not ours. */
export function computed(book: WorkBook, rows: number): ComputedBook {
  const model = new Model("book", "en", "UTC", "en");
  model.pauseEvaluation();
  for (const [index, name] of book.SheetNames.entries()) {
    if (index > 0) model.newSheet();
    model.renameSheet(index, name);
  }
  for (const [index, name] of book.SheetNames.entries())
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {})) {
      if (address.startsWith("!")) continue;
      const {r, c} = utils.decode_cell(address);
      if (r < rows) model.setUserInput(index, r + 1, c + 1, inputOf(cell));
    }
  model.resumeEvaluation();
  model.evaluate();
  return new ComputedBook(model, book.SheetNames);
}

function inputOf({f, t, v}: {f?: string; t?: string; v?: unknown}): string {
  if (f !== undefined) return `=${f}`;
  return t === "s" ? `'${v}` : String(v);
}

export class ComputedBook {
  readonly #model: Model;
  readonly #names: string[];

  constructor(model: Model, names: string[]) {
    this.#model = model;
    this.#names = names;
  }

  /** As it is shown. Rows and columns from 1. */
  shown(sheet: string, row: number, column: number): string {
    return this.#model.getFormattedCellValue(this.#names.indexOf(sheet), row, column);
  }

  takeOutColumn(sheet: string, column: number): void {
    this.#model.deleteColumns(this.#names.indexOf(sheet), column, 1);
    this.#model.evaluate();
  }

  takeOutRow(sheet: string, row: number): void {
    this.#model.deleteRows(this.#names.indexOf(sheet), row, 1);
    this.#model.evaluate();
  }
}
