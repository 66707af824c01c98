import { execFile } from 'node:child_process';

/** Until what did not arrive is told once more. */
const TELL_AGAIN_MS = 1_000;

/**
 * Tells systemd how the server is doing (sd_notify). Node has no datagram sockets in the file system, and a native
 * module for one message every few seconds is not worth its upkeep; systemd brings a program for it. Its messages come
 * from a child process, so the unit needs `NotifyAccess=all`. Without `$NOTIFY_SOCKET` all of this does nothing.
 */
export class ServiceManager {
  private watchdog?: NodeJS.Timeout;
  private again?: NodeJS.Timeout;
  /** The last message did not arrive, and that was told. */
  private isFailing = false;

  constructor(
    private readonly env: Readonly<Record<string, string | undefined>>,
    private readonly warn: (message: string) => void,
  ) {}

  ready(status: string): void {
    this.tellReady(status);
    const limitUs = Number(this.env.WATCHDOG_USEC);
    const isForUs = this.env.WATCHDOG_PID === undefined || Number(this.env.WATCHDOG_PID) === process.pid;
    // A sign of life at half the limit, as sd_watchdog_enabled(3) advises; a blocked event loop sends none.
    if (limitUs > 0 && isForUs) this.watchdog = setInterval(() => this.notify(['WATCHDOG=1']), limitUs / 2_000).unref();
  }

  stopping(): void {
    clearInterval(this.watchdog);
    clearTimeout(this.again);
    this.notify(['STOPPING=1', 'STATUS=Finishing what is under way.']);
  }

  /**
   * Of a program that has ended before systemd comes to read its message nobody knows whose it was, and the message is
   * dropped: on a machine that is busy with its own start, for one. The service would be ended as one that never came up.
   */
  private tellReady(status: string): void {
    this.notify(['READY=1', `STATUS=${status}`], () => {
      this.again = setTimeout(() => this.tellReady(status), TELL_AGAIN_MS).unref();
    });
  }

  private notify(assignments: readonly string[], failed?: () => void): void {
    if (this.env.NOTIFY_SOCKET === undefined) return;
    const message = [`--pid=${process.pid}`, ...assignments];
    execFile('systemd-notify', message, { env: { ...process.env, NOTIFY_SOCKET: this.env.NOTIFY_SOCKET } }, (error) => {
      // Every sign of life would fail the same way.
      if (error && !this.isFailing) this.warn(reasonOf(error));
      this.isFailing = error !== null;
      if (error) failed?.();
    });
  }
}

function reasonOf(error: Error): string {
  if (!('code' in error && error.code === 'ENOENT'))
    return `systemd cannot be told how the server is doing: ${error.message}`;
  return (
    'systemd cannot be told that the server is ready: its program systemd-notify is not on the PATH, and it will end the ' +
    'service for that. Put systemd on the PATH of the unit, or give the unit Type=exec and no WatchdogSec.'
  );
}
