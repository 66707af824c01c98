// npm run dev: the backend with reload on its port, the web app with reload on the development port, both until Ctrl-C.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './support/freshness.mjs';
import { requireUsableNode, root, serverNode, toolEnvironment } from './support/runtime.mjs';

requireUsableNode();
ensureInstalled();
ensureBuilt('backend');

const printed = execFileSync(serverNode(), [join(root, 'dist/backend/main.js'), 'config', 'print', '--json'], {
  encoding: 'utf8',
});
const config = JSON.parse(printed);

// The web app's server passes on what is the backend's, wherever that listens.
const target = `http://${config['server.hostname']}:${config['server.port']}`;
const proxy = join(root, 'node_modules/.cache/pyxis/proxy.json');
mkdirSync(join(proxy, '..'), { recursive: true });
const passed = ['/api', '/stream/', '/art/', '/healthz', '/readyz', '/metrics'];
writeFileSync(proxy, JSON.stringify(Object.fromEntries(passed.map((path) => [path, { target, secure: false }]))));

const env = { ...toolEnvironment(), NODE_ENV: 'development' };
const hosts = config['web.allowedHosts'].flatMap((/** @type {string} */ host) => ['--allowed-hosts', host]);
const commands = [
  ['nest', 'start', '--watch', '--preserveWatchOutput'],
  ['ng', 'serve', '--port', String(config['web.port']), '--proxy-config', proxy, ...hosts],
];
const children = commands.map(([command = '', ...words]) => {
  // A group of its own: what these tools start themselves ends with them.
  return spawn(join(root, 'node_modules/.bin', command), words, { cwd: root, env, stdio: 'inherit', detached: true });
});

const end = () => {
  for (const { pid } of children) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    } catch {
      // Already gone.
    }
  }
};
const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    asked.abort();
    end();
  });
}
for (const child of children) child.once('exit', end);
const codes = await Promise.all(
  children.map((child) => new Promise((resolve) => child.once('exit', (code) => (end(), resolve(code ?? 0))))),
);
// When one of them fails, the other is of no use.
process.exitCode = asked.signal.aborted ? 0 : Math.max(...codes);
