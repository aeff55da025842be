/** ECharts numbers its ids through the life of the process; ours depend on the document only. */
export function withOwnIds(svg: string, name: string): string {
  return svg.replace(/\bzr\d+-/g, `${name}-`);
}
