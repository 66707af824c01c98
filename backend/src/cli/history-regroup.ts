import { SystemClock } from '../common/index.js';
import { Regroup, type RegroupReport } from '../history/index.js';
import { configOf, type Call } from './arguments.js';
import { openReady } from './ready-database.js';

/** Lines of one kind that are shown. */
const MOST_SHOWN = 50;

/** Parts what was counted as one falsely and joins what is one; with `--dry-run` it only says what it would do. */
export async function regroupHistory(call: Call): Promise<number> {
  const opened = await openReady(configOf(call), (message) => console.error(message));
  try {
    const regroup = new Regroup(opened.database, new SystemClock());
    const isDryRun = call.switches.has('dry-run');
    const report = isDryRun ? await regroup.dryRun() : await regroup.apply();
    console.log(linesOf(report, isDryRun).join('\n'));
    return 0;
  } finally {
    await opened.close();
  }
}

function linesOf({ performers, releases, recordings, joined, unclear }: RegroupReport, isDryRun: boolean): string[] {
  const parted = recordings.map(({ staying, leaving }) => partingLine([staying, ...leaving.map(({ names }) => names)]));
  const names = [...performers, ...releases].map(({ staying, leaving }) =>
    [staying, ...leaving.map((part) => part.names)].map((part) => `“${part[0] ?? ''}”`).join(' and '),
  );
  const total = parted.length + names.length + joined.length;
  if (total + unclear.length === 0) return ['Nothing in the history is counted as one that is not.'];
  return [
    ...section(isDryRun ? 'To be parted' : 'Parted', [...names, ...parted]),
    ...section(
      isDryRun ? 'To be joined' : 'Joined',
      joined.map(({ left, right }) => `“${left}” and “${right}”`),
    ),
    ...section(
      'Stays one, for nothing tells it apart',
      unclear.map(({ artist, title, album }) => `${artist}: ${title}${album === null ? '' : ` (${album})`}`),
    ),
    isDryRun
      ? 'Nothing was changed. Without --dry-run it is; no listen and no second of it is lost.'
      : 'Every listen is still there, and was counted anew.',
  ];
}

function partingLine(parts: readonly (readonly { title: string; artist: string; album: string | null }[])[]): string {
  return parts
    .map(([first]) =>
      first ? `“${first.artist}: ${first.title}”${first.album === null ? '' : ` (${first.album})`}` : '',
    )
    .join(' and ');
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_SHOWN;
  return [
    `${title} (${lines.length}):`,
    ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
