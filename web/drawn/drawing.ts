import type {DrawnBoard, DrawnCard} from "./drawn.ts";

/** What a process is asked to draw: all boards of a release, or one bureau's card of a quarter. */
export interface DrawingOrder {
  /** Folder of the installation. */
  root: string;
  releaseId: string;
  /** Whether it waits to be published. */
  isCandidate?: boolean;
  /** "R6Q2"; with it `bureauCode`. */
  quarter?: string;
  bureauCode?: string;
}

export interface Contents {
  releaseId: string;
  /** Newest first. */
  quarters: {code: string; name: string}[];
  programmes: {id: string; name: string}[];
  bureaus: {code: string; name: string}[];
}

/** What that process says, one after the other. */
export type Drawing =
  | ({kind: "contents"} & Contents)
  | {kind: "board"; board: DrawnBoard}
  | {kind: "card"; programmeId: string; card: DrawnCard}
  | {kind: "all"}
  | {kind: "failed"; why: string};
