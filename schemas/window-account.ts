import {z} from "zod";

/** What an account of the window may do; what each role opens stands in web/rights.ts. */
export const ROLES = ["viewer", "sender", "office", "analyst", "approver", "admin"] as const;

export const role = z.enum(ROLES);

export type Role = z.infer<typeof role>;

export const ROLE_NAMES: Record<Role, string> = {
  viewer: "閲覧",
  sender: "提出",
  office: "事務局",
  analyst: "分析",
  approver: "承認",
  admin: "管理",
};

/** What a person types as the name of an account: small letters, so that two never differ by case alone. */
export const accountId = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/, "英小文字で始まる2〜32文字（英小文字、数字、. _ -）で書いてください");

/** What somebody is told of after a publication: all of the city, a bureau, an indicator, or what the own section's files moved. */
const subscription = z.strictObject({
  kind: z.enum(["all", "section", "bureau", "kpi"]),
  /** The bureau's code or the indicator's id; "" for the other two. */
  of: z.string(),
});

export type Subscription = z.infer<typeof subscription>;

const windowAccount = z.strictObject({
  id: accountId,
  /** The person, as other people read it. */
  name: z.string().min(1),
  /** The section as city/jobs.yaml calls it: a sender of it hands in the sources that stand there under it. "" for none. */
  section: z.string(),
  roles: z.array(role),
  /** Named as one who reads what waits to be published, whatever the roles. */
  reads_early: z.boolean().default(false),
  /** Where the news goes by mail; null for who reads it in the window alone. */
  email: z.email().nullable().default(null),
  subscriptions: z.array(subscription).default([]),
  /** argon2id in the PHC form; null until the person has set one. */
  password: z.string().nullable(),
  /** What the office's own sign-in service calls the person (OpenID Connect); null for who signs in with a password alone. */
  provider_name: z.string().min(1).nullable().default(null),
  /** Last day on which it may be used (ISO): of a deputy. Null without an end. */
  until: z.iso.date().nullable(),
  created_at: z.iso.datetime(),
  /** The account that made it; null for the first one. */
  created_by: z.string().nullable(),
  /** When it was closed; a closed account is never removed, as the log names it. */
  closed_at: z.iso.datetime().nullable(),
  last_sign_in_at: z.iso.datetime().nullable(),
});

export type WindowAccount = z.infer<typeof windowAccount>;

/** A link that lets one person set a password once. */
const invitation = z.strictObject({
  /** SHA-256 of what stands in the link, hex. */
  token: z.string(),
  /** Null: whoever has the link becomes the first administrator. */
  account_id: z.string().nullable(),
  expires_at: z.iso.datetime(),
});

export type Invitation = z.infer<typeof invitation>;

/** window/accounts.json of an installation. */
export const windowAccounts = z.strictObject({
  accounts: z.array(windowAccount),
  invitations: z.array(invitation),
});

export type WindowAccounts = z.infer<typeof windowAccounts>;
