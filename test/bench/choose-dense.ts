/* Started by bench-disclosure.ts: chooses what is told of dense counts, and nothing else. */
import {chooseTold} from "../../pipelines/disclosure/choose-told.ts";
import {denseTables} from "./dense-counts.ts";

for (const table of denseTables()) chooseTold(table, {least: 5, isZeroSmall: true});
