/** The file is no audio that could be played; `code` and the message tell a person why. */
export class BrokenAudio extends Error {
  constructor(
    readonly code: 'empty' | 'not-audio' | 'truncated' | 'corrupt' | 'too-large',
    detail: string,
  ) {
    super(detail);
  }
}
