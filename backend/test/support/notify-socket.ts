import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Node has no datagram sockets in the file system; Perl is on every Debian. */
const LISTENER = `
use Socket;
socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die $!;
bind($socket, sockaddr_un($ARGV[0])) or die $!;
$| = 1;
print "listening\\n";
while (defined recv($socket, my $message, 65536, 0)) { $message =~ s/\\n+$//; $message =~ s/\\n/ | /g; print "$message\\n"; }
`;

/** What is missing here to hear what a service tells systemd; nothing where it can be heard. */
export const notifySocketNeeds = [
  ['perl', '-e', '1'],
  ['systemd-notify', '--version'],
].flatMap(([program = '', ...words]) => (spawnSync(program, words, { stdio: 'ignore' }).status === 0 ? [] : [program]));

/** Hears what a service tells systemd, as systemd would. */
export class NotifySocket {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pyxis-notify-'));
  readonly path = join(this.folder, 'notify');
  /** Each message, its lines joined by ` | `. */
  readonly messages: string[] = [];
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  private constructor() {
    this.child = spawn('perl', ['-e', LISTENER, this.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  static async open(): Promise<NotifySocket> {
    const socket = new NotifySocket();
    await socket.lines.next();
    return socket;
  }

  /** Waits for a message that has `assignment` in it. @returns what it says in full */
  async hear(assignment: string): Promise<string> {
    for (;;) {
      const line = await this.lines.next();
      if (line.done === true) throw new Error(`Nobody said ${assignment}, but ${this.messages.join('; ')}`);
      this.messages.push(line.value);
      if (line.value.split(' | ').includes(assignment)) return line.value;
    }
  }

  async close(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
    rmSync(this.folder, { recursive: true });
  }
}
