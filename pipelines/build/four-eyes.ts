import {type Account, accountText, mayBeOnePerson} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import type {OwnFile} from "../../schemas/release-manifest.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import type {ReleasePolicy} from "../../schemas/release-policy.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Warehouse} from "../engine/open.ts";
import {handsIn} from "../ledger/hands.ts";

/** Of the files that a release would be the first to rest on, those that an account loaded or accepted itself. */
export async function ownFilesIn(
  ledger: Warehouse,
  {plan, account}: {plan: Pick<ReleasePlan, "new_files">; account: Account},
): Promise<OwnFile[]> {
  const hands = await handsIn(
    ledger,
    plan.new_files.map(({batch_id}) => batch_id),
  );
  return hands
    .filter((hand) => mayBeOnePerson(account, hand))
    .map(({batch_id, file_name, act}) => ({batchId: batch_id, fileName: file_name, act}));
}

/** UserError where the policy wants another account to approve. */
export function mustBeAnothers(
  ownFiles: OwnFile[],
  {releaseId, account, fourEyes}: {releaseId: string; account: Account; fourEyes: ReleasePolicy["four_eyes"]},
): void {
  if (fourEyes === "recorded" || ownFiles.length === 0) return;
  const names = someOf(ownFiles.slice(0, NAMED).map(ownFileText), ownFiles.length);
  throw new UserError(
    `候補「${releaseId}」には、この利用者（${accountText(account)}）が自分で扱ったファイルが入っているので、承認できません: ${names}。ほかの人が、その人の利用者で承認してください（市の決まり: city/release-policy.yaml の four_eyes）。`,
  );
}

const NAMED = 3;

const ACTS = {load: "取込み", accept: "保留の受付"} as const;

/** 「時間外_5月.csv（受付番号4、取込み）」. */
function ownFileText({fileName, batchId, act}: OwnFile): string {
  return `${fileName}（受付番号${batchId}、${ACTS[act]}）`;
}
