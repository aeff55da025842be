import {sep} from "node:path";

/** What lies at the top of the program's folder and is the program's. Beside it people leave answers, workbooks, backups. */
const OF_PROGRAM =
  /^(\.ci|\.gitattributes|\.gitignore|\.dependency-cruiser\.cjs|[A-Z]+(\.ja)?\.md|LICENSE|biome\.json|cli\.ts|commands|data|docs|kaikaku|kaikaku\.cmd|kaikaku\.mjs|knip\.json|offline|package(-lock)?\.json|pipelines|reports|sample|schemas|setup\.mjs|sql|test|tsconfig\.json|vitest\.config\.ts|web|vitest\.fast\.config\.ts)$/;
/** Of an installation in the usual place nothing is the program's. */
const OF_PROGRAMS_DATA = /^(cities|defaults|common-passwords\.txt)$/;

/** Whether a path in the program's folder goes with the program, wherever that goes. */
export function isOfProgram(path) {
  const [first = "", second] = path.split(sep);
  return (
    path === "" ||
    (OF_PROGRAM.test(first) && (first !== "data" || second === undefined || OF_PROGRAMS_DATA.test(second)))
  );
}
