// npm run release [-- DIR]: makes pyxis-<version>.tar.gz for machines like this one, with all that it needs but ffmpeg, in
// dist/release or in DIR. The same commit gives the same bytes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packFolder, writeSums } from './support/archive.mjs';
import { commitSeconds, hasChanges } from './support/commit.mjs';
import { ensureBuilt, ensureInstalled } from './support/freshness.mjs';
import { addReleaseFiles } from './support/release-files.mjs';
import { requireUsableNode, root } from './support/runtime.mjs';
import { stage, stageNode } from './support/stage.mjs';

requireUsableNode();
ensureInstalled();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `pyxis-${version}`;
const output = resolve(process.argv[2] ?? join(root, 'dist/release'));
const madeAtSeconds = commitSeconds();
if (hasChanges()) console.log('There are changes that no commit has; they will be in the archive.');

ensureBuilt('backend');
ensureBuilt('frontend');

mkdirSync(output, { recursive: true });
const scratch = mkdtempSync(join(output, '.making-'));
// Whatever ends this, Ctrl-C as well.
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const folder = join(scratch, name);
console.log('Putting together what a server needs.');
stage(folder);
addReleaseFiles(folder, { version, ...stageNode(folder) });
const count = writeSums(folder);
console.log(`Packing ${count} files.`);
const { file, bytes } = await packFolder(folder, output, madeAtSeconds);
console.log(`${file} (${Math.round(bytes / 1024 ** 2)} MiB), with its checksum in ${name}.tar.gz.sha256.`);
