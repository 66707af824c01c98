import { SystemClock } from '../common/index.js';
import { StartFailure } from '../config/index.js';
import { OWNER_ID } from '../database/index.js';
import { EXPORT_FORMATS, IMPORT_SERVICES, Ledger } from '../history/index.js';
import { configOf, EXIT_USAGE, type Call } from './arguments.js';
import { exportHistory } from './history-export.js';
import { importHistory } from './history-import.js';
import { openReady } from './ready-database.js';
import { regroupHistory } from './history-regroup.js';

const USAGE = [
  `Usage: pyxis history export --format ${EXPORT_FORMATS.join('|')} > FILE`,
  `       pyxis history import ${IMPORT_SERVICES.join('|')} FILE [--dry-run]`,
  '       pyxis history rebuild',
  '       pyxis history regroup [--dry-run]',
].join('\n');

/** Writes the history out, takes in that of a service, counts it anew, or parts what was counted as one falsely. */
export function historyCommand(call: Call): Promise<number> {
  const [, task, service, file, ...further] = call.command;
  const format = EXPORT_FORMATS.find((known) => known === (call.format ?? 'jsonl'));
  if (task === 'export' && format !== undefined && service === undefined) return exportHistory(call, format);
  const isService = IMPORT_SERVICES.some((known) => known === service);
  if (task === 'import' && isService && file !== undefined && further.length === 0) {
    return importHistory(call, service ?? '', file);
  }
  if (task === 'rebuild' && service === undefined) return rebuild(call);
  if (task === 'regroup' && service === undefined) return regroupHistory(call);
  throw new StartFailure(USAGE, EXIT_USAGE);
}

/** Counts anew what statistics are read from. The listens themselves are only read. */
async function rebuild(call: Call): Promise<number> {
  const opened = await openReady(configOf(call), (message) => console.error(message));
  try {
    await new Ledger(opened.database, new SystemClock()).rebuild(OWNER_ID);
  } finally {
    await opened.close();
  }
  console.log('The history was counted anew.');
  return 0;
}
