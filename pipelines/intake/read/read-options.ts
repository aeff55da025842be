import type {Contract} from "../../../schemas/contract.ts";

/** What a reading depends on beside the bytes. */
export interface ReadOptions {
  contracts: Contract[];
  scratchFile: string;
  /** The sender's name for it, which may say its period. */
  fileName: string;
  /** The words with which a person answers what the file leaves open. */
  answers: string[];
}
