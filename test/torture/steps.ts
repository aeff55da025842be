/** What a process may be doing when it dies. */
export const ACTIONS = ["ingest", "run", "plan", "approve", "rollback", "print", "backup", "serve"] as const;

/** `unite`, `restore`, `seal`, `forget`: each in a city that was laid for it, with what it needs beside it. */
export type Action = (typeof ACTIONS)[number] | "unite" | "restore" | "seal" | "forget";

/** Steps at whose beginning or middle a process can be killed, as its log names them, and how often each comes. */
export const NAMED_STEPS: Record<Action, [step: string, count: number][]> = {
  ingest: [["取込み", 3]],
  run: [
    ["取込み", 3],
    ["指標の計算", 110],
    ["点検", 1],
    ["候補の作成", 2],
    ["公開", 5],
    ["数値の記録", 2],
  ],
  plan: [
    ["取込み", 3],
    ["指標の計算", 110],
    ["点検", 1],
    ["候補の作成", 2],
  ],
  approve: [
    ["公開", 5],
    ["数値の記録", 2],
  ],
  rollback: [
    ["公開", 5],
    ["数値の記録", 2],
  ],
  print: [],
  backup: [["控え", 12]],
  // The service as a whole is killed at random moments: while it waits, loads, builds, publishes, prints, writes its journal.
  serve: [],
  unite: [],
  restore: [["控えから戻す", 12]],
  seal: [["暗号化", 4]],
  forget: [],
};
