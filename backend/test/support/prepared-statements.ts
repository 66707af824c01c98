import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import { comparable, contains, type SqlText } from './sql-texts.js';

type Method = (this: unknown, statement: unknown, ...more: unknown[]) => unknown;

/** Statements that SQLite or PostgreSQL took in this thread from `record` to `stop`, as prepared or as run. */
export class PreparedStatements {
  private readonly taken = new Set<string>();
  private readonly undo: (() => void)[] = [];

  static record(): PreparedStatements {
    const statements = new PreparedStatements();
    statements.listen(BetterSqlite3.prototype, 'prepare');
    statements.listen(BetterSqlite3.prototype, 'exec');
    statements.listen(Client.prototype, 'query');
    return statements;
  }

  stop(): void {
    for (const undo of this.undo) undo();
  }

  /** The texts that are in none of them. */
  without(texts: readonly SqlText[]): SqlText[] {
    const all = [...this.taken].map(comparable);
    return texts.filter(({ text }) => !all.some((statement) => contains(statement, text)));
  }

  /** What an engine finds fault with is not noted: it throws, or the answer is an error. */
  private listen(driver: object, name: string): void {
    const methods = driver as Record<string, Method>;
    const original = methods[name]!;
    const { taken } = this;
    methods[name] = function (statement, ...more) {
      const answer = original.call(this, statement, ...more);
      const note = (): void => {
        if (typeof statement === 'string') taken.add(statement);
      };
      if (answer instanceof Promise) answer.then(note, () => undefined);
      else note();
      return answer;
    };
    this.undo.push(() => (methods[name] = original));
  }
}
