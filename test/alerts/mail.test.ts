import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readAlerts} from "../../pipelines/alerts/alert-file.ts";
import {sendMail} from "../../pipelines/alerts/mail.ts";
import {tellAlerts} from "../../pipelines/alerts/tell-alerts.ts";
import {updateAlerts} from "../../pipelines/alerts/update-alerts.ts";
import type {AlertState} from "../../schemas/alerts.ts";
import type {MailSettings} from "../../schemas/settings.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {relay} from "./relay.ts";

function settings(port: number): MailSettings {
  return {
    enabled: true,
    host: "127.0.0.1",
    port,
    security: "none",
    from: "kaikaku@example.lg.jp",
    to: ["gyokaku@example.lg.jp", "jinji@example.lg.jp"],
  };
}

const LATE = {
  key: "late:overtime:2024-09",
  level: "warning",
  title: "未着: 時間外勤務実績（令和6年9月、人事課、期限令和6年10月15日）",
  remedy: "npx kaikaku due --remind の文面で提出をお願いしてください。",
} as const;

/** One alert that is to be told in the log and by mail. */
function untold(folder: string, now: Date): AlertState {
  const observed = {conditions: [LATE], events: []};
  return updateAlerts(readAlerts(join(folder, "alerts.json")), observed, {
    now,
    againAfterDays: 7,
    channels: ["log", "mail"],
  });
}

function telling(folder: string, mail: MailSettings | undefined, now: Date) {
  const alertLog = join(folder, "alerts.log");
  return {alertLog, mail, now, say: (_line: string) => {}, send: sendMail, save: () => {}};
}

/** Decodes what a mail program would show. */
function shown(source: string): {subject: string; body: string; messageId: string | undefined} {
  const [head = "", ...rest] = source.split("\r\n\r\n");
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  const subject = (/^Subject: (.*)$/m.exec(unfolded)?.[1] ?? "")
    .replace(/\?= =\?/g, "?==?")
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, text) => Buffer.from(text, "base64").toString("utf8"))
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, text) => quotedPrintable(text.replaceAll("_", " ")));
  const raw = rest.join("\r\n\r\n");
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(unfolded);
  const body = isBase64 ? Buffer.from(raw, "base64").toString("utf8") : quotedPrintable(raw);
  return {subject, body, messageId: /^Message-ID: (.*)$/im.exec(unfolded)?.[1]};
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

test("an alert reaches the office's relay as one readable letter to everybody", async () => {
  const folder = temporaryFolder();
  const now = new Date("2024-10-16T00:00:00Z");
  const office = await relay();
  const state = await tellAlerts(untold(folder, now), telling(folder, settings(office.port), now));
  const {from, to, source} = await office.letter();
  expect({from, to}).toEqual({
    from: "kaikaku@example.lg.jp",
    to: ["gyokaku@example.lg.jp", "jinji@example.lg.jp"],
  });
  const {subject, body} = shown(source);
  expect(subject).toBe("【改革】発生1件");
  expect(body).toContain(LATE.title);
  expect(body).toContain("→ kaikaku due --remind の文面で提出をお願いしてください。");
  expect(body).not.toContain("npx");
  expect(source).toContain("Auto-Submitted: auto-generated");
  expect(state.notices).toEqual([]);
});

test("many of one kind are one line for who looks on, and each has its own in the log", async () => {
  const folder = temporaryFolder();
  const now = new Date("2024-10-16T00:00:00Z");
  const late = ["2024-06", "2024-07", "2024-08", "2024-09"].map((month) => ({
    ...LATE,
    key: `late:overtime:${month}`,
    title: `未着: 時間外勤務実績（${month}）`,
  }));
  const held = {...LATE, key: "held:3", title: "保留: 時間外.csv（受付番号3）"};
  const begun = updateAlerts(
    readAlerts(join(folder, "alerts.json")),
    {conditions: [...late, held], events: []},
    {now, againAfterDays: 7, channels: ["log"]},
  );
  const said: string[] = [];
  await tellAlerts(begun, {...telling(folder, undefined, now), say: (line) => said.push(line)});
  expect(said).toEqual([
    "発生［注意］未着 4件。一覧は npx kaikaku health で見られます。",
    `発生［注意］${held.title}。${held.remedy}`,
  ]);
  expect(readFileSync(join(folder, "alerts.log"), "utf8").match(/発生［注意］(未着|保留): /g)).toHaveLength(
    5,
  );
});

test("the same letter sent twice, because the machine died before noting it, has one name", async () => {
  const folder = temporaryFolder();
  const now = new Date("2024-10-16T00:00:00Z");
  const office = await relay();
  await tellAlerts(untold(folder, now), telling(folder, settings(office.port), now));
  await tellAlerts(
    untold(folder, now),
    telling(folder, settings(office.port), new Date("2024-10-16T01:00:00Z")),
  );
  const names = [shown((await office.letter()).source), shown((await office.letter()).source)];
  expect(names[0]?.messageId).toMatch(/^<[0-9a-f]{32}@example\.lg\.jp>$/);
  expect(names[1]?.messageId).toBe(names[0]?.messageId);
});

test("while the relay is down the log is written all the same, and the letter goes later", async () => {
  const folder = temporaryFolder();
  const at = (time: string) => new Date(`2024-10-16T${time}:00Z`);
  const dead = await relay();
  dead.process.kill("SIGKILL");
  const failed = await tellAlerts(
    untold(folder, at("00:00")),
    telling(folder, settings(dead.port), at("00:00")),
  );
  expect(failed.notices.map(({untold}) => untold)).toEqual([["mail"]]);
  expect(failed.mail).toMatchObject({failures: 1, retryAt: at("00:01").toISOString()});

  const office = await relay();
  const early = await tellAlerts(
    failed,
    telling(folder, settings(office.port), new Date("2024-10-16T00:00:30Z")),
  );
  expect(early).toEqual(failed);
  const sent = await tellAlerts(early, telling(folder, settings(office.port), at("00:01")));
  expect(shown((await office.letter()).source).subject).toBe("【改革】発生1件");
  expect(sent).toMatchObject({notices: [], mail: {failures: 0, retryAt: null}});
});

test("a relay that wants a password gets it from its file, and a wrong one is told", async () => {
  const folder = temporaryFolder();
  const now = new Date("2024-10-16T00:00:00Z");
  const office = await relay("はるかぜ");
  const password_file = join(folder, "password");
  writeFileSync(password_file, "はるかぜ\n");
  const mail = {...settings(office.port), user: "kaikaku", password_file};
  const sent = await tellAlerts(untold(folder, now), telling(folder, mail, now));
  expect(sent.notices).toEqual([]);
  writeFileSync(password_file, "こがらし\n");
  const refused = await tellAlerts(untold(folder, now), telling(folder, mail, now));
  expect(refused.mail.why).toMatch(/535|login/i);
});
