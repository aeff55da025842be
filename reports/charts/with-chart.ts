import * as echarts from "echarts/dist/echarts.esm.min.mjs";

/** What a picture is called within its document (ids inside it begin with the name), and its size in CSS pixels. */
export interface Picture {
  name: string;
  size: {width: number; height: number};
}

type Chart = ReturnType<typeof echarts.init>;

/**
 * Draws a chart of ECharts and hands the picture with the chart, which still knows where everything stands, to `use`. The
 * only door to ECharts: a chart that is not disposed of keeps the process alive.
 */
export function withChart<Result>(
  {name, size}: Picture,
  option: object,
  use: (svg: string, chart: Chart) => Result,
): Result {
  const chart = echarts.init(null, null, {renderer: "svg", ssr: true, ...size});
  try {
    chart.setOption({animation: false, ...option});
    return use(withOwnIds(chart.renderToSVGString(), name), chart);
  } finally {
    chart.dispose();
  }
}

/** ECharts numbers its ids through the life of the process; ours depend on the document only. */
function withOwnIds(svg: string, name: string): string {
  return svg.replace(/\bzr\d+-/g, `${name}-`);
}
