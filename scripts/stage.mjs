// node scripts/stage.mjs DIR [--without-node]: puts what a running server needs into DIR, which must be new. Everything
// must be built and installed already. The release archive, the container image and the Nix package are made of this.
import { resolve } from 'node:path';
import { fail } from './support/runtime.mjs';
import { stage, stageNode } from './support/stage.mjs';

const [folder, option, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0 || (option !== undefined && option !== '--without-node')) {
  fail('Usage: node scripts/stage.mjs DIR [--without-node]');
}
stage(resolve(folder));
if (option === undefined) stageNode(resolve(folder));
