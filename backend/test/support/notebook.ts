import { expect } from 'vitest';
import type { Sql, SqlValue } from '../../src/sql/index.js';

/** Notes what is asked. */
export class Notebook implements Sql {
  readonly asked: { statement: string; parameters: readonly SqlValue[] }[] = [];

  constructor(private readonly sql: Sql) {}

  all<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    this.asked.push({ statement, parameters });
    return this.sql.all(statement, parameters);
  }

  get<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row | undefined> {
    this.asked.push({ statement, parameters });
    return this.sql.get(statement, parameters);
  }

  run(): Promise<void> {
    throw new Error('Reading does not write.');
  }

  /** How SQLite answers all that was asked, line by line. */
  async plans(): Promise<string[]> {
    const lines: string[] = [];
    for (const { statement, parameters } of this.asked) {
      const plan = await this.sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, parameters);
      lines.push(...plan.map(({ detail }) => detail));
    }
    expect(lines).not.toEqual([]);
    return lines;
  }
}

/** A walk along an index that ends with the page is no look through everything. */
export const lookThrough = (line: string): boolean => /^SCAN (?!.* USING (?:COVERING )?INDEX|\w+_search )/.test(line);
