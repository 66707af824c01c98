import { StartFailure, type LoadedConfig } from '../../config/index.js';
import { inspectDatabase, type DatabaseStanding } from '../../database/index.js';
import type { Probe } from './examination.js';
import { fault, ok, warning, type Finding } from './finding.js';

/** The database, looked at without changing anything in it. */
export function database({ config, directories, secrets }: LoadedConfig): Probe {
  const look = async (): Promise<Finding[]> => {
    try {
      return [tell(await inspectDatabase(config.database, directories, secrets))];
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      return [fault(`Database: ${error.message.replaceAll('\n', ' ')}`)];
    }
  };
  return { subject: 'Database', silence: 'fault', look };
}

function tell({ where, state }: DatabaseStanding): Finding {
  const subject = `Database: ${where}`;
  switch (state) {
    case 'absent':
      return ok(`${subject} (will be made)`);
    case 'in-use':
      return ok(`${subject}, in use by a running Pyxis`);
    case 'current':
      return ok(subject);
    case 'older':
      return warning(`${subject} is of an older Pyxis. The next start of the server brings it up to date.`);
  }
}
