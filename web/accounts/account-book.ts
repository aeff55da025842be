import {createHash, randomBytes} from "node:crypto";
import {statSync} from "node:fs";
import type {Home} from "../../pipelines/installation/home.ts";
import {readWindowAccounts} from "../../pipelines/installation/window-accounts.ts";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {writeWhole} from "../../pipelines/installation/write-whole.ts";
import {UserError} from "../../schemas/errors.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import {whyNotFitting} from "../../schemas/why-not-fitting.ts";
import {
  type Invitation,
  type Role,
  type WindowAccount,
  type WindowAccounts,
  windowAccounts,
} from "../../schemas/window-account.ts";
import {hashPassword, mustBeGoodPassword} from "./password.ts";

const INVITATION_MS = 72 * 60 * 60 * 1000;

/** What an administrator says of a new account. */
export interface NewAccount {
  id: string;
  name: string;
  section: string;
  roles: Role[];
  until: string | null;
  /** What the office's own sign-in service calls the person. */
  provider_name: string | null;
  /** Reads what waits to be published. */
  reads_early: boolean;
}

/** The accounts of the window, in one file that is only ever replaced whole. Only the window's process writes it. */
export class AccountBook {
  readonly #file: string;
  #stamp = "";
  #known: WindowAccounts = {accounts: [], invitations: []};

  constructor(home: Home) {
    this.#file = windowFiles(home).accounts;
  }

  all(): WindowAccount[] {
    return this.#read().accounts;
  }

  find(id: string): WindowAccount | undefined {
    const found = this.#look().accounts.find((account) => account.id === id);
    return found && structuredClone(found);
  }

  /** A new account without a password, and the link's secret by which its person sets one. UserError for a name that was given before. */
  add(account: NewAccount, {by, now}: {by: string; now: Date}): string {
    const book = this.#read();
    if (book.accounts.some(({id}) => id === account.id))
      throw new UserError(
        `「${account.id}」という利用者は、前からあります（閉じたものも、記録に名前が残るので使い直せません）。`,
      );
    mustBeOnlyOne(book, account);
    book.accounts.push({
      ...account,
      ...{email: null, subscriptions: [], password: null, created_at: now.toISOString(), created_by: by},
      ...{closed_at: null, last_sign_in_at: null},
    });
    return this.#invite(book, account.id, now);
  }

  /** A link for somebody who forgot the password; the old one holds until the new one is set. */
  inviteAgain(id: string, now: Date): string {
    const book = this.#read();
    mustBeOpen(book, id, now);
    return this.#invite(book, id, now);
  }

  /** The link that makes the first administrator; undefined where there is one that can sign in. */
  inviteFirst(now: Date): string | undefined {
    const book = this.#read();
    const hasAdministrator = book.accounts.some(
      (account) => account.roles.includes("admin") && account.password !== null && isOpen(account, now),
    );
    return hasAdministrator ? undefined : this.#invite(book, null, now);
  }

  /** Whose link it is; undefined where none is as it says, or its time is over. */
  invited(secret: string, now: Date): Invitation | undefined {
    return this.#read().invitations.find(
      ({token, expires_at}) => token === hashed(secret) && expires_at > now.toISOString(),
    );
  }

  /** Sets the password of whoever was invited and uses the link up. UserError for a link that is none any more. */
  async setPassword(
    secret: string,
    {
      password,
      first,
      now,
    }: {password: string; first: Pick<NewAccount, "id" | "name" | "section"> | undefined; now: Date},
  ): Promise<WindowAccount> {
    const invitation = this.invited(secret, now);
    const person = invitation?.account_id ? this.find(invitation.account_id) : first;
    if (!invitation || !person) throw new UserError(USED_UP);
    mustBeGoodPassword(password, person);
    const hash = await hashPassword(password);
    const book = this.#read();
    // Another may have used the same link while this password was reckoned.
    if (!book.invitations.some(({token}) => token === invitation.token)) throw new UserError(USED_UP);
    if (invitation.account_id === null) {
      if (book.accounts.some(({id}) => id === person.id))
        throw new UserError(`「${person.id}」という利用者は、前からあります。別の名前にしてください。`);
      book.accounts.push({
        ...{id: person.id, name: person.name, section: person.section, roles: ["admin"]},
        ...{until: null, provider_name: null, reads_early: false},
        ...{email: null, subscriptions: []},
        ...{password: hash, created_at: now.toISOString(), created_by: null},
        ...{closed_at: null, last_sign_in_at: null},
      });
    } else mustBeOpen(book, person.id, now).password = hash;
    book.invitations = book.invitations.filter(
      ({token, account_id}) => token !== invitation.token && account_id !== invitation.account_id,
    );
    this.#write(book);
    return mustBeOpen(book, person.id, now);
  }

  /** The person changes the own password. */
  async changePassword(id: string, password: string, now: Date): Promise<void> {
    mustBeGoodPassword(password, mustBeOpen(this.#read(), id, now));
    const hash = await hashPassword(password);
    this.#change(id, {password: hash});
  }

  /** What the person wants to be told of, and where. */
  subscribe(id: string, wanted: Pick<WindowAccount, "email" | "subscriptions">): void {
    this.#change(id, wanted);
  }

  noteSignIn(id: string, now: Date): void {
    this.#change(id, {last_sign_in_at: now.toISOString()});
  }

  /** UserError where nobody would be left who can let others in. */
  change(
    id: string,
    change: Partial<Omit<NewAccount, "id"> & Pick<WindowAccount, "closed_at">>,
    now: Date,
  ): void {
    const book = this.#read();
    mustBeOnlyOne(book, {id, provider_name: change.provider_name ?? null});
    const others = book.accounts.filter((account) => account.id !== id);
    const changed = book.accounts
      .filter((account) => account.id === id)
      .map((account) => ({...account, ...change}));
    if (![...others, ...changed].some((account) => isAdministrator(account, now)))
      throw new UserError(
        "管理の役割で入れる人がいなくなるので、変えられません。先に、ほかの人に管理の役割を付けてください。",
      );
    this.#change(id, change);
  }

  #change(id: string, change: Partial<WindowAccount>): void {
    const book = this.#read();
    book.accounts = book.accounts.map((account) => (account.id === id ? {...account, ...change} : account));
    this.#write(book);
  }

  #invite(book: WindowAccounts, accountId: string | null, now: Date): string {
    const secret = randomBytes(32).toString("base64url");
    const expires = new Date(now.getTime() + INVITATION_MS).toISOString();
    const others = book.invitations.filter(
      ({account_id, expires_at}) => account_id !== accountId && expires_at > now.toISOString(),
    );
    book.invitations = [...others, {token: hashed(secret), account_id: accountId, expires_at: expires}];
    this.#write(book);
    return secret;
  }

  /** A copy of its own. */
  #read(): WindowAccounts {
    return structuredClone(this.#look());
  }

  /** What every request asks: read anew when the file is another, and nobody's to change. */
  #look(): Readonly<WindowAccounts> {
    const found = statSync(this.#file, {throwIfNoEntry: false});
    const stamp = found ? `${found.ino} ${found.mtimeMs} ${found.size}` : "";
    if (stamp !== this.#stamp) {
      this.#known = found ? readWindowAccounts(this.#file) : {accounts: [], invitations: []};
      this.#stamp = stamp;
    }
    return this.#known;
  }

  /** UserError for what could not be read again: nobody would get in any more. */
  #write(book: WindowAccounts): void {
    const result = windowAccounts.safeParse(book);
    if (!result.success)
      throw new UserError(
        `利用者の書き方が正しくないので、何も変えていません。${whyNotFitting(result.error, windowAccounts)}`,
      );
    writeWhole(this.#file, `${JSON.stringify(book, null, 2)}\n`, 0o600);
  }
}

const USED_UP =
  "このリンクは、もう使えません（一度使われたか、期限の3日を過ぎています）。管理の人に、新しいリンクを出してもらってください。最初の管理者のリンクは、npx kaikaku serve を始め直すと出ます。";

/** Whether it may be used on that day in Japan. */
export function isOpen({closed_at, until}: WindowAccount, now: Date): boolean {
  return closed_at === null && (until === null || japaneseDay(now) <= until);
}

/** Two accounts of one person of the provider's: it could not be told which one came. */
function mustBeOnlyOne(
  {accounts}: WindowAccounts,
  {id, provider_name}: Pick<WindowAccount, "id" | "provider_name">,
): void {
  const other = accounts.find((one) => one.id !== id && one.provider_name === provider_name);
  if (provider_name !== null && other)
    throw new UserError(
      `職員認証での名前「${provider_name}」は、利用者「${other.id}」に付いています。一人に一つの利用者にしてください。`,
    );
}

function isAdministrator(account: WindowAccount, now: Date): boolean {
  return account.roles.includes("admin") && account.password !== null && isOpen(account, now);
}

function mustBeOpen({accounts}: WindowAccounts, id: string, now: Date): WindowAccount {
  const account = accounts.find((one) => one.id === id);
  if (account && isOpen(account, now)) return account;
  throw new UserError(`「${id}」という利用者は、いないか、閉じられています。`);
}

function hashed(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
