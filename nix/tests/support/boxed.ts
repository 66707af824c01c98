import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A minute, for a machine that has much else to do. */
const MOST_TRIES = 600;
const BETWEEN_TRIES_MS = 100;
const CONTROL_GROUPS = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd'];

/**
 * The overlay is mounted where nobody else sees it, so that it goes with the last process that does. Of the trees of
 * control groups there are those that the kernel was started with; two containers in one group would share their units.
 */
const MOUNT_AND_START = `
lower=$1 scratch=$2 group=$3
shift 3
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$scratch/upper,workdir=$scratch/work" "$scratch/root" || exit
for tree in ${CONTROL_GROUPS.join(' ')}; do
  if [ -e "$tree/cgroup.procs" ]; then
    mkdir -p "$tree/$group" && echo 0 >"$tree/$group/cgroup.procs" || exit
  fi
done
exec systemd-nspawn --quiet --settings=no --register=no --keep-unit --private-network --link-journal=no \\
  --console=read-only --machine=pyxis --directory="$scratch/root" "$@"`;

/**
 * The command that runs something on a root of its own. When it is killed, or whoever started it ends, everything within
 * ends with it: it has its own process namespace.
 * @param lower the root, which stays as it is
 * @param scratch a folder of its own; changes to the root go to `upper` in it
 * @param what arguments of systemd-nspawn
 */
export function boxed(lower: string, scratch: string, what: readonly string[]): readonly [string, ...string[]] {
  for (const folder of ['upper', 'work', 'root']) mkdirSync(join(scratch, folder), { recursive: true });
  const alone = ['unshare', '--mount', '--mount-proc', '--pid', '--fork', '--kill-child=KILL'];
  const script = ['sh', '-c', MOUNT_AND_START, 'sh', lower, scratch, basename(scratch), ...what];
  return ['setpriv', '--pdeathsig', 'KILL', ...alone, ...script];
}

/** The environment of that command. Version 1 of control groups tells a systemd inside little of what ends in them. */
export const BOXED_ENVIRONMENT = { PATH: process.env.PATH, TERM: 'dumb', SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1' };

/** Removes what it left behind, once it has ended. */
export function removeBox(scratch: string): void {
  for (const tree of CONTROL_GROUPS) removeGroup(join(tree, basename(scratch)));
  rmSync(scratch, { recursive: true, force: true });
}

/** The files of a control group are the kernel's; the folders can be removed from the innermost on. */
function removeGroup(group: string): void {
  if (!existsSync(group)) return;
  for (const entry of readdirSync(group, { withFileTypes: true })) {
    if (entry.isDirectory()) removeGroup(join(group, entry.name));
  }
  for (let tries = 1; ; tries++) {
    try {
      rmdirSync(group);
      return;
    } catch (error) {
      // Those that were killed are in it until the kernel has put them away.
      if (!(error instanceof Error && 'code' in error && error.code === 'EBUSY') || tries === MOST_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_TRIES_MS);
    }
  }
}
