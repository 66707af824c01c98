import type { SourceRegistry } from './source-registry.js';
import type { SourceList } from './sources.dto.js';

/** Every source, and how it is doing right now. */
export function listOf(sources: SourceRegistry): SourceList {
  return {
    items: sources.all.map((source) => {
      const { parts, ...health } = source.health();
      const capabilities = Object.entries(source.capabilities).flatMap(([name, is]) => (is ? [name] : []));
      return { id: source.id, name: source.name, ...health, capabilities, parts: [...parts] };
    }),
  };
}
