import {type Account, accountText, mayBeOnePerson} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Approval, OwnFile} from "../../schemas/release-manifest.ts";
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
  {ownFiles, cityFiles}: Pick<Approval, "ownFiles" | "cityFiles">,
  {releaseId, account, fourEyes}: {releaseId: string; account: Account; fourEyes: ReleasePolicy["four_eyes"]},
): void {
  const changed = cityFiles.filter(({by}) => by === "approver").map(({file}) => `city/${file}`);
  if (fourEyes === "recorded" || ownFiles.length + changed.length === 0) return;
  const own = [
    ["自分で扱ったファイル", ownFiles.map(ownFileText)],
    ["自分で書いた市のフォルダーの決めごと", changed],
  ] as const;
  const said = own.flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${what}（${someOf(names.slice(0, NAMED), names.length)}）`],
  );
  throw new UserError(
    `候補「${releaseId}」には、この利用者（${accountText(account)}）が${said.join("と、")}が入っているので、承認できません。ほかの人が、その人の利用者で承認してください（市の決まり: city/release-policy.yaml の four_eyes。一人しかいないときは recorded にします）。`,
  );
}

const NAMED = 3;

const ACTS = {load: "取込み", accept: "保留の受付"} as const;

/** 「時間外_5月.csv（受付番号4、取込み）」. */
function ownFileText({fileName, batchId, act}: OwnFile): string {
  return `${fileName}（受付番号${batchId}、${ACTS[act]}）`;
}
