import {randomBytes} from "node:crypto";
import * as client from "openid-client";
import {UserError} from "../../schemas/errors.ts";
import {isLoopback} from "../guard/loopback.ts";
import {AwayNotes} from "./away.ts";

/** The office's own sign-in service (OpenID Connect), and what the window is called there. */
export interface ProviderSettings {
  issuer: URL;
  clientId: string;
  /** Undefined for a public client: the code is then guarded by its verifier alone. */
  secret: string | undefined;
  /** The claim of the identity token that names a person for good: "sub". */
  claim: string;
}

const AWAY_MS = 10 * 60 * 1000;
const PATIENCE_SECONDS = 5;

/** Sends people to the provider and takes in what it says of them. It is asked for the first time when somebody wants in. */
export class Provider {
  readonly #settings: ProviderSettings;
  readonly #away = new AwayNotes();
  #known: Promise<client.Configuration> | undefined;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Where the browser goes, and what it is to bring back. UserError while the provider does not answer. */
  async goodbye({
    back,
    next,
    now,
  }: {
    back: string;
    next: string;
    now: Date;
  }): Promise<{to: URL; away: string}> {
    const [state, nonce] = [chance(), chance()];
    const verifier = client.randomPKCECodeVerifier();
    const to = client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: back,
      scope: "openid profile",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...{state, nonce},
    });
    return {to, away: this.#away.close({state, nonce, verifier, next, until: now.getTime() + AWAY_MS})};
  }

  /** What the provider calls whoever came back, and where they wanted to go. UserError for who was not sent, or is not vouched for. */
  async welcome(
    brought: string | undefined,
    {at, now}: {at: URL; now: Date},
  ): Promise<{providerName: string; next: string}> {
    const away = this.#away.open(brought, now);
    if (!away)
      throw new UserError(
        "職員認証から戻るまでに時間がかかりすぎたか、別の画面で始めたものです。もう一度、初めからサインインしてください。",
      );
    const configuration = await this.#configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, at, {
        pkceCodeVerifier: away.verifier,
        expectedState: away.state,
        expectedNonce: away.nonce,
        idTokenExpected: true,
      });
      const told = tokens.claims()?.[this.#settings.claim];
      if (typeof told === "string" && told !== "") return {providerName: told, next: away.next};
    } catch (error) {
      throw new UserError(`職員認証は、サインインを認めませんでした（${shortly(error)}）。`, {cause: error});
    }
    throw new UserError(
      `職員認証の答えに「${this.#settings.claim}」がありません。システムの担当が、serve の --oidc-claim を確かめてください。`,
    );
  }

  async #configuration(): Promise<client.Configuration> {
    this.#known ??= this.#ask();
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      throw new UserError(
        `職員認証（${this.#settings.issuer.host}）が答えません（${shortly(error)}）。パスワードのある人は、パスワードでサインインできます。`,
        {cause: error},
      );
    }
  }

  #ask(): Promise<client.Configuration> {
    const {issuer, clientId, secret} = this.#settings;
    return client.discovery(issuer, clientId, secret, secret === undefined ? client.None() : undefined, {
      timeout: PATIENCE_SECONDS,
      execute: [
        client.enableNonRepudiationChecks,
        ...(isLoopback(issuer.hostname) ? [client.allowInsecureRequests] : []),
      ],
    });
  }
}

function chance(): string {
  return randomBytes(32).toString("base64url");
}

/** The code of a refusal ("access_denied", "ECONNREFUSED"), never what stands in an answer. */
function shortly(error: unknown): string {
  const parts = [error, error instanceof Error ? error.cause : undefined].flatMap((one) =>
    typeof one === "object" && one !== null ? [Reflect.get(one, "error"), Reflect.get(one, "code")] : [],
  );
  return parts.find((part) => typeof part === "string" && /^\w{1,40}$/.test(part)) ?? "理由は不明";
}
