import {argon2} from "node:crypto";
import type {Reckoning} from "./reckoned-apart.ts";

/** Reckons argon2id for the process that started it, and ends with it. */
process.on("message", ({id, message, nonce, ...cost}: Reckoning) => {
  const parameters = {...cost, message, nonce: Buffer.from(nonce, "base64")};
  argon2("argon2id", parameters, (error, tag) =>
    process.send?.({id, tag: error ? undefined : tag.toString("base64")}),
  );
});
process.on("disconnect", () => process.exit(0));
