import { readFileSync } from 'node:fs';
import type { Container, JournalEntry } from './container.js';

/** systemd.journal-fields(7): a start that succeeded; `sd-messages.h` names the number. */
const STARTED = '39f53479d3a045ac8e11786248231fbf';
const DROP_IN = '/run/systemd/system/pyxis.service.d/test.conf';

/** `pyxis.service` of a container, through the eyes of its service manager. */
export class Service {
  constructor(private readonly container: Container) {}

  /** Properties as `systemctl show` has them. */
  async show<Name extends string>(...names: readonly Name[]): Promise<Record<Name, string>> {
    const { stdout } = await this.systemctl('show', ...names.map((name) => `--property=${name}`));
    const pairs = stdout.split('\n').filter(Boolean);
    return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2))) as Record<Name, string>;
  }

  async processId(): Promise<number> {
    return Number((await this.show('MainPID')).MainPID);
  }

  /** What the kernel says of the main process: a line of `/proc/<pid>/status` by its name. */
  async status(): Promise<Readonly<Record<string, string>>> {
    const text = readFileSync(this.container.path(`/proc/${String(await this.processId())}/status`), 'utf8');
    return Object.fromEntries(text.split('\n').map((line) => line.split(/:\s*/, 2))) as Record<string, string>;
  }

  /** @throws Error with what the journal says, when it does not run */
  async mustRun(): Promise<void> {
    const { ActiveState } = await this.show('ActiveState');
    if (ActiveState === 'active') return;
    const messages = (await this.container.journal()).map(({ MESSAGE }) => MESSAGE);
    throw new Error(`The service is ${ActiveState}:\n${messages.join('\n')}`);
  }

  /** Starts it anew, as if it had never failed. */
  async restart(): Promise<void> {
    await this.systemctl('reset-failed');
    await this.systemctl('restart');
    await this.mustRun();
  }

  /** Starts it anew without waiting for it to come up. */
  async fail(): Promise<void> {
    await this.systemctl('reset-failed');
    await this.systemctl('restart', '--no-block');
  }

  async stop(): Promise<void> {
    await this.systemctl('stop');
  }

  async kill(signal: string): Promise<void> {
    await this.systemctl('kill', '--kill-whom=main', `--signal=${signal}`);
  }

  /** Other settings until `undefined` takes them back; for the next start. */
  async override(settings: string | undefined): Promise<void> {
    if (settings === undefined) await this.container.run('rm', DROP_IN);
    else this.container.write(DROP_IN, `[Service]\n${settings}\n`);
    await this.container.run('systemctl', 'daemon-reload');
  }

  /** Does something after which the service starts by itself, and waits until it has. */
  async startsAgainAfter(work: () => Promise<void>): Promise<void> {
    const starts = (entries: readonly JournalEntry[]): number => {
      return entries.filter(({ MESSAGE_ID }) => MESSAGE_ID === STARTED).length;
    };
    const before = starts(await this.container.journal());
    await work();
    await this.container.journalUntil((entries) => starts(entries) > before);
  }

  private systemctl(verb: string, ...words: readonly string[]): ReturnType<Container['run']> {
    return this.container.run('systemctl', verb, ...words, 'pyxis');
  }
}
