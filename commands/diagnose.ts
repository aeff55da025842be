import type {Home} from "../pipelines/installation/home.ts";
import type {Installation} from "../pipelines/keep/probe.ts";
import type {Diagnosis} from "../schemas/backup.ts";

/** Looks at everything of an installation; changes nothing. */
export async function diagnose(home: Home): Promise<Diagnosis[]> {
  const {examine} = await import("../pipelines/keep/probe.ts");
  const {MACHINE_PROBES} = await import("../pipelines/keep/machine-probes.ts");
  const {CONTENT_PROBES} = await import("../pipelines/keep/content-probes.ts");
  const {NOTES_PROBE} = await import("../pipelines/keep/notes-probe.ts");
  const {SETTINGS_PROBE} = await import("../pipelines/keep/settings-probe.ts");
  const {SERVICE_PROBE} = await import("../pipelines/keep/service-probe.ts");
  const {WINDOW_PROBE} = await import("../pipelines/keep/window-probe.ts");
  const {examineBrowser, examineFonts} = await import("../reports/print/printing-probes.ts");
  const {PUBLICATION_PROBE} = await import("../pipelines/keep/publication-probe.ts");
  const {printingAt} = await import("./printing-at.ts");
  const probes = [
    PUBLICATION_PROBE,
    ...MACHINE_PROBES,
    ...CONTENT_PROBES,
    NOTES_PROBE,
    SETTINGS_PROBE,
    SERVICE_PROBE,
    WINDOW_PROBE,
    {title: "書体", examine: examineFonts},
    {title: "印刷用のブラウザー", examine: async ({home}: Installation) => examineBrowser(printingAt(home))},
  ];
  return examine(probes, {home, now: new Date()});
}
