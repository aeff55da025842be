import type {Condition} from "./alerts.ts";

/** Of one kind: 「未着」 for all late files. */
export interface AlertGroup<One> {
  lead: string;
  alerts: One[];
}

/** Alerts of one kind together, in the order in which the first of each stands; the kind is what its title begins with. */
export function alertGroups<One extends Pick<Condition, "title">>(alerts: One[]): AlertGroup<One>[] {
  const groups = Map.groupBy(alerts, ({title}) => title.split(": ", 1)[0] ?? title);
  return [...groups].map(([lead, of]) => ({lead, alerts: of}));
}

/** As many of one kind are told one by one. */
export const FEW_ALERTS = 3;
