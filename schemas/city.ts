import {z} from "zod";
import {programmes} from "./programme.ts";

const text = z.string().min(1);

/** How the whole of a body, its head, the bureaus under the head and, unless it says otherwise, one of its bureaus are called, by its kind. */
export const BODY_KINDS = {
  市: {whole: "全市", entire: "市全体", head: "市長", mayors: "市長事務部局", unit: "局区"},
  特別区: {whole: "全区", entire: "区全体", head: "区長", mayors: "区長部局", unit: "部"},
  町: {whole: "全町", entire: "町全体", head: "町長", mayors: "町長部局", unit: "課"},
  村: {whole: "全村", entire: "村全体", head: "村長", mayors: "村長部局", unit: "課"},
  都道府県: {whole: "全庁", entire: "全体", head: "知事", mayors: "知事部局", unit: "部局"},
  /** 一部事務組合・広域連合: a fire service of several towns, for example. */
  組合: {whole: "全体", entire: "組合全体", head: "管理者", mayors: "管理者部局", unit: "所属"},
} as const;

type BodyKind = keyof typeof BODY_KINDS;

/** A day on which bureaus were made, merged or renamed, and what changed. */
const organisationChange = z.strictObject({on: z.iso.date(), note: text});

/** city/city.yaml: who the body is. In a folder of before there is none: other files say the programme and the name. */
export const cityFile = z.strictObject({
  name: text.nullable().default(null),
  kind: z.enum(Object.keys(BODY_KINDS) as [BodyKind, ...BodyKind[]]).default("市"),
  /** What one bureau is called (部, 課); the kind's word unless told. */
  unit: text.nullable().default(null),
  /** The first is meant where nothing says another. */
  programmes: programmes.default([]),
  /** Of the council; a packet of another year may name another. */
  committee: text.nullable().default(null),
  /** Signs the packets, unless a packet names another. */
  office: text.nullable().default(null),
  organisation: z.array(organisationChange).default([]),
});

export type CityFile = z.infer<typeof cityFile>;
