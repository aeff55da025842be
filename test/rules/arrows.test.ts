import {spawnSync} from "node:child_process";
import {mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, relative} from "node:path";
import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";

const ROOT = join(import.meta.dirname, "../..");
const CONFIG = join(ROOT, ".dependency-cruiser.cjs");

interface Rule {
  name: string;
  comment: string;
}

const {forbidden} = createRequire(import.meta.url)(CONFIG) as {forbidden: Rule[]};

/** An import that each rule must find; rules of rooms by the names of house and room. */
const FORBIDDEN: Record<string, [from: string, to: string]> = {
  "no-cycles": ["schemas/one.ts", "schemas/other.ts"],
  "schemas-import-schemas-and-zod": ["schemas/door.ts", "node_modules/kysely/index.js"],
  "pipelines-know-no-reports": ["pipelines/keep/printing.ts", "reports/values/format.ts"],
  "the-sample-is-known-to-the-command-line-only": ["pipelines/keep/sampling.ts", "sample/city.ts"],
  "the-sample-uses-catalog-and-engine-only": ["sample/reading.ts", "pipelines/intake/read/grid.ts"],
  "reports-see-the-engine-only": ["reports/values/opening.ts", "pipelines/releases/open.ts"],
  "no-program-imports-tests": ["commands/testing.ts", "test/fixture.ts"],
  "room-pipelines-engine": ["pipelines/engine/up.ts", "pipelines/installation/home.ts"],
  "room-pipelines-installation": ["pipelines/installation/up.ts", "pipelines/catalog/models.ts"],
  "room-pipelines-catalog": ["pipelines/catalog/up.ts", "pipelines/ledger/read.ts"],
  "room-pipelines-access": ["pipelines/access/across.ts", "pipelines/catalog/models.ts"],
  "room-pipelines-ledger": ["pipelines/ledger/across.ts", "pipelines/releases/open.ts"],
  "room-pipelines-releases": ["pipelines/releases/up.ts", "pipelines/figures/explain.ts"],
  "room-pipelines-intake": ["pipelines/intake/load/up.ts", "pipelines/build/run.ts"],
  "room-pipelines-ask": ["pipelines/ask/up.ts", "pipelines/due/periods.ts"],
  "room-pipelines-figures": ["pipelines/figures/up.ts", "pipelines/build/run.ts"],
  "room-pipelines-due": ["pipelines/due/up.ts", "pipelines/service/work.ts"],
  "room-pipelines-disclosure": ["pipelines/disclosure/across.ts", "pipelines/audit/attack.ts"],
  "room-pipelines-audit": ["pipelines/audit/across.ts", "pipelines/disclosure/intervals.ts"],
  "room-pipelines-unite": ["pipelines/unite/up.ts", "pipelines/build/run.ts"],
  "room-pipelines-alerts": ["pipelines/alerts/up.ts", "pipelines/build/run.ts"],
  "room-pipelines-build": ["pipelines/build/up.ts", "pipelines/keep/backup.ts"],
  "room-pipelines-dictionary": ["pipelines/dictionary/up.ts", "pipelines/service/work.ts"],
  "room-pipelines-service": ["pipelines/service/up.ts", "pipelines/keep/backup.ts"],
  "room-pipelines-intake-read": ["pipelines/intake/read/up.ts", "pipelines/intake/judge/judge.ts"],
  "room-pipelines-intake-judge": ["pipelines/intake/judge/up.ts", "pipelines/intake/load/ingest.ts"],
  "room-pipelines-intake-load": ["pipelines/intake/load/clerk.ts", "pipelines/intake/clerk/template.ts"],
  "room-pipelines-intake-leave": ["pipelines/intake/leave/clerk.ts", "pipelines/intake/clerk/template.ts"],
  "room-pipelines-intake-clerk": ["pipelines/intake/clerk/up.ts", "pipelines/intake/learn/propose.ts"],
  "room-reports-values": ["reports/values/up.ts", "reports/print/pdf.ts"],
  "room-reports-print": ["reports/print/up.ts", "reports/charts/trend.ts"],
  "room-reports-charts": ["reports/charts/up.ts", "reports/scorecard/card.ts"],
  "room-reports-verify": ["reports/verify/up.ts", "reports/packet/packet.ts"],
  "room-reports-terminal": ["reports/terminal/up.ts", "reports/answers/table.ts"],
  "room-reports-dictionary": ["reports/dictionary/up.ts", "reports/charts/trend.ts"],
  "room-reports-answers": ["reports/answers/up.ts", "reports/packet/packet.ts"],
  "room-reports-scorecard": ["reports/scorecard/up.ts", "reports/packet/packet.ts"],
  "room-reports-packet": ["reports/packet/up.ts", "reports/proof/proof.ts"],
  "room-reports-workbook": ["reports/workbook/up.ts", "reports/packet/packet.ts"],
  "the-window-is-opened-by-one-command": ["commands/opening.ts", "web/app.ts"],
  "the-window-knows-no-commands": ["web/pages/running.ts", "commands/run.ts"],
  "none-loose-in-pipelines": ["commands/hall.ts", "pipelines/loose.ts"],
  "none-loose-in-pipelines-intake": ["commands/desk.ts", "pipelines/intake/loose.ts"],
  "none-loose-in-reports": ["commands/shelf.ts", "reports/loose.ts"],
  "sqlite-is-the-lock-and-nothing-else": ["pipelines/keep/lite.ts", "node:sqlite"],
  "one-door-for-duckdb": ["pipelines/keep/duckdb.ts", "node_modules/@duckdb/node-api/index.js"],
  "one-door-for-highs": ["pipelines/disclosure/highs.ts", "node_modules/highs/types.d.ts"],
  "one-door-for-arrow": ["pipelines/engine/other.ts", "node_modules/apache-arrow/index.js"],
  "one-door-for-kysely": ["reports/values/kysely.ts", "node_modules/kysely/index.js"],
  "one-road-starts-every-browser": ["test/browsing.ts", "node_modules/puppeteer-core/index.js"],
  "one-door-for-pdfjs": ["reports/verify/other.ts", "node_modules/pdfjs-dist/index.js"],
  "one-door-for-echarts": ["reports/charts/other.ts", "node_modules/echarts/index.js"],
  "one-door-for-handlebars": ["reports/scorecard/other.ts", "node_modules/handlebars/index.js"],
  "one-door-for-written-workbooks": [
    "reports/workbook/other.ts",
    "node_modules/@cj-tech-master/excelts/index.js",
  ],
  "one-door-for-node-cron": ["pipelines/service/other.ts", "node_modules/node-cron/index.js"],
  "one-door-for-pino": ["pipelines/service/log.ts", "node_modules/pino/index.js"],
  "one-door-for-nodemailer": ["pipelines/alerts/other.ts", "node_modules/nodemailer/index.js"],
  "one-door-for-hono": ["commands/answering.ts", "node_modules/hono/index.js"],
  "one-door-for-node-server": ["web/pages/listening.ts", "node_modules/@hono/node-server/index.js"],
  "one-door-for-openid-client": ["web/pages/vouching.ts", "node_modules/openid-client/build/index.js"],
  "one-door-for-uploads": ["web/pages/receiving.ts", "node_modules/@fastify/busboy/index.js"],
  "one-door-for-workbooks": ["pipelines/intake/read/other.ts", "node_modules/@e965/xlsx/index.js"],
};

/** A tree with all those imports, and what the rules say of it: "rule: file". */
function findings(): string[] {
  const tree = temporaryFolder();
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), {recursive: true});
    writeFileSync(join(tree, file), text);
  };
  for (const [, to] of Object.values(FORBIDDEN).filter(([, to]) => !to.startsWith("node:")))
    put(to, "export const thing = 1;\n");
  for (const [from, to] of Object.values(FORBIDDEN)) put(from, `import "${specifier(from, to)}";\n`);
  put("schemas/other.ts", 'import "./one.ts";\n');
  put("reports/values/nobody.ts", "export const alone = 1;\n");
  put("tsconfig.json", "{}");
  put("package.json", "{}");
  symlinkSync(CONFIG, join(tree, ".dependency-cruiser.cjs"));
  const folders = ["schemas", "pipelines", "reports", "sample", "web", "commands", "test"];
  const {stdout} = spawnSync(
    process.execPath,
    [
      join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...folders,
      "--output-type",
      "json",
    ],
    {cwd: tree, encoding: "utf8", maxBuffer: 64 * 1024 * 1024},
  );
  const {summary} = JSON.parse(stdout) as {summary: {violations: {from: string; rule: {name: string}}[]}};
  return summary.violations.map(({from, rule}) => `${rule.name}: ${from}`);
}

function specifier(from: string, to: string): string {
  if (to.startsWith("node:")) return to;
  const way = relative(dirname(from), to);
  return way.startsWith(".") ? way : `./${way}`;
}

test("every rule finds the import that it forbids, and says why it does", () => {
  const tried = Object.entries(FORBIDDEN).map(([name, [from]]) => `${name}: ${from}`);
  const found = new Set(findings());
  expect([...tried, "no-orphans: reports/values/nobody.ts"].filter((line) => !found.has(line))).toEqual([]);
  expect(forbidden.filter(({comment}) => !/^\w.{30,}\.$/.test(comment)).map(({name}) => name)).toEqual([]);
});

test("every rule is tried", () => {
  const names = forbidden.map(({name}) => name).filter((name) => name !== "no-orphans");
  expect(names.filter((name) => FORBIDDEN[name] === undefined)).toEqual([]);
  expect(Object.keys(FORBIDDEN).filter((name) => !names.includes(name))).toEqual([]);
});
