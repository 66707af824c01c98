// Compiles the server (`backend`) or builds the web app (`frontend`), when sources changed since that was last done.
import { ensureBuilt } from './support/freshness.mjs';

for (const side of process.argv.slice(2)) {
  if (side === 'backend' || side === 'frontend') ensureBuilt(side);
}
