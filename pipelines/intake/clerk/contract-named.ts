import type {Contract} from "../../../schemas/contract.ts";
import {type Named, oneNamed} from "../../catalog/one-named.ts";

/** A contract by its title (時間外勤務実績), its name (overtime) or a part of them. UserError as for every word. */
export function contractNamed(contracts: Contract[], text: string): Contract {
  const {id} = oneNamed(text, contracts.map(spoken), "ファイルの種類");
  const found = contracts.find(({source}) => source === id);
  if (!found) throw new Error(`${id} is among the contracts`);
  return found;
}

function spoken({source, title}: Contract): Named {
  return {id: source, title: `${title}（${source}）`, names: [title]};
}
