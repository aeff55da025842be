import {z} from "zod";
import {packetPage} from "./packet-pages.ts";

const text = z.string().min(1);
const lines = z.array(text).min(1);

/** What a chapter of the overview says beside its figures. */
const chapter = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z-]*$/),
    blocks: z.array(z.strictObject({heading: text, lines})).default([]),
    /** Main measures of the next year. */
    next: z.array(text).default([]),
    /** Published counts without a source file: series_id of published/observed-counts.csv. */
    references: z.array(text).default([]),
  })
  .refine(
    ({blocks, next, references}) => blocks.length + next.length + references.length > 0,
    "この章には何も書いてありません。blocks、next、references のどれかを書くか、章を消してください。",
  );

const packet = z.strictObject({
  fiscal_year: z.int().min(2000).max(2100),
  /** city.yaml's, unless another one's was meant. */
  committee: text.optional(),
  matter: text,
  title: text,
  presented_on: z.iso.date(),
  /** The office that signs; city.yaml's unless told. */
  department: text.optional(),
  /** Main measures by section of the register, "1-4" for (1)-④. */
  sections: z.array(z.strictObject({no: z.string().regex(/^\d-\d$/), done: lines, next: lines})),
  chapters: z.array(chapter),
});

/** city/committee-packets.yaml: cover and words of each year's packet. Numbers come from the release. */
export const committeePacketCatalog = z.strictObject({
  /** Null in a city that prints no packet. */
  programme: z
    .strictObject({
      /** Only in a folder of before city.yaml. */
      city: text.optional(),
      /** What the packet reports on; the programme unless told. */
      programme_name: text.optional(),
      /** What the packet calls the reform itself; what it reports on unless told. */
      reform: text.optional(),
      purpose: text,
      vision: text,
      approaches: lines,
    })
    .nullable()
    .default(null),
  packets: z.array(packet).default([]),
  /** Pages of the overview in their order, of every year. */
  pages: z.array(packetPage),
});

export type CommitteePacketCatalog = z.infer<typeof committeePacketCatalog>;
