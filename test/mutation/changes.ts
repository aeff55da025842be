import {isNode, type SqlNode, type SqlPart} from "./sql-tree.ts";

/** What stands instead of a node, and how it is told: words, and expressions that are shown as SQL. */
export interface Change {
  instead: SqlPart;
  told: (string | SqlNode)[];
}

/** Every small wrong that a hand could write at this node, below it nothing. */
export function changesOf(node: SqlNode): Change[] {
  switch (node.type) {
    case "COMPARE_BETWEEN":
      return betweenChanges(node);
    case "CONJUNCTION_AND":
    case "CONJUNCTION_OR":
      return conjunctionChanges(node);
    case "VALUE_CONSTANT":
      return constantChanges(node);
    case "CASE_EXPR":
      return caseChanges(node);
    case "FUNCTION":
      return functionChanges(node);
    case "JOIN":
      return joinChanges(node);
    case "SELECT_NODE":
      return selectChanges(node);
    case "SET_OPERATION_NODE":
      return [
        {
          instead: {...node, setop_all: !node.setop_all},
          told: [node.setop_all ? "union all → union" : "union → union all"],
        },
      ];
    default:
      return [...comparisonChanges(node), ...operatorChanges(node), ...windowChanges(node)];
  }
}

const OTHER_COMPARISON: Record<string, string> = {
  COMPARE_LESSTHAN: "COMPARE_LESSTHANOREQUALTO",
  COMPARE_LESSTHANOREQUALTO: "COMPARE_LESSTHAN",
  COMPARE_GREATERTHAN: "COMPARE_GREATERTHANOREQUALTO",
  COMPARE_GREATERTHANOREQUALTO: "COMPARE_GREATERTHAN",
  COMPARE_EQUAL: "COMPARE_NOTEQUAL",
  COMPARE_NOTEQUAL: "COMPARE_EQUAL",
  COMPARE_NOT_DISTINCT_FROM: "COMPARE_EQUAL",
  COMPARE_DISTINCT_FROM: "COMPARE_NOTEQUAL",
  COMPARE_IN: "COMPARE_NOT_IN",
  COMPARE_NOT_IN: "COMPARE_IN",
  OPERATOR_IS_NULL: "OPERATOR_IS_NOT_NULL",
  OPERATOR_IS_NOT_NULL: "OPERATOR_IS_NULL",
};

function comparisonChanges(node: SqlNode): Change[] {
  const other = OTHER_COMPARISON[String(node.type)];
  return other ? [replaced(node, {...node, type: other})] : [];
}

function operatorChanges(node: SqlNode): Change[] {
  const [first, ...others] = nodes(node.children);
  if (!first) return [];
  if (node.type === "OPERATOR_NOT") return [replaced(node, first)];
  if (node.type === "OPERATOR_COALESCE") return [replaced(node, first)];
  if (node.type === "COMPARE_IN" || node.type === "COMPARE_NOT_IN")
    return others.map((_, index) =>
      replaced(node, {...node, children: [first, ...others.filter((_, place) => place !== index)]}),
    );
  return [];
}

function betweenChanges(node: SqlNode): Change[] {
  const bounded = (lower: string, upper: string): SqlNode => ({
    class: "CONJUNCTION",
    type: "CONJUNCTION_AND",
    alias: "",
    children: [comparison(lower, node.input, node.lower), comparison(upper, node.input, node.upper)],
  });
  return [
    replaced(node, bounded("COMPARE_GREATERTHAN", "COMPARE_LESSTHANOREQUALTO")),
    replaced(node, bounded("COMPARE_GREATERTHANOREQUALTO", "COMPARE_LESSTHAN")),
  ];
}

function comparison(type: string, left: SqlPart | undefined, right: SqlPart | undefined): SqlNode {
  return {class: "COMPARISON", type, alias: "", left: left ?? null, right: right ?? null};
}

function conjunctionChanges(node: SqlNode): Change[] {
  const children = nodes(node.children);
  const isAnd = node.type === "CONJUNCTION_AND";
  const without = children.map((child, index): Change => {
    const left = children.filter((_, place) => place !== index);
    const [only] = left;
    const instead = left.length === 1 && only ? named(only, node) : {...node, children: left};
    return {instead, told: [isAnd ? "without and" : "without or", child]};
  });
  const other = {...node, type: isAnd ? "CONJUNCTION_OR" : "CONJUNCTION_AND"};
  return [...without, replaced(node, other)];
}

const WHOLE = ["INTEGER", "BIGINT", "DECIMAL", "DOUBLE"];

function constantChanges(node: SqlNode): Change[] {
  const {type, is_null, value} = node.value as SqlNode;
  if (is_null || !isNode(type) || !WHOLE.includes(String(type.id)) || typeof value !== "number") return [];
  return [1, -1].map((step) => replaced(node, {...node, value: {type, is_null: false, value: value + step}}));
}

function caseChanges(node: SqlNode): Change[] {
  const checks = nodes(node.case_checks);
  const [only] = checks;
  if (checks.length === 1 && only)
    return [
      {instead: named(only.then_expr as SqlNode, node), told: ["always", only.then_expr as SqlNode]},
      {instead: named(node.else_expr as SqlNode, node), told: ["never", only.then_expr as SqlNode]},
    ];
  return checks.map((check, index) => ({
    instead: {...node, case_checks: checks.filter((_, place) => place !== index)},
    told: ["without when", check.when_expr as SqlNode],
  }));
}

const OTHER_FUNCTION: Record<string, string> = {
  min: "max",
  max: "min",
  sum: "max",
  greatest: "least",
  least: "greatest",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  bool_or: "bool_and",
  latest_by: "min_by",
};
/** Functions that are left away, so that their first argument stands alone. */
const LEFT_AWAY = ["abs", "nullif", "half_up"];

function functionChanges(node: SqlNode): Change[] {
  const name = String(node.function_name);
  const children = nodes(node.children);
  const [first] = children;
  const changes: Change[] = [];
  const other = OTHER_FUNCTION[name];
  if (other && (children.length > 1 || !node.is_operator))
    changes.push(replaced(node, {...node, function_name: other}));
  if (first && LEFT_AWAY.includes(name)) changes.push(replaced(node, named(first, node)));
  if (isNode(node.filter))
    changes.push({instead: {...node, filter: null}, told: ["without filter", node.filter]});
  if (node.distinct) changes.push(replaced(node, {...node, distinct: false}));
  return changes;
}

function windowChanges(node: SqlNode): Change[] {
  if (node.class !== "WINDOW") return [];
  const partitions = nodes(node.partitions);
  const orders = nodes(node.orders);
  const changes = partitions.map(
    (partition, index): Change => ({
      instead: {...node, partitions: partitions.filter((_, place) => place !== index)},
      told: ["without partition by", partition],
    }),
  );
  for (const [index, order] of orders.entries()) {
    const type = order.type === "DESCENDING" ? "ASCENDING" : "DESCENDING";
    changes.push({
      instead: {...node, orders: orders.map((known, place) => (place === index ? {...order, type} : known))},
      told: ["order by", order.expression as SqlNode, type === "DESCENDING" ? "asc → desc" : "desc → asc"],
    });
  }
  if (orders.length > 1)
    changes.push({
      instead: {...node, orders: orders.slice(0, -1)},
      told: ["without order by", orders.at(-1)?.expression as SqlNode],
    });
  if (node.type === "WINDOW_LAG")
    changes.push(replaced(node, {...node, type: "WINDOW_LEAD", function_name: "lead"}));
  if (isNode(node.filter_expr))
    changes.push({instead: {...node, filter_expr: null}, told: ["without filter", node.filter_expr]});
  if (String(node.end).startsWith("CURRENT_ROW") && orders.length > 0 && node.type === "WINDOW_AGGREGATE")
    changes.push({
      instead: {...node, start: "UNBOUNDED_PRECEDING", end: "UNBOUNDED_FOLLOWING"},
      told: ["over the whole partition", node],
    });
  return changes;
}

const OTHER_JOIN: Record<string, string> = {INNER: "LEFT", LEFT: "INNER"};

function joinChanges(node: SqlNode): Change[] {
  const kind = String(node.join_type);
  const other = OTHER_JOIN[kind];
  if (!other || node.ref_type !== "REGULAR" || !isNode(node.condition)) return [];
  const table = isNode(node.right) ? String(node.right.alias || node.right.table_name || "…") : "…";
  return [
    {
      instead: {...node, join_type: other},
      told: [`${kind.toLowerCase()} join ${table} → ${other.toLowerCase()} join`],
    },
  ];
}

function selectChanges(node: SqlNode): Change[] {
  const changes: Change[] = [];
  if (isNode(node.where_clause) && node.where_clause.class !== "CONJUNCTION")
    changes.push({instead: {...node, where_clause: null}, told: ["without where", node.where_clause]});
  if (isNode(node.having) && node.having.class !== "CONJUNCTION")
    changes.push({instead: {...node, having: null}, told: ["without having", node.having]});
  const modifiers = nodes(node.modifiers);
  if (modifiers.some(({type}) => type === "DISTINCT_MODIFIER"))
    changes.push({
      instead: {...node, modifiers: modifiers.filter(({type}) => type !== "DISTINCT_MODIFIER")},
      told: ["without distinct"],
    });
  const sets = node.group_sets as SqlPart[];
  if (sets.length > 1)
    for (const [index] of sets.entries())
      changes.push({
        instead: {...node, group_sets: sets.filter((_, place) => place !== index)},
        told: [`without grouping set ${index + 1}`],
      });
  return changes;
}

function replaced(node: SqlNode, instead: SqlNode): Change {
  return {instead: named(instead, node), told: [node, "→", instead]};
}

/** Under the name that the node had in its SELECT. */
function named(instead: SqlNode, {alias}: SqlNode): SqlNode {
  return {...instead, alias: alias ?? ""};
}

function nodes(part: SqlPart | undefined): SqlNode[] {
  return Array.isArray(part) ? (part as SqlNode[]) : [];
}
