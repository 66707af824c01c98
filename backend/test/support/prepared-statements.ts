import BetterSqlite3 from 'better-sqlite3';
import { Client } from 'pg';
import { comparable, contains, type SqlText } from './sql-texts.js';

type Method = (this: unknown, statement: unknown, ...more: unknown[]) => unknown;

/** Statements that SQLite or PostgreSQL took in this thread from `record` to `stop`, as prepared or as run. */
export class PreparedStatements {
  /** Statements with a fault in them, and what was said of it. */
  readonly faults: string[] = [];
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

  private listen(driver: object, name: string): void {
    const methods = driver as Record<string, Method>;
    const original = methods[name]!;
    const { taken, faults } = this;
    methods[name] = function (statement, ...more) {
      const note = (): unknown => typeof statement === 'string' && taken.add(statement);
      const refuse = (error: unknown): unknown =>
        isOfText(error) && faults.push(`${error.message}: ${String(statement)}`);
      try {
        const answer = original.call(this, statement, ...more);
        if (answer instanceof Promise) answer.then(note, refuse);
        else note();
        return answer;
      } catch (error) {
        refuse(error);
        throw error;
      }
    };
    this.undo.push(() => (methods[name] = original));
  }
}

/** Whether an engine does not understand a statement, or what it names is not there: PostgreSQL's codes of class 42. */
function isOfText(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(?:SQLITE_ERROR$|42)/.test(String(error.code));
}
