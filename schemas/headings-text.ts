import {type Contract, fieldsOf} from "./contract.ts";

/** The headings of a contract for people, those that a file may lack in brackets: 職員番号、年月、勤務区分、（事由）、時間数. */
export function headingsText(contract: Contract): string {
  return fieldsOf(contract)
    .map(({name, meta}) => {
      const heading = meta.headings[0] ?? name;
      return meta.absent === null ? heading : `（${heading}）`;
    })
    .join("、");
}
