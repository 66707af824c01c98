import { fieldsOf } from '../../common/index.js';
import type { LoadedConfig } from '../../config/index.js';
import { listenBrainzUpstream } from '../../scrobbling/index.js';
import { contactOf, UpstreamError } from '../../upstream/index.js';
import { findRunningServer } from '../running-server.js';
import type { Probe } from './examination.js';
import { note, ok, warning, type Finding } from './finding.js';

const SUBJECT = 'Services outside';

/** The services that Pyxis asks: what keeps them from answering, and how they are doing where a server runs. */
export function services(loaded: LoadedConfig): Probe {
  const look = async (signal: AbortSignal): Promise<Finding[]> => {
    const running = await findRunningServer(loaded.config.server);
    return running === undefined ? withoutServer(loaded) : withServer(running, signal);
  };
  return { subject: SUBJECT, silence: 'warning', look };
}

/** Nobody is asked here: a call of the doctor would count against what a service allows. */
function withoutServer({ config, secrets }: LoadedConfig): Finding[] {
  const { listenbrainz } = config.scrobbling;
  const { name, needsContact } = listenBrainzUpstream(listenbrainz);
  const isUsed = listenbrainz.enabled && secrets.find('listenbrainz-token').value !== undefined;
  const unknown = note(`${SUBJECT}: how they are doing is known while a server runs.`);
  if (!isUsed || needsContact !== true || contactOf(config.server) !== undefined) return [unknown];
  const { message, nextStep } = new UpstreamError('contact-missing', name);
  return [warning(`${message} ${nextStep}`), unknown];
}

async function withServer(address: string, signal: AbortSignal): Promise<Finding[]> {
  const services = (await listAt(`${address}api/v1/services`, signal)).map(tell);
  const sources = (await listAt(`${address}api/v1/sources`, signal)).map(tellSource);
  return [
    ...sources,
    ...(services.length > 0 ? services : [note(`${SUBJECT}: none was asked since the server started.`)]),
  ];
}

/** @returns none where a server of an older version is running */
async function listAt(address: string, signal: AbortSignal): Promise<unknown[]> {
  const answer = await fetch(address, { signal });
  const items: unknown = answer.ok ? fieldsOf(await answer.json()).items : [];
  return Array.isArray(items) ? [...(items as readonly unknown[])] : [];
}

function tellSource(source: unknown): Finding {
  const { name, state, code, reason, nextStep, sinceMs, retryAtMs } = fieldsOf(source);
  if (state === 'ok') return ok(`Source ${String(name)} is well`);
  const times = [
    typeof sinceMs === 'number' ? `since ${timeOf(sinceMs)}` : undefined,
    typeof retryAtMs === 'number' ? `asked again at ${timeOf(retryAtMs)}` : undefined,
  ];
  const about = [typeof code === 'string' ? code : undefined, ...times].filter((part) => part !== undefined);
  const words = [reason, nextStep].filter((part) => typeof part === 'string').join(' ');
  return warning(`Source ${String(name)} is ${String(state)} (${about.join(', ')}). ${words}`.trim());
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function tell(service: unknown): Finding {
  const { name, state, trouble } = fieldsOf(service);
  const { detail, nextStep } = fieldsOf(trouble);
  return state === 'ok' ? ok(`${String(name)} answers`) : warning(`${String(detail)} ${String(nextStep)}`);
}
