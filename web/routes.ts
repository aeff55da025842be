import {routes as admin} from "./pages/admin.ts";
import {routes as adminCity} from "./pages/admin-city.ts";
import {routes as adminLog} from "./pages/admin-log.ts";
import {routes as bureau} from "./pages/bureau.ts";
import {routes as cityBureaus} from "./pages/city-bureaus.ts";
import {routes as cityMap} from "./pages/city-map.ts";
import {routes as citySettings} from "./pages/city-settings.ts";
import {routes as data} from "./pages/data.ts";
import {routes as dictionary} from "./pages/dictionary.ts";
import {routes as draftPdf} from "./pages/draft-pdf.ts";
import {routes as drawnStyle} from "./pages/drawn-style.ts";
import {routes as explain} from "./pages/explain.ts";
import {routes as files} from "./pages/files.ts";
import {routes as handover} from "./pages/handover.ts";
import {routes as held} from "./pages/held.ts";
import {routes as history} from "./pages/history.ts";
import {routes as indicator} from "./pages/indicator.ts";
import {routes as jobs} from "./pages/jobs.ts";
import {routes as me} from "./pages/me.ts";
import {routes as news} from "./pages/news.ts";
import {routes as printed} from "./pages/printed.ts";
import {routes as publish} from "./pages/publish.ts";
import {routes as publishDecisions} from "./pages/publish-decisions.ts";
import {routes as reminders} from "./pages/reminders.ts";
import {routes as reply} from "./pages/reply.ts";
import {routes as scoreboard} from "./pages/scoreboard.ts";
import {routes as scoreboardCsv} from "./pages/scoreboard-csv.ts";
import {routes as signIn} from "./pages/sign-in.ts";
import {routes as signInProvider} from "./pages/sign-in-provider.ts";
import {routes as staticFiles} from "./pages/static-files.ts";
import {routes as trial} from "./pages/trial.ts";
import type {Route} from "./visit.ts";

/** Every address of the window, with who may use it: nothing else is answered. */
export const ROUTES: Route[] = [
  ...staticFiles,
  ...signIn,
  ...signInProvider,
  ...me,
  ...scoreboard,
  ...scoreboardCsv,
  ...indicator,
  ...bureau,
  ...draftPdf,
  ...drawnStyle,
  ...explain,
  ...files,
  ...trial,
  ...held,
  ...history,
  ...reminders,
  ...reply,
  ...handover,
  ...jobs,
  ...publish,
  ...publishDecisions,
  ...printed,
  ...news,
  ...data,
  ...dictionary,
  ...admin,
  ...adminLog,
  ...adminCity,
  ...citySettings,
  ...cityBureaus,
  ...cityMap,
];
