// Arrows go one way: schemas ◄ pipelines ◄ (pipelines/engine only) reports ◄ web ◄ commands ◄ cli.ts. docs/architecture.md draws the house.
// Rooms of one line never import each other; a room imports rooms of lines above its own only.
const ROOMS = {
  pipelines: [
    ["engine"],
    ["installation"],
    ["catalog", "access"],
    ["ledger", "releases"],
    ["intake", "ask", "figures", "due", "disclosure", "audit", "unite"],
    ["alerts", "build"],
    ["dictionary", "service"],
    ["keep"],
  ],
  "pipelines/intake": [["read"], ["judge"], ["load"], ["leave"], ["clerk"], ["learn"]],
  reports: [
    ["values"],
    ["verify"],
    ["print"],
    ["charts", "terminal", "dictionary"],
    ["answers", "scorecard"],
    ["packet", "workbook"],
    ["proof"],
  ],
};

const rule = (name, comment, {from, to}) => ({name, severity: "error", comment, from, to});

/** No arrow from a room to one of its own line or of a line below. */
const roomRules = Object.entries(ROOMS)
  .flatMap(([house, lines]) =>
    lines.flatMap((line, index) =>
      line.map((room) => {
        const closed = lines
          .slice(index)
          .flat()
          .filter((other) => other !== room);
        return rule(
          `room-${house}/${room}`.replaceAll("/", "-"),
          `${house}/${room} is used by the rooms after it in ROOMS. Move what both need into a room before it, or hand it in as a parameter.`,
          {from: {path: `^${house}/${room}/`}, to: {path: closed.map((other) => `^${house}/${other}/`)}},
        );
      }),
    ),
  )
  .filter(({to}) => to.path.length > 0);

const rooms = Object.entries(ROOMS).map(([house, lines]) =>
  rule(
    `none-loose-in-${house.replaceAll("/", "-")}`,
    `A file of ${house}/ lies in one of its rooms, so that somebody new finds it; a new room gets its line in ROOMS.`,
    {from: {}, to: {path: `^${house}/`, pathNot: `^${house}/(${lines.flat().join("|")})/`}},
  ),
);

/** One file (or room) that imports an outside package: another package is then a change of that file. */
const door = (name, packagePath, doors) =>
  rule(
    `one-door-for-${name}`,
    `Only ${doors.join(", ")} import ${packagePath}: use what they export, so that another package is a change there and nowhere else.`,
    {from: {pathNot: [...doors, "^test/"]}, to: {path: `node_modules/${packagePath}/`}},
  );

module.exports = {
  forbidden: [
    rule("no-cycles", "Two files that need each other: move what both need into a third, below them.", {
      from: {},
      to: {circular: true},
    }),
    rule("no-orphans", "Nothing imports this file and it imports nothing: delete it.", {
      from: {
        orphan: true,
        pathNot: ["\\.d\\.ts$", "^reports/dictionary/page-script\\.js$", "^web/static/window\\.js$"],
      },
      to: {},
    }),
    rule(
      "schemas-import-schemas-and-zod",
      "Schemas say what data look like and do nothing: what works with them belongs into pipelines/ or reports/.",
      {from: {path: "^schemas/"}, to: {pathNot: ["^schemas/", "node_modules/zod/"]}},
    ),
    rule(
      "pipelines-know-no-reports",
      "What is printed changes more often than what is computed: hand the printing in as a function (see commands/printers.ts).",
      {from: {path: "^pipelines/"}, to: {path: ["^reports/", "^commands/", "^cli\\.ts$", "^test/"]}},
    ),
    rule(
      "the-sample-is-known-to-the-command-line-only",
      "The product must not know its test data: read what a city sends, and call sample/ from commands/.",
      {from: {path: "^(pipelines|schemas|reports)/"}, to: {path: "^sample/"}},
    ),
    rule(
      "the-sample-uses-catalog-and-engine-only",
      "The sample city is made from published figures and the calendar; if it used the product's reading or models, it would prove nothing about them.",
      {
        from: {path: "^sample/"},
        to: {
          path: ["^pipelines/", "^reports/", "^commands/", "^cli\\.ts$", "^test/"],
          pathNot: "^pipelines/(catalog|engine)/",
        },
      },
    ),
    rule(
      "reports-see-the-engine-only",
      "Reports read the marts of a release that is handed to them: let the command open it, and put rules into SQL or schemas/.",
      {
        from: {path: "^reports/"},
        to: {path: ["^pipelines/", "^commands/", "^cli\\.ts$", "^test/"], pathNot: "^pipelines/engine/"},
      },
    ),
    rule(
      "the-window-is-opened-by-one-command",
      "The window is what `serve` opens: what others need of it belongs into pipelines/ or reports/.",
      {
        from: {pathNot: ["^web/", "^commands/serve\\.ts$", "^test/"]},
        to: {path: "^web/"},
      },
    ),
    rule(
      "the-window-knows-no-commands",
      "What changes an installation the window lets the command line do, in a process of its own (web/tasks/run-command.ts).",
      {from: {path: "^web/"}, to: {path: ["^commands/", "^cli\\.ts$", "^sample/"]}},
    ),
    rule("no-program-imports-tests", "Tests know the product, never the other way round.", {
      from: {pathNot: "^test/"},
      to: {path: "^test/"},
    }),
    ...roomRules,
    ...rooms,
    rule(
      "sqlite-is-the-lock-and-nothing-else",
      "Node's SQLite only takes locks for pipelines/installation/lock.ts. Data live in DuckDB files: use pipelines/engine/.",
      {from: {pathNot: ["^pipelines/installation/lock\\.ts$"]}, to: {path: "^(node:)?sqlite$"}},
    ),
    door("duckdb", "@duckdb", ["^pipelines/engine/"]),
    door("arrow", "apache-arrow", ["^pipelines/engine/arrow(-data|-types)?\\.ts$"]),
    door("kysely", "kysely", ["^pipelines/engine/"]),
    rule(
      "one-road-starts-every-browser",
      "A browser that a test starts by another road lacks what the product gives it (libraries, fonts, no network): use withPrinter, or withBrowser for a page.",
      {from: {pathNot: "^reports/print/start-browser\\.ts$"}, to: {path: "node_modules/puppeteer-core/"}},
    ),
    door("pdfjs", "pdfjs-dist", ["^reports/verify/read-pdf\\.ts$"]),
    door("echarts", "echarts", ["^reports/charts/(with-chart\\.ts|echarts-bundle\\.d\\.ts)$"]),
    door("handlebars", "handlebars", ["^reports/print/render\\.ts$"]),
    door("written-workbooks", "@cj-tech-master", [
      "^pipelines/engine/(write-workbook|workbook-styles)\\.ts$",
    ]),
    door("highs", "highs", ["^pipelines/audit/solver\\.ts$"]),
    door("node-cron", "node-cron", ["^pipelines/service/schedule\\.ts$"]),
    door("pino", "pino", ["^pipelines/service/service-log\\.ts$"]),
    door("nodemailer", "nodemailer", ["^pipelines/alerts/mail\\.ts$"]),
    door("hono", "hono", ["^web/"]),
    door("node-server", "@hono/node-server", ["^web/(open-window|app|visit)\\.ts$"]),
    door("openid-client", "openid-client", ["^web/accounts/provider\\.ts$"]),
    door("uploads", "@fastify/busboy", ["^web/tasks/receive-files\\.ts$"]),
    door("workbooks", "@e965/xlsx", [
      "^pipelines/intake/read/read-by-library\\.ts$",
      "^sample/write-workbook\\.ts$",
    ]),
  ],
  options: {
    doNotFollow: {path: "node_modules"},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: "tsconfig.json"},
    enhancedResolveOptions: {exportsFields: ["exports"], conditionNames: ["import", "node", "default"]},
  },
};
