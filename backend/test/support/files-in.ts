import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder, with its name. */
export function* filesIn(below: string): Generator<readonly [string, Buffer]> {
  for (const name of readdirSync(below, { recursive: true, encoding: 'utf8' })) {
    const path = join(below, name);
    if (statSync(path).isFile()) yield [name, readFileSync(path)];
  }
}
