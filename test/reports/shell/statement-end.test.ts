import {expect, test} from "vitest";
import {isEnded} from "../../../reports/terminal/shell/statement-end.ts";

test.each([
  "select 1;",
  "select 1; ",
  "select 1; -- done",
  "select 1; /* done */",
  "select 'it''s';",
  "select $$;$$;",
  'select ";" from x;',
  "select '--';",
])("%s has ended", (statement) => {
  expect(isEnded(statement)).toBe(true);
});

test.each([
  "select 1",
  "select 'a;",
  "select 1 -- ;",
  "select 1 /* ;",
  'from "a;',
  "select $$;",
  "select $a$ $$;",
])("%s goes on", (statement) => {
  expect(isEnded(statement)).toBe(false);
});
