import type { RowsLook } from '../../../ui/list/list-look';

/** Of a station in a list, with a line for what it plays. */
export const STATION_ROW_PX = 64;

export const STATION_ROWS: RowsLook = { kind: 'rows', rowPx: STATION_ROW_PX };
