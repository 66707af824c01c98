import { present, spanOf, type Fields } from '../../../common/index.js';
import type { StationAllowance } from '../../personal-stations.js';
import { readSyncTime } from '../protocol/cipher.js';
import { countOf, idOf } from './reading.js';

const MINUTE_MS = 60_000;
/** It is told nowhere, and in force for whoever does not pay. */
const SKIPS_A_DAY = 12;

/** As which program Pyxis is let in. */
export interface PartnerSession {
  readonly partnerId: string;
  readonly token: string;
  /** What time it is there, in seconds. */
  readonly serverSeconds: number;
  readonly skips: Pick<StationAllowance, 'skipsAnHour' | 'skipsADay'>;
}

/** As whom Pyxis is let in. */
export interface UserSession {
  readonly userId: string;
  readonly token: string;
  readonly mayListen: boolean;
  readonly allowance: StationAllowance;
}

/** @returns undefined where something is missing without which nothing can be asked */
export function readPartner(answer: Fields, decryptKey: string): PartnerSession | undefined {
  const { syncTime, stationSkipLimit, stationSkipUnit } = answer;
  const partnerId = idOf(answer.partnerId);
  const token = idOf(answer.partnerAuthToken);
  const serverSeconds = typeof syncTime === 'string' ? readSyncTime(decryptKey, syncTime) : undefined;
  if (partnerId === undefined || token === undefined || serverSeconds === undefined) return undefined;
  const limit = countOf(stationSkipLimit);
  const skips = present({
    skipsAnHour: stationSkipUnit === 'hour' ? limit : undefined,
    skipsADay: stationSkipUnit === 'day' ? limit : SKIPS_A_DAY,
  });
  return { partnerId, token, serverSeconds, skips };
}

/** @param skips as the partner may; who pays may skip as often as they like */
export function readUser(answer: Fields, skips: PartnerSession['skips']): UserSession | undefined {
  const userId = idOf(answer.userId);
  const token = idOf(answer.userAuthToken);
  if (userId === undefined || token === undefined) return undefined;
  const asksAfterMs = spanOf(answer.listeningTimeoutMinutes, MINUTE_MS);
  const allowance = { ...(answer.isSubscriber !== true && skips), ...(asksAfterMs !== undefined && { asksAfterMs }) };
  return { userId, token, mayListen: answer.canListen !== false, allowance };
}
