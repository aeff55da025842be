import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, mkdirSync, openSync, readdirSync, readFileSync} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {endsWithUs, killGroup} from "../../pipelines/engine/ends-with-us.ts";

/** A real cluster of one master and some workers, all on the loopback of this machine. */
export interface Cluster {
  /** "spark://127.0.0.1:port" */
  master: string;
  /** Ends a worker as a machine that loses its power does. Whether it had been computing, told by what its executors left. */
  killWorker(number: number): boolean;
  end(): void;
}

const LONGEST_START_MS = 120_000;

/** Begins a cluster whose processes do not outlive this one; each worker has one core and so many megabytes. */
export async function startCluster(
  sparkHome: string,
  {folder, workers, megabytes}: {folder: string; workers: number; megabytes: number},
): Promise<Cluster> {
  const children: ChildProcess[] = [];
  const start = (name: string, args: string[]) => {
    const place = join(folder, name);
    mkdirSync(place, {recursive: true});
    const log = openSync(join(place, "log.txt"), "a");
    const child = spawn(join(sparkHome, "bin/spark-class"), args, {
      detached: true,
      stdio: ["ignore", log, log],
      env: {
        ...process.env,
        SPARK_LOCAL_IP: "127.0.0.1",
        SPARK_DAEMON_MEMORY: "512m",
        SPARK_LOCAL_DIRS: place,
      },
    });
    if (child.pid !== undefined) endsWithUs(child.pid, place);
    children.push(child);
    return place;
  };
  const end = () => children.forEach(killGroup);
  try {
    const port = await freePort();
    const master = `spark://127.0.0.1:${port}`;
    const here = ["--host", "127.0.0.1", "--webui-port", "0"];
    const places = [start("master", [MASTER, ...here, "--port", String(port)])];
    await said(
      join(folder, "master/log.txt"),
      /Started daemon|Successfully started service 'sparkMaster'/,
      1,
    );
    for (let number = 1; number <= workers; number += 1) {
      const work = join(folder, `worker-${number}`);
      const size = ["--cores", "1", "--memory", `${megabytes}m`, "--work-dir", join(work, "work")];
      places.push(start(`worker-${number}`, [WORKER, ...here, ...size, master]));
    }
    for (let number = 1; number <= workers; number += 1)
      await said(join(folder, `worker-${number}/log.txt`), /Successfully registered with master/, 1);
    return {
      master,
      end,
      killWorker: (number) => {
        const work = join(places[number] ?? "", "work");
        const hasComputed = existsSync(work) && readdirSync(work).some((name) => name.startsWith("app-"));
        killGroup(children[number] ?? {pid: undefined});
        return hasComputed;
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

const MASTER = "org.apache.spark.deploy.master.Master";
const WORKER = "org.apache.spark.deploy.worker.Worker";

async function said(log: string, what: RegExp, times: number): Promise<void> {
  for (let waited = 0; waited < LONGEST_START_MS; waited += 200) {
    if (existsSync(log) && (readFileSync(log, "utf8").match(new RegExp(what, "g")) ?? []).length >= times)
      return;
    await pause(200);
  }
  throw new Error(`${log}: nothing of ${what}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
