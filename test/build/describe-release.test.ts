import {expect, test} from "vitest";
import {describeRelease} from "../../pipelines/build/describe-run.ts";
import {releasePlanText} from "../../reports/terminal/release-plan.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";

const PLAN: ReleasePlan = {
  release_id: "2024-10-08-abcdef",
  base_release_id: null,
  built_at: "2024-10-08T00:00:00Z",
  action: "approve",
  reasons: [
    {
      change: "value",
      action: "approve",
      reason: "確定した数値が動く",
      count: 4,
      examples: ["甲", "乙", "丙"],
    },
  ],
  new_files: [],
  findings: [],
  acknowledged: [],
  diff: null,
  program: null,
  changed_relations: [],
  titles: {},
  changed_city: [],
  built: null,
};

test("four cases of which three are named say that there is one more", () => {
  expect(describeRelease({kind: "waiting", plan: PLAN}).join("\n")).toContain("（4件: 甲、乙、丙 ほか1件）");
  expect(releasePlanText(PLAN)).toContain("（4件: 甲、乙、丙 ほか1件）");
});

test("no data yet is said only when nothing came, with the folder that waits", () => {
  const empty = describeRelease({kind: "empty", inbox: "/srv/改革/inbox", heldCount: 0}).join("\n");
  expect(empty).toContain("取り込んだデータがまだありません。ファイルを /srv/改革/inbox に置くか");
  const held = describeRelease({kind: "empty", inbox: "/srv/改革/inbox", heldCount: 2}).join("\n");
  expect(held).toContain("取り込んだ2ファイルが、すべて保留");
  expect(held).not.toContain("データがまだありません");
});

test("a release that another program confirms is called by its name, and so is the program", () => {
  const release = {releaseId: "2024-10-08-abcdef", inputHash: ""};
  const program = {from: "0.1.0（000000）", to: "0.2.0（111111）", parts: ["calculation" as const]};
  const [line] = describeRelease({kind: "confirmed", release, findings: [], acknowledged: [], program});
  expect(line).toContain("2024-10-08-abcdef（今のプログラム 0.2.0（111111）で作り直しても");
  const [other] = describeRelease({
    kind: "confirmed",
    release,
    findings: [],
    acknowledged: [],
    program: null,
  });
  expect(other).toContain("今の計算式と規則で作り直しても");
});
