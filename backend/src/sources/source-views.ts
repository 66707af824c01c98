import { secretVariable } from '../config/index.js';
import type { SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import type { SourceDetail, SourceList, SourceOff } from './sources.dto.js';

/** Injection token of the list of sources that the configuration switches off. */
export const SOURCES_OFF = Symbol('sources that are off');

/** Every source, and how it is doing right now. */
export function listOf(sources: SourceRegistry, off: readonly SourceOff[]): SourceList {
  return { items: sources.all.map(viewOf), off: [...off] };
}

/** One source, with how its last calls to outside went. */
export function detailOf(source: SourceAdapter): SourceDetail {
  const answers = source.answers?.() ?? [];
  return { ...viewOf(source), answers: [...answers] };
}

function viewOf(source: SourceAdapter): Omit<SourceDetail, 'answers'> {
  const { parts, ...health } = source.health();
  const capabilities = Object.entries(source.capabilities).flatMap(([name, is]) => (is ? [name] : []));
  const credentials = (source.credentials ?? []).map((one) => ({ ...one, variable: secretVariable(one.name) }));
  return {
    id: source.id,
    name: source.name,
    ...health,
    capabilities,
    givesFiles: source.capabilities.streams?.givesFiles === true,
    credentials,
    canTry: source.tryNow !== undefined,
    parts: [...parts],
  };
}
