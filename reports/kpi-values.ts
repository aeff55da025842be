import type {Marts} from "../pipelines/warehouse/kysely.ts";
import {type KpiFilter, readKpiValues} from "./read-kpi-values.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "指標", align: "left"},
  {title: "年度", align: "left"},
  {title: "期間", align: "left"},
  {title: "範囲", align: "left"},
  {title: "局区", align: "left"},
  {title: "値", align: "right"},
  {title: "分子", align: "right"},
  {title: "分母", align: "right"},
  {title: "状態", align: "left"},
] as const;
