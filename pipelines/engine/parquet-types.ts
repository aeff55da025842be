import {
  type DuckDBArrayType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";

/**
 * What the engine's Parquet writer changes on the way (whole numbers of 128 bits become DOUBLE, an INTERVAL loses its
 * microseconds, a UNION its members, a time its zone) and the type that keeps it.
 */
const KEPT_AS: Partial<Record<DuckDBTypeId, string>> = {
  [DuckDBTypeId.HUGEINT]: "DECIMAL(38,0)",
  [DuckDBTypeId.UHUGEINT]: "DECIMAL(38,0)",
  [DuckDBTypeId.INTERVAL]: "VARCHAR",
  [DuckDBTypeId.UNION]: "VARCHAR",
  [DuckDBTypeId.TIME_TZ]: "VARCHAR",
};

/** The type as which a value of this type stands in Parquet as it is; undefined where that is its own. */
export function parquetType(type: DuckDBType): string | undefined {
  const kept = KEPT_AS[type.typeId];
  if (kept) return kept;
  switch (type.typeId) {
    case DuckDBTypeId.LIST: {
      const item = parquetType((type as DuckDBListType).valueType);
      return item && `${item}[]`;
    }
    case DuckDBTypeId.ARRAY: {
      const {valueType, length} = type as DuckDBArrayType;
      const item = parquetType(valueType);
      return item && `${item}[${length}]`;
    }
    case DuckDBTypeId.MAP: {
      const {keyType, valueType} = type as DuckDBMapType;
      if (!parquetType(keyType) && !parquetType(valueType)) return undefined;
      return `MAP(${written(keyType)}, ${written(valueType)})`;
    }
    case DuckDBTypeId.STRUCT:
      return structType(type as DuckDBStructType);
    default:
      return undefined;
  }
}

function structType({entryNames, entryTypes}: DuckDBStructType): string | undefined {
  if (!entryTypes.some((type) => parquetType(type))) return undefined;
  return `STRUCT(${entryTypes.map((type, index) => `${name(entryNames[index])} ${written(type)}`).join(", ")})`;
}

function written(type: DuckDBType): string {
  return parquetType(type) ?? String(type);
}

function name(text = ""): string {
  return `"${text.replaceAll('"', '""')}"`;
}
