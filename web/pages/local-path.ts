import type {Visit} from "../visit.ts";

/** Only a path of the window: nobody is led elsewhere. */
export function localPath(typed: string): string {
  return /^\/(?![/\\])[^\\\s]*$/.test(typed) ? typed : "/";
}

/** Where whoever signs in wanted to go. */
export function nextOf({context}: Visit): string {
  return localPath(context.req.query("next") ?? "/");
}
