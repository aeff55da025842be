import {z} from "zod";

/** The office's SMTP relay; nothing is sent unless `enabled`. */
const mail = z
  .strictObject({
    enabled: z.boolean().default(false),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(25),
    /** none: plain text inside the office's network; starttls: must be upgraded; tls: encrypted from the first byte. */
    security: z.enum(["none", "starttls", "tls"]).default("none"),
    user: z.string().optional(),
    /** A file that holds the password, readable by the service only; a password never stands in the settings. */
    password_file: z.string().optional(),
    from: z.email(),
    to: z.array(z.email()).min(1),
  })
  .refine(({user, password_file}) => (user === undefined) === (password_file === undefined), {
    message: "user と password_file は両方書くか、両方省いてください",
  });

/** How documents are printed: "required" refuses a browser without its sandbox, where the machine or the account offers none. */
const printing = z.strictObject({
  sandbox: z.enum(["required", "if_available"]).default("if_available"),
});

/** Seals archive and backups with the key in this file, which lies apart from both. */
const encryption = z.strictObject({key_file: z.string().min(1)});
/** How much one question to a release (`sql`) may use; an option of the command may only ask for less. */
const questions = z.strictObject({
  max_rows: z.int().min(1).optional(),
  max_seconds: z.int().min(1).optional(),
  /** Megabytes. */
  max_memory: z.int().min(64).optional(),
});

/** How much building a release may use; without a number, as the machine is. */
const calculation = z.strictObject({
  /** Megabytes for the engine; what does not fit goes to the disk. */
  max_memory: z.int().min(512).optional(),
  threads: z.int().min(1).max(256).optional(),
});

const FROM_ROOT = /^(\/|[A-Za-z]:[\\/])/;
const fromRoot = z.string().regex(FROM_ROOT, "ルートからの場所（/etc/… など）で書いてください");

/** Who read what. */
const accessLog = z.strictObject({
  /** Folder of the log's keys, where the accounts that are watched cannot read; without it, in the installation's folder. */
  key_folder: fromRoot.optional(),
  /** A file that may only be appended to, or a folder for such files: the end of the log is written there, too. */
  anchor: fromRoot.optional(),
});

/** data/local/settings.yaml: what differs between installations. A misspelt key is an error. */
export const settings = z.strictObject({
  /** Files and reports that were due before this day are not asked for; without it, the fiscal year in which the service began. */
  due_from: z.iso.date().optional(),
  mail: mail.optional(),
  printing: printing.optional(),
  encryption: encryption.optional(),
  /** Where the key for staff keys lies, for accounts that read the ledger and shall not read it; without it, in the installation's folder. */
  staff_key_file: fromRoot.optional(),
  questions: questions.optional(),
  calculation: calculation.optional(),
  access_log: accessLog.optional(),
});

export type Settings = z.infer<typeof settings>;
export type Calculation = z.infer<typeof calculation>;
export type Sandbox = z.infer<typeof printing>["sandbox"];
export type MailSettings = z.infer<typeof mail>;
