import type {Contract} from "./contract.ts";
import {activity} from "./sources/activity.ts";
import {bureaus} from "./sources/bureaus.ts";
import {disability} from "./sources/disability.ts";
import {indicatorFigures} from "./sources/indicator-figures.ts";
import {leave} from "./sources/leave.ts";
import {mentalHealth} from "./sources/mental-health.ts";
import {overtime} from "./sources/overtime.ts";
import {overtimeCorrections} from "./sources/overtime-corrections.ts";
import {overtimePay} from "./sources/overtime-pay.ts";
import {paper} from "./sources/paper.ts";
import {parentalLeave} from "./sources/parental-leave.ts";
import {sharedServices} from "./sources/shared-services.ts";
import {sickLeave} from "./sources/sick-leave.ts";
import {staff} from "./sources/staff.ts";
import {survey} from "./sources/survey.ts";
import {teleworkDevices} from "./sources/telework-devices.ts";
import {teleworkPc} from "./sources/telework-pc.ts";

/**
 * Every contract as the program has it. Names, titles and periods of sources are the same in every city; how its files say
 * the rest is known by contractsOf (pipelines/catalog/contracts-of.ts).
 */
export const shippedContracts: Contract[] = [
  bureaus,
  staff,
  overtime,
  overtimeCorrections,
  leave,
  parentalLeave,
  paper,
  teleworkDevices,
  teleworkPc,
  disability,
  activity,
  survey,
  mentalHealth,
  sickLeave,
  sharedServices,
  overtimePay,
  indicatorFigures,
];
