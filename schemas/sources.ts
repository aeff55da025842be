import type {Contract} from "./contract.ts";
import {bureaus} from "./sources/bureaus.ts";
import {disability} from "./sources/disability.ts";
import {leave} from "./sources/leave.ts";
import {overtime} from "./sources/overtime.ts";
import {paper} from "./sources/paper.ts";
import {parentalLeave} from "./sources/parental-leave.ts";
import {staff} from "./sources/staff.ts";
import {teleworkDevices} from "./sources/telework-devices.ts";
import {teleworkPc} from "./sources/telework-pc.ts";

/** Every contract; a file belongs to the one whose headings it carries. */
export const contracts: Contract[] = [
  bureaus,
  staff,
  overtime,
  leave,
  parentalLeave,
  paper,
  teleworkDevices,
  teleworkPc,
  disability,
];
