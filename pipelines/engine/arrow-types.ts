import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBEnumType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  IntervalMonthDayNano,
  List,
  Map_,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";

const SIMPLE: Partial<Record<DuckDBTypeId, () => DataType>> = {
  [DuckDBTypeId.BOOLEAN]: () => new Bool(),
  [DuckDBTypeId.TINYINT]: () => new Int8(),
  [DuckDBTypeId.SMALLINT]: () => new Int16(),
  [DuckDBTypeId.INTEGER]: () => new Int32(),
  [DuckDBTypeId.BIGINT]: () => new Int64(),
  [DuckDBTypeId.HUGEINT]: () => new Decimal(0, 38, 128),
  [DuckDBTypeId.UHUGEINT]: () => new Decimal(0, 38, 128),
  [DuckDBTypeId.UTINYINT]: () => new Uint8(),
  [DuckDBTypeId.USMALLINT]: () => new Uint16(),
  [DuckDBTypeId.UINTEGER]: () => new Uint32(),
  [DuckDBTypeId.UBIGINT]: () => new Uint64(),
  [DuckDBTypeId.FLOAT]: () => new Float32(),
  [DuckDBTypeId.DOUBLE]: () => new Float64(),
  [DuckDBTypeId.DATE]: () => new DateDay(),
  [DuckDBTypeId.TIME]: () => new TimeMicrosecond(),
  [DuckDBTypeId.TIME_NS]: () => new TimeNanosecond(),
  [DuckDBTypeId.TIMESTAMP]: () => new TimestampMicrosecond(),
  [DuckDBTypeId.TIMESTAMP_S]: () => new TimestampSecond(),
  [DuckDBTypeId.TIMESTAMP_MS]: () => new TimestampMillisecond(),
  [DuckDBTypeId.TIMESTAMP_NS]: () => new TimestampNanosecond(),
  [DuckDBTypeId.TIMESTAMP_TZ]: () => new TimestampMicrosecond("Asia/Tokyo"),
  [DuckDBTypeId.INTERVAL]: () => new IntervalMonthDayNano(),
  [DuckDBTypeId.BLOB]: () => new Binary(),
};

/**
 * The Arrow type that holds every value of the engine's type: HUGEINT as a decimal of 38 digits, ENUM as a dictionary. What Arrow has no type for (UUID, BIT, UNION …) is text, as `read-columns.ts` gives it.
 */
export function arrowType(type: DuckDBType): DataType {
  const simple = SIMPLE[type.typeId];
  if (simple) return simple();
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL: {
      const {width, scale} = type as DuckDBDecimalType;
      return new Decimal(scale, width, 128);
    }
    case DuckDBTypeId.ENUM:
      return new Dictionary(new Utf8(), indexType((type as DuckDBEnumType).values.length));
    case DuckDBTypeId.LIST:
      return new List(field("item", (type as DuckDBListType).valueType));
    case DuckDBTypeId.MAP: {
      const {keyType, valueType} = type as DuckDBMapType;
      const key = new Field("key", arrowType(keyType), false);
      const entry = new Struct<{key: DataType; value: DataType}>([key, field("value", valueType)]);
      return new Map_(new Field("entries", entry, false));
    }
    case DuckDBTypeId.ARRAY: {
      const {valueType, length} = type as DuckDBArrayType;
      return new FixedSizeList(length, field("item", valueType));
    }
    case DuckDBTypeId.STRUCT: {
      const {entryNames, entryTypes} = type as DuckDBStructType;
      return new Struct(entryNames.map((name, index) => field(name, entryTypes[index] as DuckDBType)));
    }
    default:
      return new Utf8();
  }
}

function indexType(count: number): Uint8 | Uint16 | Uint32 {
  if (count <= 0xff) return new Uint8();
  return count <= 0xffff ? new Uint16() : new Uint32();
}

function field(name: string, type: DuckDBType): Field {
  return new Field(name, arrowType(type), true);
}
