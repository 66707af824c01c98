import type { NotPlayable } from '../remote-catalogue.js';
import { SourceRefusal } from '../source-error.js';

const NOT_HEARD = {
  'not-in-country': { sentence: 'Not available in your country', nextStep: 'Play another version of it, or go on.' },
  'preview-only': {
    sentence: 'Preview only: the whole song needs SoundCloud Go+',
    nextStep: 'Who subscribes there gives Pyxis the token of the account (Sources says how); else go on.',
  },
  protected: {
    sentence: 'Copy-protected on SoundCloud',
    nextStep: 'Only the programs of SoundCloud play it. Play another version of it, or go on.',
  },
  nothing: { sentence: 'SoundCloud has no sound of this track', nextStep: 'Go on; it may come later.' },
} as const;

/** Why a track of SoundCloud is not to be heard, though SoundCloud does what it should. Never reworded. */
export type NotHeardCode = keyof typeof NOT_HEARD;

/** What lists tell of such a track: the sentence stands there without its dot. */
export function notPlayable(code: NotHeardCode): NotPlayable {
  const notPlayableCause = { code: `soundcloud-${code}` };
  return { isPlayable: false, whyNotPlayable: NOT_HEARD[code].sentence, notPlayableCause };
}

/** SoundCloud has the track, and does not let it be heard here. */
export class NotHeard extends SourceRefusal {
  override readonly kind = 'not-found';
  override readonly title = 'Not to be heard';
  override readonly code: `soundcloud-${NotHeardCode}`;

  constructor(reason: NotHeardCode) {
    const { sentence, nextStep } = NOT_HEARD[reason];
    super(`${sentence}. ${nextStep}`);
    this.code = `soundcloud-${reason}`;
  }
}
