import type { Logger } from '@nestjs/common';
import { SystemClock } from '../common/index.js';
import type { Database } from '../database/index.js';
import { Regroup } from '../history/index.js';

/** After an upgrade: says what of the history an older version counted as one falsely, and how that is mended. */
export function tellOfRegroup(database: Database, logger: Logger): void {
  new Regroup(database, new SystemClock()).dryRun().then(
    ({ performers, releases, recordings, joined }) => {
      const parted = performers.length + releases.length + recordings.length;
      if (parted + joined.length === 0) return;
      logger.log(
        `In the history, ${parted} things were counted as one that are several, and ${joined.length} as several that are ` +
          'one. “pyxis history regroup --dry-run” lists them, “pyxis history regroup” mends them while the server is ' +
          'stopped; every listen is kept.',
      );
    },
    (error: unknown) => logger.warn(`What the history counts as one falsely was not found out: ${String(error)}`),
  );
}
