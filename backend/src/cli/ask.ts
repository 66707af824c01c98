import { StartFailure } from '../config/index.js';

/** @throws StartFailure with what the server says, where it refuses */
export async function ask(url: string, request?: RequestInit): Promise<Response> {
  const answer = await fetch(url, request);
  if (!answer.ok) throw new StartFailure(`The server refused: ${await answer.text()}`);
  return answer;
}
