import type { Sql } from '../sql/index.js';
import type { Finding, KnownPerformers } from './identity/facts.js';
import { performerIdentity, samePerformer } from './identity/performer-rules.js';

/**
 * Tells the rules which names are those of performers. “B & A” is “A & B” where both are known; what is not known may be
 * one name, such as that of a firm.
 */
export class KnownNames {
  constructor(private readonly sql: Sql) {}

  /** What the rules say, first without knowing any name, and where that keeps two apart, with what is known. */
  async decide(left: string, right: string, compare: (known?: KnownPerformers) => Finding): Promise<Finding> {
    const finding = compare();
    // Only the order of the names can make a difference.
    const isOrder = finding.outcome !== 'same' && !finding.rule.startsWith('other-') && left !== right;
    if (!isOrder || performerIdentity({ name: left }) !== performerIdentity({ name: right })) return finding;
    const asked = new Set<string>();
    compare({ isPerformer: (name) => asked.add(name).has(name) });
    const known = new Set<string>();
    for (const name of asked) if (await this.isKnown(name)) known.add(name);
    return known.size === 0 ? finding : compare({ isPerformer: (name) => known.has(name) });
  }

  private async isKnown(name: string): Promise<boolean> {
    const rows = await this.sql.all<{ name: string }>('SELECT name FROM performer WHERE identity_key = ?', [
      performerIdentity({ name }),
    ]);
    return rows.some((row) => samePerformer({ name }, row).outcome === 'same');
  }
}
