import {z} from "zod";
import {authorities} from "./authorities.ts";
import {programmes} from "./programme.ts";

const text = z.string().min(1);

const CITY = {
  self: "市",
  whole: "全市",
  entire: "市全体",
  head: "市長",
  mayors: "市長事務部局",
  unit: "局区",
} as const;

/**
 * How a body calls itself, and how its whole, its head, the bureaus under the head and, unless it says otherwise, one of its bureaus are called, by its
 * kind; whether its board of education has the lower legal rate of disability (null: so it is where the city is a designated one).
 */
export const BODY_KINDS = {
  市: {...CITY, hasLowerRate: null},
  指定都市: {...CITY, hasLowerRate: true},
  特別区: {
    self: "区",
    whole: "全区",
    entire: "区全体",
    head: "区長",
    mayors: "区長部局",
    unit: "部",
    hasLowerRate: false,
  },
  町: {
    self: "町",
    whole: "全町",
    entire: "町全体",
    head: "町長",
    mayors: "町長部局",
    unit: "課",
    hasLowerRate: false,
  },
  村: {
    self: "村",
    whole: "全村",
    entire: "村全体",
    head: "村長",
    mayors: "村長部局",
    unit: "課",
    hasLowerRate: false,
  },
  都道府県: {
    self: "都道府県",
    whole: "全庁",
    entire: "全体",
    head: "知事",
    mayors: "知事部局",
    unit: "部局",
    hasLowerRate: true,
  },
  /** 一部事務組合・広域連合: a fire service of several towns, for example. */
  組合: {
    self: "組合",
    whole: "全体",
    entire: "組合全体",
    head: "管理者",
    mayors: "管理者部局",
    unit: "所属",
    hasLowerRate: false,
  },
} as const;

export type BodyKind = keyof typeof BODY_KINDS;

/** A day on which bureaus were made, merged or renamed, and what changed. */
const organisationChange = z.strictObject({on: z.iso.date(), note: text});

const levels = z
  .array(text)
  .min(1)
  .refine((said) => new Set(said).size === said.length, "同じ階層が二つあります。一つにしてください");

/** city/city.yaml: who the body is. In a folder of before there is none: other files say the programme and the name. */
export const cityFile = z.strictObject({
  name: text.nullable().default(null),
  kind: z.enum(Object.keys(BODY_KINDS) as [BodyKind, ...BodyKind[]]).default("市"),
  /** What one bureau is called (部, 課); the kind's word unless told. */
  unit: text.nullable().default(null),
  /** Names of the levels of the organisation from the top (局, 部, 課); which unit is of which: units.csv. Null: there is one only. */
  levels: levels.nullable().default(null),
  authorities,
  /** The first is meant where nothing says another. */
  programmes: programmes.default([]),
  /** Of the council; a packet of another year may name another. */
  committee: text.nullable().default(null),
  /** Signs the packets, unless a packet names another. */
  office: text.nullable().default(null),
  organisation: z.array(organisationChange).default([]),
});

export type CityFile = z.infer<typeof cityFile>;
