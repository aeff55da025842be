export type Tables = Map<string, Buffer>;

/** Tables of a TrueType font by their tags (OpenType 1.9). */
export function readTables(font: Buffer): Tables {
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({length: count}, (_, index) => {
      const entry = 12 + index * 16;
      const offset = font.readUInt32BE(entry + 8);
      const tag = font.toString("latin1", entry, entry + 4);
      return [tag, font.subarray(offset, offset + font.readUInt32BE(entry + 12))];
    }),
  );
}

/** The table of that tag. */
export function tableOf(tables: Tables, tag: string): Buffer {
  const table = tables.get(tag);
  if (!table) throw new Error(`the font has no table ${tag}`);
  return table;
}

/** Glyph of a sign, 0 for none, from the segments of format 12: first sign, last sign, first glyph. */
export function readCharacterMap(cmap: Buffer): (sign: number) => number {
  const subtables = Array.from({length: cmap.readUInt16BE(2)}, (_, index) =>
    cmap.readUInt32BE(4 + index * 8 + 4),
  );
  const start = subtables.find((offset) => cmap.readUInt16BE(offset) === 12);
  if (start === undefined) throw new Error("the font has no character map of format 12");
  const groups = Array.from({length: cmap.readUInt32BE(start + 12)}, (_, index) => {
    const group = start + 16 + index * 12;
    return {
      first: cmap.readUInt32BE(group),
      last: cmap.readUInt32BE(group + 4),
      glyph: cmap.readUInt32BE(group + 8),
    };
  });
  const glyphs = new Map<number, number>();
  return (sign) => {
    const glyph = glyphs.get(sign) ?? glyphOf(sign, groups);
    glyphs.set(sign, glyph);
    return glyph;
  };
}

interface Group {
  first: number;
  last: number;
  glyph: number;
}

function glyphOf(sign: number, groups: Group[]): number {
  const group = groups.find(({first, last}) => first <= sign && sign <= last);
  return group ? group.glyph + sign - group.first : 0;
}
