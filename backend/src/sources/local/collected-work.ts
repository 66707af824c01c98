import type { WorkPart } from '../collection.js';
import type { TagFields } from '../../tags/index.js';
import { position } from './tag-positions.js';

/**
 * The piece of music that a track is of. What some call grouping names it only where a movement is told, too: else it is
 * whatever people liked to group by.
 */
export function workOf(fields: TagFields): WorkPart | undefined {
  const { number, total } = position(fields, 'MOVEMENT', 'MOVEMENTTOTAL');
  // Some write the name where the number belongs.
  const movement = fields.first('MOVEMENTNAME') ?? (number === undefined ? fields.first('MOVEMENT') : undefined);
  const title = fields.first('WORK') ?? (movement === undefined ? undefined : fields.first('GROUPING'));
  if (title === undefined) return undefined;
  return {
    title,
    ...(movement !== undefined && { movement }),
    ...(number !== undefined && { movementNumber: number }),
    ...(total !== undefined && { movementTotal: total }),
  };
}
