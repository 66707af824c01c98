import { createPreview, describeApi } from '../http/index.js';
import { configOf, type Call } from './arguments.js';

/** Prints the OpenAPI document. Touches no database, opens no port. */
export async function openapi(call: Call): Promise<number> {
  const loaded = configOf(call);
  const app = await createPreview(loaded);
  process.stdout.write(`${JSON.stringify(describeApi(app, loaded.installation.version), undefined, 2)}\n`);
  return 0;
}
