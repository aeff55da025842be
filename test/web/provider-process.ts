import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import Provider from "oidc-provider";

/**
 * A real OpenID Connect provider in a process of its own: anybody signs in with any password and is called as they typed.
 * It says which issuer it is, and answers when it was told where the window waits ("http://127.0.0.1:8321").
 */
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.once(
    "message",
    ({window, clientId, secret}: {window: string; clientId: string; secret: string}) => {
      const redirect = `${window}/sign-in/provider/back`;
      const provider = new Provider(issuer, {
        clients: [{client_id: clientId, client_secret: secret, redirect_uris: [redirect]}],
        features: {devInteractions: {enabled: true}},
      });
      server.on("request", provider.callback());
      process.send?.("ready");
    },
  );
  process.send?.({issuer});
});
