import {createHash} from "node:crypto";
import {createTransport} from "nodemailer";
import type {MailSettings} from "../../schemas/settings.ts";
import {readNamedFile} from "../installation/plain-file.ts";

const LONGEST_PASSWORD = 10_000;
const PATIENCE_MS = 20_000;

export interface Letter {
  subject: string;
  text: string;
  at: Date;
  /** The same letter sent twice (the machine died between sending and noting it) carries the same Message-ID. */
  identity: string;
}

/** Hands a letter to the office's relay. Throws when the relay cannot be reached or refuses it. */
export async function sendMail(settings: MailSettings, {subject, text, at, identity}: Letter): Promise<void> {
  const {host, port, security, user, password_file, from, to} = settings;
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user &&
      password_file && {
        auth: {user, pass: readNamedFile(password_file, LONGEST_PASSWORD).toString("utf8").trim()},
      }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const name = createHash("sha256").update(identity).digest("hex").slice(0, 32);
  try {
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      date: at,
      messageId: `<${name}@${from.split("@")[1]}>`,
      headers: {"Auto-Submitted": "auto-generated"},
    });
  } finally {
    transport.close();
  }
}
