import {accountText} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import {accountHere} from "../installation/account.ts";
import type {Home} from "../installation/home.ts";
import {whileLocked} from "./locked.ts";
import {destroyKeys, knownPeople} from "./people.ts";
import {recordLocked} from "./record.ts";

/** Destroys every key of whoever is known by an account or a staff number, and writes down that it was done; how many keys those were. */
export function forget(
  home: Home,
  name: string,
  {by, reason, now}: {by: string | null; reason: string; now: Date},
): number {
  mustBeAnother(name);
  // A process that comes between would write down the destroyed key again, or lose the key of somebody new.
  return whileLocked(home, () => {
    const persons = knownPeople(home)
      .filter(({who}) => isKnownBy(who, name))
      .map(({person}) => person);
    if (persons.length === 0)
      throw new UserError(`だれが何を読んだかの記録に、「${name}」という利用者名か職員番号はありません。`);
    // A process that dies in between leaves a key that is still there: then it is done once more.
    for (const forgotten of persons) recordLocked(home, {event: "forgotten", forgotten, by, reason}, now);
    destroyKeys(home, persons);
    return persons.length;
  });
}

/** Whoever orders it must stay readable: nobody takes himself, and what he read, out of the log. */
function mustBeAnother(name: string): void {
  const account = accountHere();
  if (![account.name, account.sudo_user, accountText(account)].includes(name)) return;
  throw new UserError(
    `「${name}」は、いま命じている利用者です。だれが命じたかも読めなくなるので、ほかの利用者で実行してください。`,
  );
}

function isKnownBy(who: string, name: string): boolean {
  return who === `account ${name}` || who.endsWith(`（sudo: ${name}）`) || who === `staff ${name}`;
}
