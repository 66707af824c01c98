import type { StationView } from '../../../core/api/types';

/** For specs: a station of the directory. */
export const aStation = (id: string, more: Partial<StationView> = {}): StationView => ({
  id,
  trackId: `radio:${id}`,
  name: id,
  urls: [`https://${id}.example/live`],
  tags: [],
  addedAtMs: 0,
  ...more,
});
