import type {AddressInfo} from "node:net";
import {SMTPServer} from "smtp-server";

/*
 * An office's SMTP relay in a process of its own: says its port, then a line of JSON for every letter it takes. It wants
 * the password that the command line names, or none.
 */
const [password] = process.argv.slice(2);

const server = new SMTPServer({
  disabledCommands: password === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
  authOptional: password === undefined,
  allowInsecureAuth: true,
  onAuth: (auth, _session, callback) => {
    if (auth.password === password) callback(null, {user: auth.username});
    else callback(new Error("535 wrong password"));
  },
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const {mailFrom, rcptTo} = session.envelope;
      const letter = {
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({address}) => address),
        source: Buffer.concat(chunks).toString("utf8"),
      };
      process.stdout.write(`${JSON.stringify(letter)}\n`);
      callback();
    });
  },
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
});
