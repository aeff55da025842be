// Arrows go one way: schemas ◄ pipelines ◄ (pipelines/engine only) reports ◄ commands ◄ cli.ts. One door per outside package.
const door = (name, packagePath, doors) => ({
  name: `one-door-for-${name}`,
  severity: "error",
  from: {pathNot: [...doors, "^test/"]},
  to: {path: `node_modules/${packagePath}/`},
});

module.exports = {
  forbidden: [
    {name: "no-cycles", severity: "error", from: {}, to: {circular: true}},
    {
      name: "no-orphans",
      severity: "error",
      from: {orphan: true, pathNot: ["\\.d\\.ts$", "^reports/dictionary/page-script\\.js$"]},
      to: {},
    },
    {
      name: "schemas-import-schemas-and-zod",
      severity: "error",
      from: {path: "^schemas/"},
      to: {pathNot: ["^schemas/", "node_modules/zod/"]},
    },
    {
      name: "pipelines-know-no-reports",
      severity: "error",
      from: {path: "^pipelines/"},
      to: {path: ["^reports/", "^commands/", "^cli\\.ts$", "^test/"]},
    },
    {
      name: "the-sample-is-known-to-the-command-line-only",
      severity: "error",
      from: {path: ["^pipelines/", "^schemas/", "^reports/"], pathNot: "^sample/"},
      to: {path: "^sample/"},
    },
    {
      name: "reports-see-the-warehouse-only",
      severity: "error",
      from: {path: "^reports/"},
      to: {path: ["^pipelines/", "^commands/", "^cli\\.ts$", "^test/"], pathNot: "^pipelines/engine/"},
    },
    door("duckdb", "@duckdb", ["^pipelines/engine/"]),
    door("arrow", "apache-arrow", ["^pipelines/engine/arrow(-data|-types)?\\.ts$"]),
    door("kysely", "kysely", ["^pipelines/engine/"]),
    door("puppeteer", "puppeteer-core", ["^reports/print/pdf\\.ts$"]),
    door("pdfjs", "pdfjs-dist", ["^reports/verify/read-pdf\\.ts$"]),
    door("echarts", "echarts", ["^reports/charts/(with-chart\\.ts|echarts-bundle\\.d\\.ts)$"]),
    door("handlebars", "handlebars", ["^reports/print/render\\.ts$"]),
    door("written-workbooks", "@cj-tech-master", [
      "^pipelines/engine/(write-workbook|workbook-styles)\\.ts$",
    ]),
    door("node-cron", "node-cron", ["^pipelines/service/schedule\\.ts$"]),
    door("pino", "pino", ["^pipelines/service/service-log\\.ts$"]),
    door("nodemailer", "nodemailer", ["^pipelines/alerts/mail\\.ts$"]),
    door("workbooks", "@e965/xlsx", [
      "^pipelines/intake/read/read-old-workbook\\.ts$",
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
