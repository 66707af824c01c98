// npm start: installs and builds what is missing or out of date, then runs the server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled } from './support/freshness.mjs';
import { isServerNode, requireUsableNode, root, serverNode } from './support/runtime.mjs';

requireUsableNode();
ensureInstalled();
ensureBuilt('backend');
ensureBuilt('frontend');

const server = join(root, 'dist/backend/main.js');
if (isServerNode()) {
  // In this very process: one less to start, and signals need no forwarding.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(server).href);
} else {
  const words = ['--enable-source-maps', server, ...process.argv.slice(2)];
  const child = spawn(serverNode(), words, { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both, so that the child ends by itself; other signals come only here.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}
