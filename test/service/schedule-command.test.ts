import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {verdictOn} from "../../pipelines/service/health-file.ts";
import {smallCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {killService, openWork} from "../torture/kill-service.ts";
import {hurry, startService} from "./real-service.ts";

test("the service command, killed while it works on files, goes on at the next start and loses nothing", async () => {
  const root = temporaryFolder();
  const {killed, amidWork, broken} = await killService({root, kills: 3, seed: "suite", tell: () => {}});
  expect(broken).toEqual([]);
  expect(killed).toBe(3);
  expect(amidWork).toBeGreaterThan(0);
}, 300_000);

test("told to end amid work, the service ends the step in hand, gives the lease back and says so", async () => {
  const root = temporaryFolder();
  const home = smallCity(join(root, "home"));
  hurry(home);
  const service = await startService(home);
  const second = kaikaku(join(root, "home"), ["schedule"]);
  expect([second.status, second.stderr]).toEqual([1, expect.stringContaining("すでに動いています")]);

  await service.until(() => openWork(home).length > 0);
  expect(await service.end("SIGTERM")).toEqual({code: 0});
  expect(service.said()).toContain("いまの仕事を終えてから止まります");
  expect(openWork(home)).toEqual([]);
  const files = serviceFiles(home);
  const health = JSON.parse(readFileSync(files.health, "utf8"));
  expect([health.pid, health.state, verdictOn(health, new Date())]).toEqual([
    service.pid,
    "stopped",
    "stopped",
  ]);
  const lastWords = readFileSync(files.log, "utf8").trim().split("\n").at(-1) ?? "";
  expect(JSON.parse(lastWords)).toMatchObject({level: "info", event: "stopped"});
  const lease = takeLock(files.lease);
  expect(lease).toBeDefined();
  lease?.release();
}, 120_000);
