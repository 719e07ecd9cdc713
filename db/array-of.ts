import { type SQL, sql } from 'drizzle-orm'

/**
 * One parameter however many values, so that the prepared statement is one too; as an array, which the planner looks up by
 * index, where it would join a subquery with the whole table. `type`: of the column that it is compared with.
 */
export function arrayOf(values: readonly string[], type: 'text' | 'uuid'): SQL {
  return sql`array(select value::${sql.raw(type)} from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
}
