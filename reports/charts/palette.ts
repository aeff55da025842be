/** One ink, one dark blue for data, red for the line to the target; all differ in lightness, so they differ in grey. */
export const palette = {
  ink: "#1d2433",
  quiet: "#5b6472",
  hairline: "#dfe3ea",
  axis: "#8b93a1",
  data: "#16356b",
  dataBefore: "#a3b4d3",
  dataBetween: "#5f7db3",
  dataFaint: "#dde4f0",
  hatch: "#7f97c4",
  target: "#c22e0e",
} as const;

/** The only typeface of the documents, by the name under which it is embedded. */
export const typeface = "BIZ UDPGothic";

/** Pattern of provisional values (速報), drawn over a bar. */
export const hatch = {
  symbol: "rect",
  color: palette.hatch,
  dashArrayX: [1, 0],
  dashArrayY: [2.2, 3],
  rotation: -Math.PI / 4,
};
