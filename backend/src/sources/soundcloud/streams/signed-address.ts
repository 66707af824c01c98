import { fieldsOf } from '../../../common/index.js';

/** One is asked for anew so long before. */
const MARGIN_MS = 5_000;

/** When an address stops to work, as it says itself; undefined: it does not. @returns epoch milliseconds */
export function endOf(address: string): number | undefined {
  const { searchParams } = new URL(address);
  const ends = [seconds(searchParams.get('expires') ?? searchParams.get('Expires')), endOfPolicy(searchParams)];
  const first = Math.min(...ends.filter((end) => end !== undefined));
  return Number.isFinite(first) ? first * 1000 - MARGIN_MS : undefined;
}

/** The policy of CloudFront: base64 with three characters replaced. */
function endOfPolicy(parameters: URLSearchParams): number | undefined {
  const policy = (parameters.get('Policy') ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  try {
    const { Statement: statements } = fieldsOf(JSON.parse(Buffer.from(policy, 'base64').toString('utf8')));
    const { Condition: condition } = fieldsOf(Array.isArray(statements) ? statements[0] : undefined);
    return seconds(fieldsOf(fieldsOf(condition).DateLessThan)['AWS:EpochTime']);
  } catch {
    return undefined;
  }
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}
