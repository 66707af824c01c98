import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NotifySocket, notifySocketNeeds } from '../support/notify-socket.js';
import { compileServer, Program } from '../support/program.js';

const missing = notifySocketNeeds.join(' and ');

describe.skipIf(missing !== '')(`systemd${missing === '' ? '' : ` (skipped: needs ${missing})`}`, () => {
  let program: Program;
  let systemd: NotifySocket;

  beforeAll(compileServer, 600_000);

  beforeEach(async () => {
    program = new Program();
    systemd = await NotifySocket.open();
  });

  afterEach(async () => {
    program.remove();
    await systemd.close();
  });

  it('is told that the server is ready once it answers, and that it stops', async () => {
    const running = await program.serve([], { NOTIFY_SOCKET: systemd.path });
    const told = await systemd.hear('READY=1');
    expect(told).toContain(`MAINPID=${running.child.pid}`);
    expect(told).toContain(`STATUS=Ready at ${running.url}`);
    expect((await fetch(`${running.url}readyz`)).status).toBe(200);
    const ended = running.stop('SIGTERM');
    expect(await systemd.hear('STOPPING=1')).toContain('STATUS=Finishing');
    expect((await ended).code).toBe(0);
    expect(running.output).not.toContain('systemd cannot be told');
  });

  it('is not told that a server is ready which cannot listen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code } = await program.run(['--hostname', '127.0.0.1', '--port', String(port)], {
      NOTIFY_SOCKET: systemd.path,
    });
    other.close();
    expect(code).toBe(1);
    // Whatever that one said came before.
    const running = await program.serve([], { NOTIFY_SOCKET: systemd.path });
    expect(await systemd.hear('READY=1')).toContain(`MAINPID=${running.child.pid}`);
    expect(systemd.messages).toHaveLength(1);
  });

  it('gets signs of life as long as it asks for them', async () => {
    const running = await program.serve([], { NOTIFY_SOCKET: systemd.path, WATCHDOG_USEC: '200000' });
    await systemd.hear('READY=1');
    await systemd.hear('WATCHDOG=1');
    await systemd.hear('WATCHDOG=1');
    await running.stop();
    await systemd.hear('STOPPING=1');
    expect(systemd.messages.at(-1)).toContain('STOPPING=1');
  });

  it('gets no signs of life from one whom it did not ask', async () => {
    const env = { NOTIFY_SOCKET: systemd.path, WATCHDOG_USEC: '1000', WATCHDOG_PID: '1' };
    const running = await program.serve([], env);
    await systemd.hear('READY=1');
    await running.stop();
    await systemd.hear('STOPPING=1');
    expect(systemd.messages.filter((message) => message.includes('WATCHDOG=1'))).toEqual([]);
  });

  it('is told again that the server is ready, where it did not hear', async () => {
    const folder = join(program.home, 'busy');
    mkdirSync(folder);
    const missedOnce = join(folder, 'missed');
    const busy = `#!/bin/sh\n[ -e '${missedOnce}' ] || { touch '${missedOnce}'; exit 1; }\nPATH=\${PATH#*:} exec systemd-notify "$@"\n`;
    writeFileSync(join(folder, 'systemd-notify'), busy, { mode: 0o755 });
    const env = { NOTIFY_SOCKET: systemd.path, PATH: `${folder}:${process.env.PATH ?? ''}` };
    const running = await program.serve([], env);
    expect(await systemd.hear('READY=1')).toContain(`STATUS=Ready at ${running.url}`);
    expect(running.output.split('systemd cannot be told')).toHaveLength(2);
  });

  it('is missed once, and not every few seconds, where its program is not on the PATH', async () => {
    const empty = join(program.home, 'empty');
    mkdirSync(empty);
    const running = await program.serve([], { NOTIFY_SOCKET: systemd.path, WATCHDOG_USEC: '20000', PATH: empty });
    for (let signs = 0; signs < 20; signs++) expect((await fetch(`${running.url}readyz`)).status).toBe(200);
    const { code, output } = await running.stop();
    expect(code).toBe(0);
    expect(output.split('systemd-notify is not on the PATH')).toHaveLength(2);
  });
});
